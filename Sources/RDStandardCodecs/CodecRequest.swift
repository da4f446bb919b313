import RDCore

/// A codec with its settings.
package struct CodecRequest: Sendable {
  package let codec: any ImageCodec

  /// The settings of the descriptor, as in `jpeg:quality=20/50/80`; `nil` if it has none.
  package let settings: [Double]?

  /// A codec and its settings.
  ///
  /// - Precondition: the settings are in the range of the codec's control.
  package init(codec: any ImageCodec, settings: [Double]? = nil) {
    self.codec = codec
    self.settings = settings
  }
}
