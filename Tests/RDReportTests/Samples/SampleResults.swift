import RDCore
import RDResults
@_exported import TestFolders

/// Small results as the experiments leave them, with numbers that stand for themselves: no two are alike.
enum SampleResults {
  static let pointColumns = Point.columns.map(\.name)

  /// A document whose rows name the fields that are not empty.
  static func document(_ columns: [String], _ rows: [[String: String]]) -> CSVDocument {
    CSVDocument(columns: columns, rows: rows.map { row in columns.map { row[$0] ?? "" } })
  }

  /// A document with the columns that its rows have fields of, and some that may be empty throughout.
  static func document(_ rows: [[String: String]], also columns: [String] = []) -> CSVDocument {
    document(columns + Set(rows.flatMap(\.keys)).subtracting(columns).sorted(), rows)
  }

  /// The Gaussian experiment with latent dimensions 3 and 7 of 20, and `n` variants.
  static func gaussian(name: String = "sweep", variants: [String] = ["baseline"]) throws
    -> ResultSet
  {
    try ResultSet(
      name: name, path: "results/\(name)",
      tables: [
        "points.csv": theory, "summary.csv": summary(variants), "history.csv": history(variants),
      ], provenance: provenance)
  }

  /// The Gaussian experiment with its last row of means written twice.
  static func repeatedRow() throws -> ResultSet {
    var means = summary(["baseline"])
    means.append(CSVDocument(columns: means.columns, rows: Array(means.rows.suffix(1))))
    return try ResultSet(
      name: "twice", path: "results/twice",
      tables: ["points.csv": theory, "summary.csv": means, "history.csv": history(["baseline"])])
  }

  /// Two quantisers of the Gaussian source and one of a source whose bound is not known.
  static func scalarQuantisers() throws -> ResultSet {
    try ResultSet(
      name: "scalar", path: "results/scalar",
      tables: [
        "points.csv": scalarPoints, "designs.csv": designs,
        "density.csv": CSVDocument(
          columns: ["source", "x", "density"],
          rows: [
            ["gaussian", "-4", "0.0001"], ["gaussian", "0.5", "0.352"],
            ["gaussian", "4", "0.0001"],
          ]),
      ])
  }

  private static let theory: CSVDocument = {
    func point(_ method: String, _ fields: [String: String]) -> [String: String] {
      let common = [
        "experiment": "gaussian", "trial": "theory", "source": "gaussian", "method": method,
        "rate_kind": "analytic", "distortion_measure": "mse", "status": "ok",
      ]
      return common.merging(fields) { _, own in own }
    }
    let bound = [("0", "1"), ("0.5", "0.5"), ("3", "0.015625")].map {
      point("rate-distortion-function", ["rate_bits_per_sample": $0.0, "distortion": $0.1])
    }
    let quantisers = [
      point("lloyd-max", ["rate_bits_per_sample": "3", "bits": "3", "distortion": "0.0345478"]),
      point(
        "uniform-endpoints", ["rate_bits_per_sample": "3", "bits": "3", "distortion": "0.061497"]),
    ]
    let copying = [("0", "0", "1"), ("20", "3", "0.0345478")].map {
      point(
        "naive",
        [
          "latent_dimension": $0.0, "bits": "3", "rate_bits_per_sample": $0.1, "distortion": $0.2,
          "latent_quantiser": "lloyd-max-normal",
        ])
    }
    let unquantised = [("0", "1"), ("3", "0.85"), ("7", "0.65"), ("20", "0")].map {
      point("naive", ["latent_dimension": $0.0, "distortion": $0.1])
    }
    return document(bound + quantisers + copying + unquantised, also: pointColumns)
  }()

  private static func summary(_ variants: [String]) -> CSVDocument {
    var rows: [[String: String]] = []
    for (index, variant) in variants.enumerated() {
      for d in [3, 7] {
        for method in index == 0 ? ["naive", "pca", "autoencoder"] : ["autoencoder"] {
          for bits in [nil, 3] {
            let level = 1 - Double(d) / 20 + Double(index) / 64 + (bits == nil ? 0 : 0.0078125)
            var row = [
              "variant": variant, "method": method, "latent_dimension": "\(d)",
              "repetitions": "2", "distortion": "\(level)", "distortion_ci95": "0.00123",
              "training_distortion": "\(level - (method == "naive" ? 0.001 : 0.017))",
              "difference_to_naive": method == "naive" ? "0" : "0.0042",
              "difference_to_naive_ci95": method == "naive" ? "" : "0.00057",
            ]
            if let bits {
              row["latent_quantiser"] = "lloyd-max-normal"
              row["bits"] = "\(bits)"
              row["rate_bits_per_sample"] = "\(Double(d * bits) / 20)"
              row["bound_distortion"] = "0.4444"
              row["gap_decibels"] = "1.375"
            }
            rows.append(row)
          }
        }
      }
    }
    return document(rows, also: ["active_latents"])
  }

  private static func history(_ variants: [String]) -> CSVDocument {
    var rows: [[String: String]] = []
    for variant in variants {
      for d in [3, 7] {
        for repetition in 1...2 {
          for epoch in 1...4 {
            let loss = 1 - Double(d) / 20 + 0.25 / Double(epoch) + Double(repetition) / 1024
            rows.append([
              "variant": variant, "method": "autoencoder", "latent_dimension": "\(d)",
              "repetition": "\(repetition)", "epoch": "\(epoch)",
              "training_loss": "\(loss - 0.0625)", "test_loss": "\(loss)",
            ])
          }
        }
      }
    }
    return document(rows)
  }

  private static let scalarPoints = document(
    [
      ("gaussian", "lloyd-max", "3", "3.4465", "2.3917"),
      ("gaussian", "lloyd-max", "2", "2.7409", "2.2060"),
      ("gaussian", "uniform-endpoints", "3", "5.9505", "4.8835"),
      ("laplacian", "lloyd-max", "3", "", ""),
    ].map { source, method, bits, gap, codedGap in
      [
        "experiment": "scalar-quantisers", "trial": "\(source) \(method)", "source": source,
        "method": method, "distortion": "0.0\(bits)4", "gap_decibels": gap, "bits": bits,
        "levels": bits == "3" ? "8" : "4", "snr_decibels": "14.6", "entropy_bits": "2.8",
        "entropy_coded_gap_decibels": codedGap,
      ]
    }, also: pointColumns)

  private static let designs = CSVDocument(
    columns: [
      "source", "method", "levels", "index", "lower_threshold", "upper_threshold", "level",
    ],
    rows: [
      ["gaussian", "lloyd-max", "2", "0", "-inf", "0.125", "-0.75"],
      ["gaussian", "lloyd-max", "2", "1", "0.125", "inf", "0.875"],
      ["gaussian", "uniform-endpoints", "2", "0", "-inf", "0", "-3"],
      ["gaussian", "uniform-endpoints", "2", "1", "0", "inf", "3"],
      ["gaussian", "lloyd-max", "64", "0", "-inf", "inf", "0.0625"],
    ])

  static let provenance = Provenance(
    experiment: "gaussian", command: ["rdtool", "sweep", "gaussian"],
    commit: "0123456789abcdef", hasUncommittedChanges: false, programHash: "a",
    specificationHash: "b", resultHashes: [:], seed: 1234, versions: ["GSL": "2.7.1"],
    processor: "a_processor", blasCore: "Haswell", jobs: 2, started: "2026-01-02T03:04:05Z",
    ended: "2026-01-02T03:04:06Z", trials: .init(total: 9, resumed: 0, failed: 1))
}
