import Foundation
import RDCore
import RDExperiments
import Testing

@Suite("Training a model from a specification")
struct ModelTrainingTests {
  @Test(
    "group normalisation, average pooling and the multi-scale similarity are trained with",
    arguments: [
      (keys: "groups=2", term: "squared_error"),
      (keys: "groups=4,downsampling=average-pooling", term: "squared_error"),
      (keys: "downsampling=average-pooling,skips=yes", term: "squared_error"),
      (keys: "objective=ms-ssim", term: "ms_ssim_loss"),
    ])
  func layers(_ keys: String, _ term: String) throws {
    let model = NSTemporaryDirectory() + "rdtool-model-\(UUID().uuidString).rdm"
    defer {
      for suffix in ["", ".history.csv", ".checkpoint"] {
        try? FileManager.default.removeItem(atPath: model + suffix)
      }
    }
    let file = try SpecificationFile(
      parsing: """
        model = "image-autoencoder:widths=4/8,kernel=3,bottleneck=dense,latents=6,\(keys)"
        data = "digits:split=train,count=8"
        validation = "digits:split=test,count=4"
        epochs = 2
        batch = 8
        """, origin: "test.toml")
    let training = try ModelTraining(
      SpecificationRequest(file: file, profile: .standard, overrides: []))
    let (history, _) = try training.run(
      to: model, jobs: 1, observer: nil, interruption: Interruption())
    let index = try #require(history.index(of: "objective"))
    let losses = history.rows.compactMap { Double($0[index]) }
    // One step on all images lowers what they lose.
    #expect(losses.count == 2 && losses[1] < losses[0])
    #expect(history.columns.contains("validation_\(term)"))
  }

  @Test(
    "what does not fit the images or the widths is refused",
    arguments: ["groups=3", "widths=4/8/8,downsampling=average-pooling"])
  func refusals(_ keys: String) throws {
    let widths = keys.hasPrefix("widths") ? "" : "widths=4/8,"
    let file = try SpecificationFile(
      parsing: """
        model = "image-autoencoder:\(widths)bottleneck=dense,latents=6,\(keys)"
        data = "digits:split=train,count=8"
        """, origin: "test.toml")
    let training = try ModelTraining(
      SpecificationRequest(file: file, profile: .standard, overrides: []))
    #expect(throws: (any Error).self) {
      try training.run(
        to: NSTemporaryDirectory() + "rdtool-no-model.rdm", jobs: 1, observer: nil,
        interruption: Interruption())
    }
  }
}
