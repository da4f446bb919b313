import RDCore
import RDResults

extension SampleResults {
  /// Two autoencoders of grey images of 2 by 2 samples with labels 3 and 8: `half` of two latents and `quarter` of one, each with all that can be asked for.
  ///
  /// `source` names the images; where `command` is empty, nothing is known of what made them.
  static func imageAutoencoders(
    source: String = "mnist:split=test", command: [String] = []
  ) throws -> ResultSet {
    var tables = [
      "points.csv": autoencoderPoints(source), "summary.csv": autoencoderSummary,
      "models.csv": document(
        models.map {
          ["model": $0.name, "repetition": "1", "objective": "mse", "mse": $0.error, "ssim": "0.5"]
        }, also: ["beta", "epochs", "kl_nats", "active_latents"]),
      "history.csv": document(
        models.flatMap { model in
          ["1", "2"].map {
            [
              "model": model.name, "repetition": "1", "epoch": $0, "objective_kind": "mse",
              "training_loss": "0.2", "test_loss": "0.1",
            ]
          }
        }),
      "latents.csv": CSVDocument(
        columns: ["model", "repetition", "kl_nats", "standard_deviation"], rows: []),
      "predictions.csv": CSVDocument(columns: ["level", "nats", "mse"], rows: []),
      "codes.csv": document(
        models.map {
          [
            "model": $0.name, "parameters": "222384", "latents": $0.latents,
            "crossing_numbers": "8", "bottleneck_ratio": $0.latents == "2" ? "2" : "4",
            "crossing_ratio": "0.5",
          ]
        }),
    ]
    tables.merge(views) { first, _ in first }
    var provenance = provenance
    provenance.command = command
    return try ResultSet(
      name: "mnist-ratios", path: "results/mnist-ratios", tables: tables,
      provenance: command.isEmpty ? nil : provenance)
  }

  /// The name, the latents and the error of each model; a name may have letters that gnuplot would read.
  private static let models = [
    (name: "half, \"a_b\" `touch made`", latents: "2", error: "0.0625"),
    (name: "quarter", latents: "1", error: "0.125"),
  ]

  private static func autoencoderPoints(_ source: String) -> CSVDocument {
    document(
      [("3", "0.01"), ("2", "0.03"), ("1", "0.09")].map {
        [
          "experiment": "image-autoencoders", "trial": "linear", "source": source,
          "method": "klt-tail-sum", "model": "klt-tail-sum", "latent_dimension": $0.0,
          "distortion": $0.1, "status": "ok",
        ]
      }
        + [
          ("jpeg-xl:distance=2/8", "2", "0.001", "30"), ("jpeg-xl:distance=2/8", "8", "0.01", "20"),
          ("png", "", "0", ""),
        ]
        .map {
          [
            "experiment": "image-autoencoders", "trial": $0.0, "source": source, "method": $0.0,
            "model": $0.0, "repetition": "1", "sample_count": "4", "setting": $0.1,
            "distortion": $0.2, "psnr_of_mean_error_decibels": $0.3, "coded_bits_per_image": "800",
            "header_bits_per_image": "500", "implementation": "a library", "status": "ok",
          ]
        }, also: pointColumns + ["latent_quantiser", "mean_psnr_decibels", "ssim"])
  }

  private static let autoencoderSummary = document(
    models.flatMap { model -> [[String: String]] in
      let common = [
        "method": "autoencoder-dense", "model": model.name, "objective": "mse",
        "latent_dimension": model.latents, "repetitions": "3",
      ]
      let own = [
        ["distortion": model.error, "distortion_ci95": "0.0037"],
        [
          "latent_quantiser": "lloyd-max", "latent_scale": "designed", "bits": "4",
          "fixed_bits_per_image": "8", "coded_bits_per_image": "7.5", "distortion": "0.13",
          "psnr_of_mean_error_decibels": "9",
        ],
      ]
      return own.map { $0.merging(common) { first, _ in first } }
    }
      + ["1", "2"].map {
        [
          "method": "klt", "model": "klt", "latent_dimension": $0,
          "distortion": $0 == "1" ? "0.091" : "0.031",
        ]
      }
      + [
        [
          "method": "klt", "model": "klt", "latent_dimension": "2",
          "latent_quantiser": "uniform-step", "latent_scale": "designed", "step": "0.3",
          "coded_bits_per_image": "6", "distortion": "0.05", "psnr_of_mean_error_decibels": "13",
        ],
        [
          "method": "png", "model": "png", "distortion": "0", "coded_bits_per_image": "800",
        ],
      ],
    also: [
      "setting", "mean_psnr_decibels", "ssim", "excess_over_uniform", "excess_over_uniform_ci95",
    ])

