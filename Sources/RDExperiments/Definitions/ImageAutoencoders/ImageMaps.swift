internal import RDCore
internal import RDLearning
internal import RDResults

/// Images, their latents and their reconstructions as points of the plane, and how well the neighbours of a point tell its label.
///
/// A map shows what lies near what; what is read from it by eye, such as "better clustered", is no measurement. The number behind it is the share of points
/// whose nearest neighbours in the space itself, and not on the map, have its label.
struct ImageMaps {
  /// What can be mapped: one space by itself, or originals and reconstructions together.
  static let names = ["pixels", "latents", "reconstructions", "joint"]

  /// The columns of `maps.csv` behind experiment and trial.
  static let columns: [Table.Column] = [
    .init("model"), .init("map"), .init("set"), .init("label"), .init("x"), .init("y"),
  ]

  /// The columns of `clusters.csv` behind experiment and trial.
  ///
  /// The accuracy of the space `joint` is not that of labels: it tells how often neighbours know an original from a reconstruction, a half where the two
  /// lie among each other and one where they lie apart.
  static let clusterColumns: [Table.Column] = [
    .init("model"), .init("space"), .init("dimension"), .init("neighbours"), .init("images"),
    .init("accuracy"), .init("accuracy_ci95"), .init("kl"),
  ]

  /// Neighbours that vote for a label.
  private static let neighbourCount = 10

  /// The labels of the images, shape `[count]`; `nil` where there are none.
  let labels: [UInt8]?

  /// What the maps' random numbers follow from.
  let seed: SeedPath

  /// Points with the name of what they are.
  struct PointSet {
    let name: String
    let points: VectorBlock
  }
}
