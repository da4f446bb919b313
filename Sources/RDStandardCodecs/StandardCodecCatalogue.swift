import RDCore
import RDImages

/// The standard codecs, and this toolkit's own lossless one, by name.
public enum StandardCodecCatalogue {
  /// All of them: the lossy ones, then the lossless ones.
  package static let all = Catalogue<StandardCodec>(
    kind: "codec",
    [
      "jpeg": .jpeg,
      "jpeg2000": .jpeg2000,
      "webp": .webP,
      "avif": .avif,
      "jpeg-xl": .jpegXL,
      "jpeg-ls-near": .jpegLSNear,
      "png": .png,
      "jpeg-ls": .jpegLS,
      "jpeg2000-lossless": .jpeg2000Lossless,
      "webp-lossless": .webPLossless,
      "avif-lossless": .avifLossless,
      "jpeg-xl-lossless": .jpegXLLossless,
      "pixel-mixer": .pixelMixer,
    ])

  /// Checks the name of a codec in its descriptor, whether or not its library is present.
  ///
  /// - Throws: `UnknownName` or `DescriptorError`.
  @Sendable
  package static func check(_ text: String) throws {
    _ = try all.entry(named: Descriptor(parsing: text).name)
  }

  /// A codec and the settings of its descriptor: `jpeg`, `jpeg:quality=20/50/80,chroma=444`.
  ///
  /// - Throws: `UnknownName`; `DescriptorError` for invalid parameters; `ImageCodecError/libraryAbsent(codec:library:)`.
  package static func request(_ descriptor: Descriptor) throws -> CodecRequest {
    let entry = try all.entry(named: descriptor.name)
    guard let make = entry.make else {
      throw ImageCodecError.libraryAbsent(
        codec: descriptor.name, library: entry.library ?? "a library")
    }
    guard let control = try make(Descriptor(name: descriptor.name)).control else {
      return CodecRequest(codec: try make(descriptor))
    }
    let rest = Descriptor(
      name: descriptor.name, parameters: descriptor.parameters.filter { $0.key != control.name })
    let codec: any ImageCodec
    do {
      codec = try make(rest)
    } catch DescriptorError.unknownKey(_, let key, let known) {
      // The codec itself does not know of its control, which is a list here.
      throw DescriptorError.unknownKey(
        descriptor: descriptor.description, key: key, known: [control.name] + known)
    }
    guard descriptor.text(control.name) != nil else { return CodecRequest(codec: codec) }
    let settings = try descriptor.numbers(
      control.name, expected: control.expected, where: control.isValid)
    return CodecRequest(codec: codec, settings: settings)
  }
}
