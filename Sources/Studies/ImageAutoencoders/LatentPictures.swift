import RDCore
import RDResults

/// Decoded pictures of latent traversals: one latent varied over its range, interpolations between images, and, where
/// there are two latents, the plane.
struct LatentPictures {
  /// The columns of `latent-pictures.csv` behind experiment and trial.
  static let columns: [Table.Column] =
    ["kind", "row", "column"] + ImagePictures.columns

  let measurement: ImageCodeMeasurement

  /// The number of latents, which come first among the values that cross to the decoder.
  let latentCount: Int

  let model: String

  /// The number of traversed latents, those of largest variance.
  private static let traversalCount = 3

  /// Pairs of images for interpolation.
  private static let pairCount = 3

  /// Pictures per traversal or interpolation.
  private static let stepCount = 5

  /// Pictures along a side of the plane.
  private static let gridSize = 6

  /// The rows of the table.
  ///
  /// - `quantised`: quantises the latents before decoding; `nil` for none.
  func rows(_ quantised: ImageCodeMeasurement.Quantised?) -> [[Cell]] {
    var rows =
      table("traversal", traversals, columns: Self.stepCount, quantised)
      + table("interpolation", interpolations, columns: Self.stepCount, quantised)
    if measurement.latents.dimension == 2 {
      rows += table("grid", plane, columns: Self.gridSize, quantised)
    }
    return rows
  }

  /// The latents of the first image with one of them moved, a row for each.
  private var traversals: [Float] {
    guard let first = vectors(1).first else { return [] }
    return LatentRange.widest(
      of: measurement.latents, latentCount: latentCount, Self.traversalCount
    ).flatMap { range in
      shares(Self.stepCount).flatMap { share in
        var moved = first
        moved[range.latent] = range.usualValue(at: share)
        return moved
      }
    }
  }

  /// The linear interpolations of latents from one image to the next, a row for each pair.
  private var interpolations: [Float] {
    let ends = vectors(2 * Self.pairCount)
    var elements: [Float] = []
    for pair in stride(from: 0, to: ends.count - 1, by: 2) {
      for share in shares(Self.stepCount) {
        let reached = Float(share)
        for (from, to) in zip(ends[pair], ends[pair + 1]) {
          elements.append(from + reached * (to - from))
        }
      }
    }
    return elements
  }

  /// All pairs of two latents over their ranges, the second rising upwards.
  private var plane: [Float] {
    let across = LatentRange(of: measurement.latents, 0)
    let up = LatentRange(of: measurement.latents, 1)
    return shares(Self.gridSize).reversed().flatMap { height in
      shares(Self.gridSize).flatMap { [across.usualValue(at: $0), up.usualValue(at: height)] }
    }
  }

  private func table(
    _ kind: String, _ elements: [Float], columns: Int,
    _ quantised: ImageCodeMeasurement.Quantised?
  ) -> [[Cell]] {
    let d = measurement.latents.dimension
    let latents = VectorBlock(count: elements.count / d, dimension: d, elements: elements)
    return ImagePictures.rows(
      measurement.pictures(of: latents, quantised), shape: measurement.code.imageShape,
      model: model, quantised: quantised
    ).enumerated().map { index, row in
      [.text(kind), .integer(index / columns), .integer(index % columns)] + row
    }
  }

  private func vectors(_ count: Int) -> [[Float]] {
    let latents = measurement.latents
    return (0..<min(count, latents.count)).map { image in
      Array(latents.elements[(image * latents.dimension)..<((image + 1) * latents.dimension)])
    }
  }

  /// Numbers from 0 to 1, evenly apart.
  private func shares(_ count: Int) -> [Double] {
    (0..<count).map { Double($0) / Double(count - 1) }
  }
}
