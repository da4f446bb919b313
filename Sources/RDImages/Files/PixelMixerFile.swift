import RDPixelCoding

/// Files of the pixel mixer, this toolkit's lossless code of pictures: 1 to 4 channels of 1 to 16 bits per sample.
package enum PixelMixerFile {
  package static let format = ImageFileFormat(
    "RDL", suffixes: ["rdl"], signatures: [FileSignature(PixelMixer.magic)],
    decoder: { input throws(ImageFileError) in
      do throws(PixelMixerError) {
        let (samples, shape, bitDepth) = try PixelMixer.decode(
          input.bytes, sampleLimit: input.sampleLimit)
        return DecodedPicture(Image(shape: shape, bitDepth: bitDepth, samples: samples))
      } catch {
        switch error {
        case .tooLarge(let height, let width, let channels):
          throw .tooLarge(path: input.path, height: height, width: width, channels: channels)
        case .damaged(let reason): throw input.damage(reason)
        }
      }
    })

  /// The file of a picture.
  package static func encode(_ image: Image) -> [UInt8] {
    PixelMixer.encode(image.samples, shape: image.shape, bitDepth: image.bitDepth)
  }
}
