import Foundation
import RDCore

/// Dead leaves: opaque discs of random colours, the radii after a power law, each hiding what lies below.
///
/// Radii, in pixels, have a density proportional to r^-3 between two limits, which makes pictures scale-invariant: their
/// power falls with the square of the frequency, neighbours are strongly correlated, and there are edges, as in photographs. Discs are placed
/// front to back until all is covered, which is an exact sample of the stationary model. Edges are anti-aliased by the
/// fraction of 4 by 4 points of a pixel that a disc covers. A disc's colour is a uniformly distributed grey with a smaller
/// deviation of each channel, as photographs have more contrast than colour.
///
/// > Source: [lee2001]; from the front to the back [kendall1999].
package struct DeadLeaves: Sendable {
  package let shape: ImageShape

  /// The radii of the discs, in pixels.
  ///
  /// - Invariant: positive, the lower one less than the upper.
  package let radii: ClosedRange<Double>

  /// Dead leaves of a size, with radii from 1.5 pixels to four times the longer side.
  ///
  /// - Precondition: height and width are at least 1 and at most 4096.
  package init(height: Int, width: Int) {
    precondition((1...4096).contains(height) && (1...4096).contains(width))
    shape = ImageShape(height: height, width: width, channels: 3)
    radii = 1.5...Double(4 * max(height, width))
  }

  /// One image, the same for the same seed.
  package func image(seed: SeedPath) -> [UInt8] {
    var canvas = LeafCanvas(shape: shape)
    var random = RandomStream(seed: seed)
    // The area of centres of visible discs depends on the radius, so the centre is drawn in the area for its
    // radius; the radius, given visibility, has a density proportional to r^-3 times that area.
    while !canvas.isCovered {
      let radius = visibleRadius(&random)
      let x = (Double(shape.width) + 2 * radius) * random.nextUniform() - radius
      let y = (Double(shape.height) + 2 * radius) * random.nextUniform() - radius
      let grey = 255 * random.nextUniform()
      var colour = (0.0, 0.0, 0.0)
      colour.0 = grey + 90 * (random.nextUniform() - 0.5)
      colour.1 = grey + 50 * (random.nextUniform() - 0.5)
      colour.2 = grey + 90 * (random.nextUniform() - 0.5)
      canvas.lay(x: x, y: y, radius: radius, colour: colour)
    }
    return canvas.samples()
  }

  /// Images one after the other, image `i` from the seed's axis `image`, on all cores.
  package func block(count: Int, seed: SeedPath) -> ImageBlock {
    StandIn.block(count: count, shape: shape) { index in
      image(seed: seed["image", index])
    }
  }

  /// A radius of density proportional to `r^-3 (width + 2r) (height + 2r)`.
  ///
  /// The product is a sum of three powers: one of them is drawn by its mass, then a radius by its quantile.
  private func visibleRadius(_ random: inout RandomStream) -> Double {
    let low = radii.lowerBound
    let high = radii.upperBound
    let width = Double(shape.width)
    let height = Double(shape.height)
    let cubic = width * height * (1 / (low * low) - 1 / (high * high)) / 2
    let square = 2 * (width + height) * (1 / low - 1 / high)
    let plain = 4 * log(high / low)
    let part = random.nextUniform() * (cubic + square + plain)
    let u = random.nextUniform()
    if part < cubic {
      return 1 / (1 / (low * low) - u * (1 / (low * low) - 1 / (high * high))).squareRoot()
    }
    if part < cubic + square { return 1 / (1 / low - u * (1 / low - 1 / high)) }
    return low * pow(high / low, u)
  }
}
