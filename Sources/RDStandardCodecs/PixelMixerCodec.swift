import RDCore
import RDImages

/// The lossless code of this toolkit itself, `PixelMixer`: far slower than the standard codecs, and smaller.
struct PixelMixerCodec: ImageCodec {
  let name = "pixel-mixer"
  let implementation = "rdtool"
  let colourMode = "RGB, each plane predicted from those before it"
  let control: QualityControl? = nil
  let isLossless = true

  init(_ descriptor: Descriptor) throws { try descriptor.checkKeys([]) }

  func encode(_ image: Image, at setting: Double) -> [UInt8] { PixelMixerFile.encode(image) }

  func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
    try decodePicture(file, of: PixelMixerFile.format, sampleLimit: sampleLimit)
  }
}

extension StandardCodec {
  static let pixelMixer = StandardCodec { try PixelMixerCodec($0) }
}
