/// Published points of codecs on the 24 Kodak pictures: means over the pictures at one setting.
///
/// Rates of JPEG, JPEG 2000 and WebP are interpolated against the logarithm of the rate between the settings of the tables.
///
/// > Source: [tensorflowcompression], tables `PSNR_sRGB_RGB`, for the codecs and [balle2017]; [begaint2020] for the factorised model of
/// > [balle2018hyperprior].
enum PublishedKodakPoints {
  /// A point: bits per pixel, and the mean of the pictures' PSNRs in decibels.
  typealias Point = (bitsPerPixel: Double, meanPSNRDecibels: Double)

  /// The curves, by the names that they have in results.
  static let curves: KeyValuePairs<String, [Point]> = [
    "jpeg-420 (published)": [(0.25, 25.14), (0.5, 29.20), (1, 32.81), (2, 37.06)],
    "jpeg2000-openjpeg (published)": [
      (0.125, 26.66), (0.25, 28.86), (0.5, 31.70), (1, 35.28), (2, 39.57),
    ],
    "webp (published)": [(0.25, 28.15), (0.5, 31.14), (1, 34.98)],
    "balle-2017 (published)": [
      (0.120, 26.78), (0.195, 28.35), (0.316, 30.02), (0.481, 31.73), (0.721, 33.69),
      (1.061, 35.82),
    ],
    "factorized-2018 (published)": [
      (0.123, 26.91), (0.189, 28.22), (0.288, 29.62), (0.440, 31.28), (0.648, 32.96),
    ],
  ]
}
