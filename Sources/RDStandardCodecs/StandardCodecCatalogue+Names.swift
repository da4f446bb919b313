import RDCore

extension StandardCodecCatalogue {
  /// The names of the codecs whose libraries this build has.
  public static var names: [String] {
    zip(all.names, all.entries).filter { $0.1.make != nil }.map(\.0)
  }

  /// The codec of a name such as `jpeg` or `webp:method=6`.
  ///
  /// - Throws: an error with a message for an unknown name or parameter, or a library that this build lacks.
  public static func codec(named text: String) throws -> any ImageCodec {
    try request(Descriptor(parsing: text)).codec
  }
}
