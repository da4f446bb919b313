import Foundation
import RDCore
import RDExperiments
import RDImageCodecs
import RDModelFiles
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
    let (history, _, _) = try training.run(
      to: model, jobs: 1, observer: nil, interruption: Interruption())
    let index = try #require(history.index(of: "objective"))
    let losses = history.rows.compactMap { Double($0[index]) }
    // One step on all images lowers what they lose.
    #expect(losses.count == 2 && losses[1] < losses[0])
    #expect(history.columns.contains("validation_\(term)"))
  }

  @Test("latents that no picture changes are said", arguments: [(0.5, false), (100.0, true)])
  func collapse(step: Double, hasCollapsed: Bool) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try SpecificationFile(
      parsing: """
        model = "dense-autoencoder:latents=3,hidden=8,step=\(step)"
        data = "digits:count=16"
        batch = 8
        epochs = 1
        """, origin: "test.toml")
    let (_, _, note) = try ModelTraining(
      SpecificationRequest(file: file, profile: .standard, overrides: [])
    ).run(
      to: folder.appending(path: "model.rdm").path, jobs: 1, observer: nil,
      interruption: Interruption())
    #expect((note?.contains("none of its 3 latents") ?? false) == hasCollapsed)
  }

  /// Trains a model in a folder, for one epoch if nothing else is said.
  private func train(_ name: String, in folder: URL, _ text: String) throws -> ModelFile {
    let file = try SpecificationFile(
      parsing: """
        data = "digits:count=16"
        batch = 8
        epochs = 1
        \(text)
        """, origin: "test.toml")
    let path = folder.appending(path: name).path
    _ = try ModelTraining(SpecificationRequest(file: file, profile: .standard, overrides: []))
      .run(to: path, jobs: 1, observer: nil, interruption: Interruption())
    return try ModelFile([UInt8](Data(contentsOf: URL(filePath: path))))
  }

  private func folder() throws -> URL {
    let folder = URL(filePath: NSTemporaryDirectory() + "rdtool-models-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test(
    "a training begins with the weights of another, and names it",
    arguments: [
      ("dense-autoencoder:latents=3,hidden=8", "dense-autoencoder:latents=3,hidden=8,dropout=0.1"),
      (
        "image-autoencoder:widths=4,kernel=3,bottleneck=dense,latents=5,beta=0.1",
        "image-autoencoder:widths=4,kernel=3,bottleneck=dense,latents=5,beta=0.2,objective=mae"
      ),
    ])
  func start(_ first: String, _ second: String) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let start = try train("a.rdm", in: folder, "model = \"\(first)\"")
    let from = "from = \"\(folder.path)/a.rdm\""
    // Steps that change no bit.
    let same = try train(
      "b.rdm", in: folder,
      "model = \"\(second)\"\n\(from)\nlearning-rate = 1e-30\noptimiser = \"sgd\"")
    #expect(same.arrays == start.arrays)
    #expect(same.section("from") == start.hashBytes)
    let tuned = try train("c.rdm", in: folder, "model = \"\(second)\"\n\(from)")
    #expect(tuned.arrays != start.arrays && tuned.arrays.count == start.arrays.count)
    _ = try ImageModelCatalogue.codec(of: tuned)

    // Another start under the same name is another training.
    _ = try train("d.rdm", in: folder, "model = \"\(first)\"\nseed = 3")
    let path = folder.appending(path: "a.rdm")
    try FileManager.default.removeItem(at: path)
    try FileManager.default.moveItem(at: folder.appending(path: "d.rdm"), to: path)
    let error = #expect(throws: (any Error).self) {
      try train("c.rdm", in: folder, "model = \"\(second)\"\n\(from)")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("The checkpoint is of a training with"))
  }

  @Test(
    "a training refuses weights of another architecture, and says what differs",
    arguments: [
      ("dense-autoencoder:latents=3,hidden=8/4", "hidden=8, not 8/4"),
      (
        "dense-autoencoder:latents=4,hidden=8,activation=elu",
        "latents=3, not 4; activation=relu, not elu"
      ),
      ("dense-autoencoder:latents=3,hidden=8,beta=1", "beta=none, not given"),
      ("image-autoencoder:widths=4,latents=49", "kind is dense-autoencoder, not image-autoencoder"),
      ("dense-autoencoder:latents=3,hidden=8\"\ncrop = 16 #", "images of 28x28x1, not of 16x16x1"),
    ])
  func otherStart(_ model: String, _ reason: String) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try train("a.rdm", in: folder, "model = \"dense-autoencoder:latents=3,hidden=8\"")
    let from = "from = \"\(folder.path)/a.rdm\""
    let error = #expect(throws: (any Error).self) {
      try train("b.rdm", in: folder, "\(from)\nmodel = \"\(model)\"")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains(reason), "\(error.map { "\($0)" } ?? "")")
  }

  @Test("a start that is not there, or no model, is refused")
  func noStart() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("RDMODEL".utf8).write(to: folder.appending(path: "cut.rdm"))
    for name in ["none.rdm", "cut.rdm"] {
      let error = #expect(throws: (any Error).self) {
        try train(
          "b.rdm", in: folder,
          "from = \"\(folder.path)/\(name)\"\nmodel = \"dense-autoencoder:latents=3,hidden=8\"")
      }
      #expect("\(error.map { "\($0)" } ?? "")".contains(name))
    }
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
