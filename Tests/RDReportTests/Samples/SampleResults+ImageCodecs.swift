import RDCore
import RDResults

extension SampleResults {
  /// A measured point of a transform codec or one beside it, of images of 1024 pixels.
  private static func point(
    _ method: String, _ variant: String, _ setting: Double, bits: Double, psnr: Double,
    estimated: Double? = nil, header: Double = 0, source: String, images: Int
  ) -> [String: String] {
    [
      "experiment": "transform-codec", "trial": method, "source": source, "method": method,
      "variant": variant, "setting": "\(setting)", "sample_count": "\(images)",
      "rate_bits_per_sample": "\(bits / 3072)", "rate_kind": "coded", "distortion_measure": "mse",
      "distortion": "\(errorOf(psnr))", "status": "ok", "bits_per_pixel": "\(bits / 1024)",
      "bits_per_image": "\(bits)", "estimated_bits_per_image": estimated.map { "\($0)" } ?? "",
      "header_bits_per_image": "\(header)", "psnr_of_pooled_mse_decibels": "\(psnr)",
      "mean_psnr_decibels": "\(psnr + 0.5)", "epochs": "3", "live_channels": "29",
    ]
  }

  /// The mean-square error of the decibels 20, 21, …, whose powers are exact enough as products.
  private static func errorOf(_ decibels: Double) -> Double {
    var error = 0.01
    for _ in 0..<Int(decibels - 20) { error *= 0.794_328_234_724_281_5 }
    return error
  }

  /// A transform codec at exactly 0.7 of the rate of its anchor, which is `klt` for small images and `jpeg` for photographs.
  static func transformCodec(isSmall: Bool = true) throws -> ResultSet {
    let source = isSmall ? "cifar10:split=test" : "kodak"
    let images = isSmall ? 10_000 : 24
    var rows: [[String: String]] = []
    var means: [[String: String]] = []
    for psnr in [20.0, 22, 23, 24, 25, 27, 29] {
      // A quarter more for each decibel: straight lines over the logarithm of the rate.
      var bits = 220.0
      for _ in 0..<Int(psnr - 20) { bits *= 1.25 }
      rows.append(
        point(
          isSmall ? "klt" : "jpeg:quality=20/30/40", isSmall ? "" : "YCbCr 4:2:0", psnr,
          bits: bits, psnr: psnr, estimated: isSmall ? bits - 0.5 : nil,
          header: isSmall ? 0 : 20, source: source, images: images))
      for (method, share) in [("transform-codec-factorised", 0.875), ("transform-codec", 0.7)] {
        rows.append(
          point(
            method, "mixed", psnr * 2, bits: share * bits, psnr: psnr,
            estimated: share * bits * 0.999, header: 0.125, source: source, images: images))
      }
    }
    if isSmall {
      rows.append(
        point(
          "jpeg", "YCbCr 4:2:0", 25, bits: 6000, psnr: 24, header: 5024, source: source,
          images: 1000))
      for (surrogate, bits) in [("additive-noise", 500.0), ("straight-through", 600)] {
        for method in ["transform-codec-factorised", "transform-codec"] {
          // 10^-2.3, the error of 23 dB.
          let error = 0.005_011_872_336_272_7
          rows.append(
            point(
              method, "\(surrogate) from scratch", 40, bits: bits, psnr: 23,
              estimated: bits * 0.998, header: 0.125, source: source, images: images
            ).merging(["cost": "\(bits + 40 * 3072 * error)"]) { $1 })
          means.append([
            "method": method, "variant": "\(surrogate) from scratch", "setting": "40.0",
            "epochs": "4", "repetitions": "1", "live_channels": "12", "bits_per_image": "\(bits)",
            "distortion": "\(error)", "psnr_of_pooled_mse_decibels": "23",
            "cost": "\(bits + 40 * 3072 * error)",
          ])
        }
      }
    }
    return try ResultSet(
      name: isSmall ? "cifar-codec" : "photo-codec", path: "results/codec",
      tables: [
        "points.csv": document(
          rows, also: pointColumns + ["mean_ssim", "mean_ms_ssim", "implementation", "cost"]),
        "summary.csv": document(
          [
            "method", "variant", "setting", "epochs", "repetitions", "live_channels",
            "bits_per_image", "distortion", "psnr_of_pooled_mse_decibels", "cost", "cost_ci95",
          ], means),
      ],
      specification: ResultSpecification(
        parsing: """
          experiment = "transform-codec"
          anchor = "\(isSmall ? "klt" : "jpeg")"
          compared-from = \(isSmall ? "0.002" : "0.0")
          compared-to = \(isSmall ? "0.0065" : "0.0")

          """, origin: "results/codec/specification.toml"))
  }

  /// Standard codecs on photographs and on some of the small images, and what is printed of the photographs.
  static func imageCodecs() throws -> ResultSet {
    func row(
      _ source: String, _ method: String, _ bits: Double, _ psnr: Double, kind: String = "coded"
    ) -> [String: String] {
      [
        "experiment": "image-codecs", "trial": method, "source": source, "method": method,
        "sample_count": source == "kodak" ? "24" : "200", "rate_kind": kind, "status": "ok",
        "bits_per_pixel": "\(bits)",
        "bits_per_pixel_without_headers": kind == "coded" ? "\(bits - 0.0625)" : "",
        "mean_psnr_decibels": "\(psnr)",
        "pooled_psnr_decibels": kind == "coded" ? "\(psnr - 1)" : "",
        "lossless": "no",
      ]
    }
    var rows: [[String: String]] = []
    for source in ["kodak", "cifar10:split=test,count=200", "cifar10:split=train,count=9"] {
      for (method, share) in [("jpeg", 1.0), ("webp", 0.75), ("webp:method=6", 0.5)] {
        for (bits, psnr) in [(0.25, 24.0), (0.5, 27.0), (1.0, 31.0)] {
          rows.append(row(source, method, share * bits, psnr))
        }
      }
    }
    rows.append(row("kodak", "balle-2017 (published)", 0.5, 31.5, kind: "published"))
    return try ResultSet(
      name: "kodak-codecs", path: "results/kodak-codecs",
      tables: [
        "points.csv": document(rows, also: pointColumns)
      ])
  }
}
