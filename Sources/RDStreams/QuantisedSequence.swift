/// A sequence of samples as symbols: what lies between a quantiser and an entropy coder.
package struct QuantisedSequence: Sendable, Equatable {
  package let sampleCount: Int

  /// The symbols of each part of the codec, in the order in which they are written.
  package let symbols: [[Int32]]
}
