import RDResults

extension SampleResults {
  /// Two autoencoders of the small images, `plain` and one whose name has a comma, with quantised latents.
  static func imageModels() throws -> ResultSet {
    var summary: [[String: String]] = []
    func add(
      _ model: String, _ quantiser: String, _ scale: String, _ bits: Int, coded: Double,
      error: Double, psnr: Double, excess: Double
    ) {
      summary.append([
        "method": "autoencoder", "model": model, "objective": "mse", "latent_quantiser": quantiser,
        "latent_scale": scale, "bits": "\(bits)", "fixed_bits_per_image": "\(512 * bits)",
        "coded_bits_per_image": "\(coded)", "distortion": "\(error)",
        "psnr_of_mean_error_decibels": "\(psnr)", "excess_over_uniform": "\(excess)",
        "excess_over_uniform_ci95": "0.001",
      ])
    }
    for model in ["plain", "beta 1, long"] {
      // Coded at 512 and 1024 bits the uniform quantiser loses 1/128 and 1/512, so at 768 bits 1/256.
      add(
        model, "uniform-midpoints", "raw", 3, coded: 512, error: 0.0078125, psnr: 20, excess: 0)
      add(
        model, "uniform-midpoints", "raw", 4, coded: 1024, error: 0.001953125, psnr: 30, excess: 0)
      add(model, "lloyd-max", "raw", 3, coded: 768, error: 0.005859375, psnr: 21, excess: -0.25)
      add(model, "lloyd-max", "raw", 4, coded: 1280, error: 0.001, psnr: 31, excess: -0.5)
    }
    // Two trainings, in which Lloyd–Max keeps .01 and .02 more similarity than the better uniform quantiser.
    let similarities = [("1", 0.89, 0.88, 0.9), ("2", 0.9, 0.91, 0.93)].flatMap {
      repetition, midpoints, endpoints, lloydMax in
      [("uniform-midpoints", midpoints), ("uniform-endpoints", endpoints), ("lloyd-max", lloydMax)]
        .map { quantiser, ssim in
          [
            "experiment": "image-autoencoders", "source": "cifar10:split=test",
            "method": "autoencoder", "model": "plain", "repetition": repetition,
            "latent_quantiser": quantiser, "latent_scale": "raw", "bits": "3",
            "fixed_bits_per_image": "1536", "ssim": "\(ssim)", "status": "ok",
          ]
        }
    }
    return try ResultSet(
      name: "cifar-vae", path: "results/cifar-vae",
      tables: [
        "points.csv": document(
          [
            [
              "experiment": "image-autoencoders", "source": "cifar10:split=test",
              "sample_count": "10000", "status": "ok",
            ]
          ] + similarities, also: pointColumns),
        "summary.csv": document(
          summary, also: ["beta", "step", "distortion_ci95", "mean_psnr_decibels", "ssim"]),
        "models.csv": document(
          ["plain", "beta 1, long"].map {
            [
              "model": $0, "bottleneck": "dense", "objective": "mse", "beta": "0.5",
              "epochs": "1", "kl_nats": "70", "mse": "0.001", "ssim": "0.9",
            ]
          }, also: ["active_latents"]),
        "predictions.csv": document([
          ["level": "0.5", "nats": "60", "mse": "0.02", "mse_of_means": "0.015"]
        ]),
        "latents.csv": document(
          [["model": "plain", "repetition": "1", "kl_nats": "1", "standard_deviation": "0.9"]],
          also: ["kolmogorov_smirnov", "standardised_kolmogorov_smirnov"]),
        "history.csv": document([
          [
            "model": "plain", "repetition": "1", "epoch": "1", "objective_kind": "mse",
            "training_loss": "0.03", "test_loss": "0.002",
          ]
        ]),
        "reconstructions.csv": document([
          [
            "model": "plain", "latent_quantiser": "lloyd-max", "latent_scale": "designed",
            "bits": "4", "image": "0", "width": "1", "height": "1", "channels": "1",
            "samples": "7f",
          ]
        ]),
      ])
  }
}
