/// A map from signals to finitely many indices, and from each index to its reconstruction.
package protocol Quantiser<Signal>: Sendable {
  /// The type of a signal: a number, or a vector.
  associatedtype Signal

  /// The number of indices.
  var levelCount: Int { get }

  /// The index of a signal, from 0 to `levelCount - 1`.
  func index(of signal: Signal) -> Int

  /// The reconstruction of an index.
  ///
  /// - Precondition: `0 <= index < levelCount`.
  func reconstruction(at index: Int) -> Signal
}
