import Foundation
import RDCore
import RDImages
import RDResults

/// The file of one or several pictures, with its rate and quality.
package struct EncodedPictures: Sendable {
  /// The pictures.
  private let paths: [String]

  /// The codec, or the path of the model.
  private let coder: String

  /// The setting of the codec; `nil` if it has none.
  private let setting: Double?

  /// The contents; empty once they are written.
  package private(set) var bytes: [UInt8]
  private let byteCount: Int

  /// Bits of the file per pixel of all pictures.
  let bitsPerPixel: Double

  /// The peak signal-to-noise ratio over the colours of all pictures, decoded again; infinite for lossless ones.
  let psnrDecibels: Double

  /// The path that it was written to.
  private var output = ""

  /// The file of pictures, which are in the form that was coded.
  ///
  /// - Throws: `ImageComparisonError` if a decoded picture has another size.
  init(
    paths: [String], coder: String, setting: Double?, bytes: [UInt8], pictures: [Image],
    decoded: [Image]
  ) throws(ImageComparisonError) {
    self.paths = paths
    self.coder = coder
    self.setting = setting
    self.bytes = bytes
    byteCount = bytes.count
    let pixelCount = pictures.reduce(0) { $0 + $1.shape.pixelCount }
    bitsPerPixel = 8 * Double(bytes.count) / Double(pixelCount)
    var error = 0.0
    var sampleCount = 0
    for (back, picture) in zip(decoded, pictures) {
      let compared = try ComparedPictures(back.simplified, of: picture.simplified)
      let count = compared.original.samples.count
      error += compared.comparison().pooledRelativeMeanSquaredError * Double(count)
      sampleCount += count
    }
    psnrDecibels = -decibels(ofPowerRatio: error / Double(sampleCount))
  }

  /// The suffix of a file of its format: that of a standard format, else of this program's own.
  var suffix: String { ImageFileFormatCatalogue.format(of: bytes)?.suffixes[0] ?? "rdi" }

  /// Refuses a path whose suffix is of another kind of file.
  ///
  /// - Throws: `Diagnosis`.
  package func check(output: String) throws(Diagnosis) {
    let given = (output as NSString).pathExtension.lowercased()
    let fitting = ImageFileFormatCatalogue.format(of: bytes)?.suffixes ?? ["rdi"]
    let known =
      ["rdi", "rdq", "rdm", "npy", "npz", "csv"]
      + ImageFileFormatCatalogue.all.entries.flatMap(\.suffixes)
    guard known.contains(given), !fitting.contains(given) else { return }
    throw Diagnosis.wrongUse(
      "--output: '\(output)' has the name of another kind of file than '\(coder)' writes. End it with .\(fitting[0])."
    )
  }

  /// The same, written to a path.
  package func written(to output: String) -> EncodedPictures {
    var file = self
    file.output = output
    file.bytes = []
    return file
  }

  /// The table of written files.
  package static func table(_ files: [EncodedPictures]) -> Table {
    Table(
      columns: [
        .init("image", heading: "Image"), .init("file", heading: "File"),
        .init("coder", heading: "Codec or model"), .init("setting", heading: "Setting"),
        .init("bytes", heading: "Bytes"),
        .init("bits_per_pixel", heading: "bpp", precision: .decimals(4)),
        .init("psnr_decibels", heading: "PSNR (dB)", precision: .decimals(3)),
        .init("status", heading: "Status"),
      ],
      rows: files.map { file in
        [
          .text(
            file.paths.count == 1
              ? StandardInput.named(file.paths[0]) : "\(file.paths.count) images"),
          .text(file.output), .text(file.coder), file.setting.map(Cell.shortest) ?? .empty,
          .integer(file.byteCount), .real(file.bitsPerPixel),
          file.psnrDecibels.isFinite ? .real(file.psnrDecibels) : .empty,
          .text(file.psnrDecibels == .infinity ? "lossless" : Point.success),
        ]
      })
  }
}
