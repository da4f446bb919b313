import RDCore
import RDDataSets
import RDStandardCodecs
import RealModule
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
  /// The mean rate, of whole files or without their headers, and the mean PSNR at each setting.
  private static func curve(
    _ name: String, _ settings: [Double]
  ) throws -> [(rate: Double, rateWithoutHeaders: Double, psnr: Double)] {
    let codec = try StandardCodecCatalogue.request(Descriptor(parsing: name)).codec
    let images = try DataSetCatalogue.load(Descriptor(parsing: "kodak")).images()
    return try settings.map { setting in
      let coded = try images.map { try codec.coded($0.image, at: setting) }
      let count = Double(coded.count)
      return (
        coded.reduce(0) { $0 + $1.bitsPerPixel } / count,
        coded.reduce(0) {
          $0 + $1.bitsPerPixel * (1 - Double($1.headerByteCount) / Double($1.byteCount))
        } / count,
        coded.reduce(0) { $0 + $1.comparison.meanPSNRDecibels } / count
      )
    }
  }

  /// The PSNR of a curve at a rate, interpolated against the logarithm of the rate.
  private static func psnr(
    _ curve: [(rate: Double, psnr: Double)], at rate: Double
  ) throws -> Double {
    let upper = try #require(curve.first { $0.rate >= rate })
    let lower = try #require(curve.last { $0.rate <= rate })
    guard upper.rate > lower.rate else { return lower.psnr }
    let share = (.log(rate) - .log(lower.rate)) / (.log(upper.rate) - .log(lower.rate))
    return lower.psnr + share * (upper.psnr - lower.psnr)
  }

  @Test("JPEG 2000 of the reversible wavelet stands within 0.1 dB of its published curve")
  func jpeg2000() throws {
    let curve = try Self.curve("jpeg2000:wavelet=53", [0.98, 1.02])
    let psnr = try Self.psnr(curve.map { ($0.rate, $0.psnr) }, at: 1)
    // The printed 35.28 dB is met to the 0.1 dB that the project asks for.
    #expect(abs(psnr - 35.28) < 0.1)
  }

  @Test(
    "JPEG of standard tables is 0.15 and 0.11 dB below its published curve, and within 0.1 dB without its headers"
  )
  func jpeg() throws {
    let curve = try Self.curve("jpeg", [19, 21, 57, 59])
    let whole = curve.map { (rate: $0.rate, psnr: $0.psnr) }
    let bare = curve.map { (rate: $0.rateWithoutHeaders, psnr: $0.psnr) }
    // Printed at 0.5 and 1 bits per pixel, to 0.01 dB, with an encoder that is not named; between its settings and ours the PSNR is
    // interpolated, which takes another 0.01 dB. A header is 629 bytes, 0.013 bits per pixel.
    for (rate, published, difference) in [(0.5, 29.20, -0.15), (1, 32.81, -0.11)] {
      let psnr = try Self.psnr(whole, at: rate)
      #expect(abs(psnr - published - difference) < 0.02)
      let psnrWithoutHeaders = try Self.psnr(bare, at: rate)
      #expect(abs(psnrWithoutHeaders - published) < 0.1)
    }
  }
}
