import RDCore

extension StandardCodecCatalogue {
  /// The names of the codecs that this build has the libraries of.
  public static var names: [String] {
    zip(all.names, all.entries).filter { $0.1.make != nil }.map(\.0)
  }

  /// The codec that a text names, such as `jpeg` or `webp:method=6`.
  ///
  /// - Throws: an error with a message for a name or parameter that is not known, or a library that this build lacks.
  public static func codec(named text: String) throws -> any ImageCodec {
    try request(Descriptor(parsing: text)).codec
  }
}
