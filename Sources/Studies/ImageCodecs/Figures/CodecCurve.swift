import Foundation

/// The rate–quality curve of a codec on a set of images.
struct CodecCurve {
  /// The name of the codec in legends and tables.
  let name: String

  /// The number of coded images; `nil` if unknown.
  let imageCount: Int?

  /// Whether the format is that of others, whose files have headers that are made for one image each.
  let isStandard: Bool

  /// The points, from small files to large ones.
  let points: [Point]

  /// One setting.
  struct Point {
    /// Bits per pixel of whole files.
    let bitsPerPixel: Double

    /// Those of headers; `nil` if unknown.
    let headerBitsPerPixel: Double?

    /// The mean of the images' PSNRs.
    let meanPSNRDecibels: Double?

    /// The PSNR of the mean-square error over all images.
    let pooledPSNRDecibels: Double?
  }

  init(name: String, imageCount: Int?, isStandard: Bool = false, points: [Point]) {
    self.name = name
    self.isStandard = isStandard
    self.imageCount = imageCount
    self.points = points.sorted { $0.bitsPerPixel < $1.bitsPerPixel }
  }

  /// The same codec without the headers of its files; `nil` if these are unknown.
  var withoutHeaders: CodecCurve? {
    let bare = points.compactMap { point in
      point.headerBitsPerPixel.map {
        Point(
          bitsPerPixel: point.bitsPerPixel - $0, headerBitsPerPixel: 0,
          meanPSNRDecibels: point.meanPSNRDecibels, pooledPSNRDecibels: point.pooledPSNRDecibels)
      }
    }
    guard bare.count == points.count, bare.allSatisfy({ $0.bitsPerPixel > 0 }) else { return nil }
    return CodecCurve(
      name: name, imageCount: imageCount, isStandard: isStandard, points: bare)
  }

  /// The mean PSNR at some bits per pixel, linear in their logarithm between the points about them; `nil` beyond the points.
  func meanPSNRDecibels(atBitsPerPixel bits: Double) -> Double? {
    zip(points, points.dropFirst()).lazy.compactMap { lower, upper -> Double? in
      guard lower.bitsPerPixel <= bits, bits < upper.bitsPerPixel,
        let low = lower.meanPSNRDecibels, let high = upper.meanPSNRDecibels
      else { return nil }
      return low + (high - low) * log(bits / lower.bitsPerPixel)
        / log(upper.bitsPerPixel / lower.bitsPerPixel)
    }.first
  }

  /// The lower convex hull of the error over the rate, from the smallest file to
  /// the least error.
  ///
  /// - Parameter quality: the quality that counts.
  /// - Returns: the codec with those points.
  func lowerEnvelope(by quality: (Point) -> Double?) -> CodecCurve {
    var hull: [(point: Point, rate: Double, error: Double)] = []
    for point in points.sorted(by: { $0.bitsPerPixel < $1.bitsPerPixel }) {
      guard let decibels = quality(point) else { continue }
      let next = (point: point, rate: point.bitsPerPixel, error: pow(10, -decibels / 10))
      if let last = hull.last, next.error >= last.error { continue }
      if hull.last?.rate == next.rate { hull.removeLast() }
      // What lies on or above the line from the point before it to the next one is not of the hull.
      while hull.count > 1 {
        let (first, middle) = (hull[hull.count - 2], hull[hull.count - 1])
        let isBelow =
          (middle.error - first.error) * (next.rate - first.rate)
          < (next.error - first.error) * (middle.rate - first.rate)
        if isBelow { break }
        hull.removeLast()
      }
      hull.append(next)
    }
    return CodecCurve(
      name: name, imageCount: imageCount, isStandard: isStandard, points: hull.map(\.point))
  }
}
