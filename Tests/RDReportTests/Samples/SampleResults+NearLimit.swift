import RDResults

extension SampleResults {
  /// Codes near the limit at one and at two bits, and some on another source.
  static func nearLimit() throws -> ResultSet {
    let sizes = ["block_length", "states", "list_size"]
    func code(
      _ method: String, _ sizes: [String: String], rate: String, gap: String,
      source: String = "gaussian"
    ) -> [String: String] {
      [
        "experiment": "near-limit", "trial": "\(source) \(method) \(rate)", "source": source,
        "method": method, "requested_rate_bits": rate, "rate_bits_per_sample": "\(rate).0017",
        "gap_decibels": gap, "gap_decibels_ci95": "0.0023", "repetitions": "3",
        "sample_count": "1000", "status": "ok",
      ].merging(sizes) { _, own in own }
    }
    func polar(_ length: String, _ list: String, _ gap: String) -> [String: String] {
      code(
        "polar:length=\(length),list=\(list)", ["block_length": length, "list_size": list],
        rate: "1", gap: gap)
    }
    let rows = [
      code("ecsq", [:], rate: "1", gap: "1.44"), code("ecsq", [:], rate: "2", gap: "1.53"),
      code("ectcq-256", ["states": "256"], rate: "1", gap: "0.195"),
      code("ectcq-4", ["states": "4"], rate: "1", gap: "0.531"),
      code("ectcq-4", ["states": "4"], rate: "2", gap: "0.537"),
      code("tcq-8", ["states": "8"], rate: "1", gap: "0.9"),
      polar("4096", "8", "0.132"), polar("1024", "8", "0.239"), polar("1024", "1", "0.372"),
      code("ectcq-4", ["states": "4"], rate: "1", gap: "0.44", source: "laplacian"),
    ]
    return try ResultSet(
      name: "near-limit", path: "results/near-limit",
      tables: [
        "points.csv": document(pointColumns + ["requested_rate_bits"] + sizes, rows),
        "summary.csv": document(
          ["source", "method", "requested_rate_bits"] + sizes + [
            "repetitions", "sample_count", "rate_bits_per_sample", "gap_decibels",
            "gap_decibels_ci95",
          ], rows),
        "timing.csv": document(
          ["trial", "encoding_samples_per_second", "decoding_samples_per_second"],
          // One trial has no times.
          rows.dropLast().enumerated().map { index, row in
            [
              "trial": row["trial"] ?? "", "encoding_samples_per_second": "\(index + 1)500000",
              "decoding_samples_per_second": "\(index + 1)7250000",
            ]
          }),
      ])
  }
}
