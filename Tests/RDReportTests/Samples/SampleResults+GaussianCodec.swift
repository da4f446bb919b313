import RDResults

extension SampleResults {
  /// Learned codes of Gaussian blocks at about 1 bit, and what stands beside them.
  static func gaussianCodec() throws -> ResultSet {
    let keys = ["method", "block_length", "training", "assignment", "distortion_weight"]
    let numbers = [
      "rate_bits_per_sample", "distortion", "gap_decibels", "ecsq_gap_decibels", "snr_decibels",
      "quantiser_decibels", "entropy_model_decibels", "coder_decibels", "header_decibels",
      "rate_bits_per_sample_spread", "above_ecsq_decibels", "above_ecsq_decibels_spread",
    ]
    func learned(
      _ length: String, _ training: String, _ rate: String, _ gap: String,
      _ more: [String: String] = [:]
    ) -> [String: String] {
      [
        "experiment": "gaussian-codec", "method": "learned", "block_length": length,
        "training": training, "assignment": "search", "distortion_weight": "2.2",
        "rate_bits_per_sample": rate, "distortion": "0.35", "gap_decibels": gap,
        "ecsq_gap_decibels": "1.44", "quantiser_decibels": gap, "rate_kind": "coded",
        "rate_bits_per_sample_spread": "0.01", "above_ecsq_decibels": "0.02",
        "above_ecsq_decibels_spread": "0.03", "status": "ok",
      ].merging(more) { _, own in own }
    }
    func other(_ method: String, _ kind: String, _ gap: String) -> [String: String] {
      [
        "experiment": "gaussian-codec", "method": method, "rate_kind": kind,
        "rate_bits_per_sample": "1", "distortion": "0.3",
        "gap_decibels": gap, "status": "ok",
      ]
    }
    return try ResultSet(
      name: "gaussian-codec", path: "results/gaussian-codec",
      tables: [
        "points.csv": document(
          pointColumns + ["block_length", "training", "assignment"],
          [
            other("rate-distortion-function", "analytic", "0"), other("ecsq", "analytic", "1.44"),
            other("naive", "analytic", "4.8"), other("ecsq", "coded", "1.45"),
            other("e8", "coded", "0.88"), learned("1", "additive-noise", "0.95", "1.45"),
            learned("8", "additive-noise", "1.005", "1.42"),
            learned("8", "additive-noise", "0.995", "1.43"),
            learned("8", "straight-through", "1", "1.9"),
            learned("8", "straight-through", "1", "2.9", ["assignment": "nearest"]),
          ]),
        "summary.csv": document(
          keys + numbers,
          [
            learned("1", "additive-noise", "0.95", "1.45"),
            learned("8", "additive-noise", "1.0005", "1.425"),
            learned("8", "straight-through", "1", "1.9", ["above_ecsq_decibels_spread": "0.4"]),
            learned(
              "1", "straight-through", "0.2", "0.4",
              [
                "ecsq_gap_decibels": "", "above_ecsq_decibels": "",
                "above_ecsq_decibels_spread": "",
              ]),
          ]),
      ])
  }
}