  /// The tables that are there only where they are asked for.
  private static var views: [String: CSVDocument] {
    let names = models.map(\.name)
    func picture(_ model: String, bits: String, _ place: [String: String]) -> [String: String] {
      [
        "model": model, "latent_quantiser": bits.isEmpty ? "" : "lloyd-max",
        "latent_scale": bits.isEmpty ? "" : "designed", "bits": bits,
        "width": "2", "height": "2", "channels": "1", "samples": "00408aff",
      ].merging(place) { first, _ in first }
    }
    return [
      "reconstructions.csv": document(
        ["0", "1"].flatMap { image in
          [picture("original", bits: "", ["image": image])]
            + names.flatMap { name in
              ["", "4"].map { picture(name, bits: $0, ["image": image]) }
            }
        }),
      "latent-pictures.csv": document(
        ["traversal", "interpolation", "grid"].flatMap { kind in
          ["", "4"].flatMap { bits in
            (0..<4).map {
              picture(
                "quarter", bits: bits,
                ["kind": kind, "row": "\($0 / 2)", "column": "\($0 % 2)", "image": "\($0)"])
            }
          }
        }),
      "histograms.csv": document(
        ["", "4"].flatMap { bits in
          (0..<4).map {
            [
              "model": "quarter", "latent": "7", "bits": bits, "lower": "\($0)",
              "upper": "\($0 + 1)", "count": "\($0 * 2)",
            ]
          }
        }),
      "layers.csv": document(
        names.flatMap { name in
          ["encoder", "decoder"].map {
            [
              "model": name, "part": $0, "index": "1", "layer": "dense", "activation": "",
              "output": $0 == "encoder" ? "2" : "2x2x1", "parameters": "10",
            ]
          }
        }),
      "confusions.csv": document(
        (["original"] + names).flatMap { name in
          (name == "quarter" ? ["", "4"] : [""]).flatMap { bits in
            [("3", "3", "30"), ("3", "8", "10"), ("8", "3", "0"), ("8", "8", "2")].map {
              [
                "model": name, "latent_quantiser": bits.isEmpty ? "" : "lloyd-max", "bits": bits,
                "label": $0.0, "taken_for": $0.1, "images": $0.2,
              ]
            }
          }
        }),
      "labels.csv": document(
        names.flatMap { name in
          ["", "4"].flatMap { bits in
            [("3", "0.02", "0.7"), ("8", "0.05", "0.3")].map { label, error, perInk in
              [
                "model": name, "repetition": "1", "code_bits": bits, "label": label,
                "images": "2", "mse": error, "mse_ci95": "0.003", "mse_q05": "0.01",
                "mse_q25": "0.015", "mse_q50": "0.02", "mse_q75": "0.03", "mse_q95": "0.04",
                "ink": "1.5", "mse_per_ink": perInk, "mse_per_ink_ci95": "0.01",
                "mse_per_ink_q25": "0.2", "mse_per_ink_q50": "0.4", "mse_per_ink_q75": "0.6",
              ]
            }
          }
        }),
      "maps.csv": document(
        [
          ("original", "pixels", ["original"]),
          ("quarter", "joint", ["original", "reconstruction"]),
        ]
        .flatMap { model, map, sets in
          sets.flatMap { set in
            (0..<4).map {
              [
                "model": model, "map": map, "set": set, "label": $0 < 2 ? "3" : "8",
                "x": "\($0)", "y": "\($0 * $0)",
              ]
            }
          }
        }),
      "clusters.csv": document(
        [
          ("original", "pixels", "0.9"), ("quarter", "latents", "0.75"),
          ("quarter", "joint", "0.5"),
        ]
        .map {
          [
            "model": $0.0, "space": $0.1, "dimension": "4", "neighbours": "10", "images": "4",
            "accuracy": $0.2, "accuracy_ci95": "0.01", "kl": "0.125",
          ]
        }),
    ]
  }
}
