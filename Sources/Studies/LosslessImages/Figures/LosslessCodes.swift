import RDReport
import RDResults

/// The codes of the experiment on lossless codes of small images.
struct LosslessCodes {
  /// A code with its settings: its sizes where all images share a file or a picture, and where each has a file.
  struct Entry {
    let method: String
    let model: String
    let latentDimension: Int?
    let bits: Int?

    /// Bits per image, all in one file; `nil` where that failed.
    var together: Double?

    /// Those of them that are latents, by their ideal code length.
    var latentBits: Double?

    /// Bits per image, a file each, and the half-width of its 95 % confidence interval.
    var single: (bits: Double, halfWidth: Double?)?

    /// Those of them that do not depend on the image.
    var headerBits: Double?

    /// What the interval is over: images, or trainings.
    var intervalOver: String?

    /// The name that identifies it.
    var key: String {
      [method, model, latentDimension.map { "\($0)" } ?? "", bits.map { "\($0)" } ?? ""]
        .joined(separator: "/")
    }

    /// The name in figures, without its settings.
    var title: String {
      switch method {
      case "autoencoder": "network: \(model)"
      case "klt": "PCA: \(latentDimension.map { "\($0)" } ?? "")"
      case "contexts": "contexts alone"
      case "contexts-untaught": "contexts alone, untaught"
      case "order-0": "samples alone"
      default: method
      }
    }

    /// Whether a lossy code is a part of it.
    var isGuided: Bool { bits != nil }
  }

  /// All codes, in the order of the results.
  let entries: [Entry]

  init(_ results: ResultSet) throws {
    var entries: [Entry] = []
    for row in try results.rows("summary.csv") {
      let fresh = Entry(
        method: try row.text("method"), model: try row.text("model"),
        latentDimension: try row.optionalInteger("latent_dimension"),
        bits: try row.optionalInteger("bits"))
      let index = entries.firstIndex { $0.key == fresh.key } ?? entries.count
      if index == entries.count { entries.append(fresh) }
      if try row.text("layout") == "together" {
        entries[index].together = try row.number("bits_per_image")
        entries[index].latentBits = try row.optionalNumber("latent_bits_per_image")
      } else {
        entries[index].single = (
          try row.number("bits_per_image"), try row.optionalNumber("bits_per_image_ci95")
        )
        entries[index].intervalOver =
          try row.optionalInteger("repetitions") ?? 1 > 1 ? "trainings" : "images"
        entries[index].headerBits = try row.optionalNumber("header_bits_per_image")
      }
    }
    self.entries = entries
  }

  /// Every code once, those that have settings at the one that takes least, from the longest to the shortest.
  var best: [Entry] {
    distinct(entries.map(\.title)).compactMap { title in
      entries.filter { $0.title == title && $0.together != nil }
        .min { ($0.together ?? 0) < ($1.together ?? 0) }
    }.sorted { ($0.together ?? 0) > ($1.together ?? 0) }
  }
}
