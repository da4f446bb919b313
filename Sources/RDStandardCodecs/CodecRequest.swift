import RDCore

/// A codec with the settings to use it at.
package struct CodecRequest: Sendable {
  package let codec: any ImageCodec

  /// The settings that the descriptor names, as in `jpeg:quality=20/50/80`; `nil` if it names none.
  package let settings: [Double]?

  /// A codec and its settings.
  ///
  /// - Precondition: the settings are in the range of the codec's control.
  package init(codec: any ImageCodec, settings: [Double]? = nil) {
    self.codec = codec
    self.settings = settings
  }
}
