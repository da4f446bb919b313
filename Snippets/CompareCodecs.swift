// Compares image codecs on a picture: of the file that is named, or a drawn one.
import Foundation
import RDCodecs

let picture: Image
if CommandLine.arguments.count > 1 {
  picture = try ImageFile.read(CommandLine.arguments[1])
} else {
  let shape = ImageShape(height: 128, width: 192, channels: 3)
  let samples = (0..<shape.elementCount).map { index in
    let (x, y) = (index / 3 % shape.width, index / 3 / shape.width)
    let wave = sin(Double(x * (index % 3 + 1)) / 23) * cos(Double(y) / 17)
    return UInt16(128 + 90 * wave + Double((x * y) % 13))
  }
  picture = Image(shape: shape, samples: samples)
}
for name in StandardCodecCatalogue.names {
  let codec = try StandardCodecCatalogue.codec(named: name)
  guard let setting = codec.defaultSettings.dropFirst(codec.defaultSettings.count / 2).first else {
    continue
  }
  let coded = try codec.coded(picture, at: setting)
  print("\(name): \(coded.bitsPerPixel) bits per pixel, \(coded.comparison.meanPSNRDecibels) dB")
}
