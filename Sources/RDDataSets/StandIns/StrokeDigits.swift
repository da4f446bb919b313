import Foundation
import RDCore

/// Digits drawn with strokes: grey images of 28 by 28 pixels in ten classes, each jittered by a random affine map, with
/// strokes of a random thickness.
package struct StrokeDigits: Sendable {
  package init() {}

  package static let shape = ImageShape(height: 28, width: 28, channels: 1)

  /// One image of a digit, white on black, the same for the same seed.
  ///
  /// - Precondition: the digit is from 0 to 9.
  package func image(of digit: Int, seed: SeedPath) -> [UInt8] {
    precondition((0...9).contains(digit))
    var random = RandomStream(seed: seed)
    func draw(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * random.nextUniform()
    }
    let angle = draw(-0.2...0.2)
    let slant = draw(-0.15...0.35)
    let scale = (x: draw(0.8...1.1), y: draw(0.85...1.1))
    let centre = (x: draw(13...15), y: draw(13...15))
    let halfThickness = draw(0.8...1.7)
    let wobble = 0.6
    // The unit of the strokes is a box of 1 by 1; it is 12 wide and 19 high in the middle of the image.
    let strokes = Self.strokes[digit].map { stroke in
      stroke.map { point in
        let x = 12 * scale.x * (point.x - 0.5) + draw(-wobble...wobble)
        let y = 19 * scale.y * (point.y - 0.5) + draw(-wobble...wobble)
        let sheared = x - slant * y
        return Point(
          x: centre.x + cos(angle) * sheared - sin(angle) * y,
          y: centre.y + sin(angle) * sheared + cos(angle) * y)
      }
    }
    let segments = strokes.flatMap { Self.curve($0) }
    var samples = [UInt8](repeating: 0, count: Self.shape.elementCount)
    for row in 0..<Self.shape.height {
      for column in 0..<Self.shape.width {
        let pixel = Point(x: Double(column) + 0.5, y: Double(row) + 0.5)
        var nearest = Double.infinity
        for segment in segments { nearest = min(nearest, segment.squaredDistance(to: pixel)) }
        // The ink of a pixel falls from 1 to 0 while the stroke's edge passes over it.
        let ink = min(max(halfThickness + 0.5 - nearest.squareRoot(), 0), 1)
        samples[row * Self.shape.width + column] = UInt8((255 * ink).rounded())
      }
    }
    return samples
  }

  /// Images and their labels, image `i` from the seed's axis `image`, on all cores.
  package func block(count: Int, seed: SeedPath) -> (images: ImageBlock, labels: [UInt8]) {
    let labels = (0..<count).map { index in
      var random = RandomStream(seed: seed["label", index])
      return UInt8(random.next(below: 10))
    }
    let images = StandIn.block(count: count, shape: Self.shape) { index in
      image(of: Int(labels[index]), seed: seed["image", index])
    }
    return (images, labels)
  }

  /// A point, x to the right and y downwards.
  struct Point {
    var x: Double
    var y: Double
  }

  /// A straight piece of a stroke.
  struct Segment {
    let start: Point
    let end: Point

    func squaredDistance(to point: Point) -> Double {
      let dx = end.x - start.x
      let dy = end.y - start.y
      let length = dx * dx + dy * dy
      let along = length > 0 ? ((point.x - start.x) * dx + (point.y - start.y) * dy) / length : 0
      let t = min(max(along, 0), 1)
      let x = point.x - start.x - t * dx
      let y = point.y - start.y - t * dy
      return x * x + y * y
    }
  }

  /// A smooth curve through points, as straight pieces: a Catmull-Rom spline, four pieces between two points.
  ///
  /// > Source: [catmull1974].
  private static func curve(_ points: [Point]) -> [Segment] {
    var vertices = [points[0]]
    for index in 0..<(points.count - 1) {
      let p0 = points[max(index - 1, 0)]
      let p1 = points[index]
      let p2 = points[index + 1]
      let p3 = points[min(index + 2, points.count - 1)]
      for step in 1...4 {
        let t = Double(step) / 4
        func blend(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
          let linear = (c - a) * t
          let square = (2 * a - 5 * b + 4 * c - d) * t * t
          let cubic = (3 * b - a - 3 * c + d) * t * t * t
          return b + (linear + square + cubic) / 2
        }
        vertices.append(Point(x: blend(p0.x, p1.x, p2.x, p3.x), y: blend(p0.y, p1.y, p2.y, p3.y)))
      }
    }
    return zip(vertices, vertices.dropFirst()).map { Segment(start: $0, end: $1) }
  }

  private static func stroke(_ coordinates: Double...) -> [Point] {
    stride(from: 0, to: coordinates.count, by: 2).map {
      Point(x: coordinates[$0], y: coordinates[$0 + 1])
    }
  }

  /// The strokes of each digit in a box of 1 by 1: points that a smooth curve goes through.
  ///
  /// A corner is a stroke's end.
  private static let strokes: [[[Point]]] = [
    [
      stroke(
        0.5, 0, 0.15, 0.2, 0.05, 0.5, 0.15, 0.8, 0.5, 1, 0.85, 0.8, 0.95, 0.5, 0.85, 0.2, 0.5, 0)
    ],
    [stroke(0.3, 0.18, 0.55, 0), stroke(0.55, 0, 0.5, 0.5, 0.5, 1)],
    [
      stroke(0.08, 0.25, 0.25, 0.04, 0.6, 0, 0.88, 0.2, 0.75, 0.48, 0.4, 0.75, 0.05, 1),
      stroke(0.05, 1, 0.5, 0.97, 0.95, 1),
    ],
    [
      stroke(0.1, 0.1, 0.45, 0, 0.85, 0.15, 0.8, 0.38, 0.4, 0.48),
      stroke(0.4, 0.48, 0.85, 0.58, 0.92, 0.82, 0.5, 1, 0.08, 0.9),
    ],
    [
      stroke(0.6, 0, 0.35, 0.35, 0.05, 0.68), stroke(0.05, 0.68, 0.95, 0.66),
      stroke(0.7, 0.35, 0.68, 1),
    ],
    [
      stroke(0.9, 0, 0.2, 0.02), stroke(0.2, 0.02, 0.15, 0.42),
      stroke(0.15, 0.42, 0.5, 0.36, 0.88, 0.52, 0.88, 0.82, 0.5, 1, 0.08, 0.9),
    ],
    [
      stroke(
        0.75, 0.02, 0.35, 0.22, 0.1, 0.6, 0.2, 0.92, 0.55, 1, 0.88, 0.82, 0.82, 0.56, 0.5, 0.46,
        0.14, 0.66)
    ],
    [stroke(0.05, 0.03, 0.5, 0, 0.95, 0.03), stroke(0.95, 0.03, 0.6, 0.45, 0.4, 1)],
    [
      stroke(
        0.5, 0.47, 0.15, 0.28, 0.25, 0.05, 0.5, 0, 0.78, 0.06, 0.85, 0.28, 0.5, 0.47, 0.1, 0.7, 0.2,
        0.95,
        0.5, 1, 0.82, 0.94, 0.9, 0.7, 0.5, 0.47)
    ],
    [
      stroke(
        0.88, 0.32, 0.55, 0.54, 0.18, 0.44, 0.12, 0.16, 0.45, 0, 0.8, 0.08, 0.88, 0.32, 0.85, 0.65,
        0.7, 1)
    ],
  ]
}
