import RDCore
import RDNumerics

/// One scale of a structural similarity: its images, and what its backward pass needs of every row.
///
/// Channels are interleaved, so one pass over a flat image filters all of them, down its columns with neighbours `rowLength` apart and along
/// its rows with neighbours `channels` apart. The map of similarities keeps the rows' length; the windows of its last `10 channels`
/// positions in each row cross the edge and do not count.
struct SimilarityScale {
  let shape: ImageShape

  /// The exponent of the mean similarity in the product over scales.
  package let weight: Double

  /// Whether the luminance counts: at the coarsest scale only.
  let hasLuminance: Bool

  /// The reduced prediction and target of each row, shape `[2 batch, height * width * channels]`; `nil` at the finest scale.
  let images: Workspace?

  /// The derivatives of the similarity at each position by the mean of the prediction, by that of the squares and by that of the
  /// products, for each row, shape `[3 batch, 10 channels + positions]`.
  ///
  /// The first `10 channels` are zero.
  let slopes: Workspace

  /// The mean similarity of each channel, shape `[batch, channels]`.
  let means: Workspace

  /// The slopes spread along the rows, shape `[3, positions + 20 rowLength]`.
  ///
  /// The first and the last `10 rowLength` are zero.
  let spreads: Workspace

  /// The gradient of the reduced prediction of one row, shape `[1, height * width * channels]`; `nil` at the finest scale.
  package let gradient: Workspace?

  /// Elements of a row of pixels.
  var rowLength: Int { shape.width * shape.channels }

  var mapHeight: Int { shape.height - StructuralSimilarityDefinition.windowWidth + 1 }

  /// Positions in a row of the map that count.
  var mapRowLength: Int {
    (shape.width - StructuralSimilarityDefinition.windowWidth + 1) * shape.channels
  }

  /// Positions of the map, those that do not count included.
  var positionCount: Int { mapHeight * rowLength }

  var windowCount: Int { mapHeight * mapRowLength / shape.channels }
}
