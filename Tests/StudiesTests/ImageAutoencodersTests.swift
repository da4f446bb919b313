import RDCore
import RDResults
import Testing

/// All tables that the experiment can make, on drawn digits.
private let small = """
  experiment = "image-autoencoders"
  train = "digits:count=500,seed=1"
  test = "digits:count=120,seed=2"
  design = 300
  bits = [3, 4]
  allocations = [64]
  steps = [0.7]
  latent-steps = [0.5, 1.0]
  shown = 3
  unquantised-shown = true
  ratios = true
  labels = true
  latent-pictures = true
  maps = ["pixels", "latents", "quantised-latents", "reconstructions", "joint"]
  map-count = 100
  foreign = ["png", "jpeg-ls-near:near=8"]
  widths = [4, 8]
  bottleneck = "dense"
  latents = 8
  batch = 32
  learning-rate = 5e-3
  epochs = 4
  repetitions = 2

  [[models]]
  name = "eight"

  [[models]]
  name = "two"
  latents = 2
  repetitions = 1
  """

@Suite("Autoencoders of small images")
struct ImageAutoencodersTests {
  /// The rows of a table that a run published.
  private func rows(_ table: String, _ folder: TemporaryFolder) throws -> [ResultRecord] {
    try ResultRecord.rows(of: "\(folder.path)/\(table).csv")
  }

  @Test("every table agrees with the points, and with any number of jobs")
  func tables() throws {
    let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
    let report = try run(small, into: first.path, jobs: 1)
    _ = try run(small, into: second.path, jobs: 3)
    #expect(report.failures.isEmpty)
    for table in [
      "points", "summary", "codes", "labels", "maps", "clusters", "latent-pictures", "histograms",
      "reconstructions", "layers", "confusions",
    ] {
      let (one, other) = (try first.text("\(table).csv"), try second.text("\(table).csv"))
      #expect(one == other, "\(table)")
    }
    try checkLabels(first)
    try checkCodes(first)
    try checkConfusions(first)
    try checkLinearLine(first)
    try checkMaps(first)
    try checkLatents(first)
    try checkForeign(first)
    try checkSteps(first)
  }

  /// The errors of the labels, weighted by their images, are those of the points.
  private func checkLabels(_ folder: TemporaryFolder) throws {
    let points = try rows("points", folder)
    let labels = try rows("labels", folder)
    for bits in ["", "3", "4"] {
      let own = try labels.filter {
        try $0.key(["model", "repetition", "code_bits"]) == ["eight", "2", bits]
      }
      #expect(own.count == 10)
      let point = try #require(
        try points.first {
          try $0.key(["model", "repetition", "bits", "latent_scale"])
            == ["eight", "2", bits, bits.isEmpty ? "" : "designed"]
        })
      let images = try own.reduce(0) { try $0 + $1.number("images") }
      let error = try own.reduce(0) { try $0 + $1.number("images") * $1.number("mse") } / images
      #expect(images == 120)
      // The same 120 numbers, summed in another order.
      let expected = try point.number("distortion")
      #expect(isClose(error, expected, within: 1e-14))
      for row in own {
        let quantiles = try ["mse_q05", "mse_q25", "mse_q50", "mse_q75", "mse_q95"].map {
          try row.number($0)
        }
        #expect(quantiles == quantiles.sorted())
        // The mean of ratios lies where the ratio of means does, within the spread of the ink of one digit.
        let ratio = try 784 * row.number("mse") / row.number("ink")
        let perInk = try row.number("mse_per_ink")
        #expect(ratio / 1.5 < perInk && perInk < ratio * 1.5)
      }
    }
  }

  /// Counted by hand: convolutions, dense layers, and the same back.
  private func checkCodes(_ folder: TemporaryFolder) throws {
    let codes = try rows("codes", folder)
    let names = try codes.map { try $0.text("model") }
    #expect(names == ["eight", "two"])
    for (row, latents) in zip(codes, [8, 2]) {
      let encoder = (25 * 4 + 4) + (25 * 4 * 8 + 8) + (392 * latents + latents)
      let decoder = (latents * 392 + 392) + (25 * 8 * 4 + 4) + (25 * 4 + 1)
      #expect(try row.number("parameters") == Double(encoder + decoder))
      #expect(try row.number("latents") == Double(latents))
      #expect(try row.number("crossing_numbers") == Double(latents))
      #expect(try row.number("crossing_ratio") == 784 / Double(latents))
      let layers = try rows("layers", folder).filter { try $0.key(["model"]) == row.key(["model"]) }
      #expect(
        try layers.map { try $0.text("part") == "encoder" } == [
          true, true, true, false, false, false,
        ])
      let parameters = try layers.reduce(0) { try $0 + $1.number("parameters") }
      #expect(try row.number("parameters") == parameters)
      #expect(try layers[0].text("layer") == "convolution 5x5, stride 2")
      #expect(
        try layers.map { try $0.text("output") } == [
          "14x14x4", "7x7x8", "\(latents)", "7x7x8", "14x14x4", "28x28x1",
        ])
    }
  }

  /// Every test image counts once for each code, most drawn digits are known again, and two latents lose more than eight.
  private func checkConfusions(_ folder: TemporaryFolder) throws {
    let confusions = try rows("confusions", folder)
    func known(_ model: String, _ bits: String) throws -> Double {
      let own = try confusions.filter { try $0.key(["model", "bits"]) == [model, bits] }
      #expect(try own.count == 100 && own.reduce(0) { try $0 + $1.number("images") } == 120)
      return try own.filter { try $0.text("label") == $0.text("taken_for") }
        .reduce(0) { try $0 + $1.number("images") }
    }
    #expect(try known("original", "") > 100)
    for bits in ["", "4"] { #expect(try known("two", bits) < known("eight", bits)) }
  }

  /// The variances that are left out fall with the coefficients, and foretell the error that is measured on other images.
  private func checkLinearLine(_ folder: TemporaryFolder) throws {
    let points = try rows("points", folder)
    let tails = try points.filter { try $0.text("method") == "klt-tail-sum" }
    let errors = try tails.map { try $0.number("distortion") }
    #expect(errors == errors.sorted(by: >))
    for latents in ["2", "8"] {
      func unquantised(_ method: String) throws -> Double {
        try #require(
          try points.first {
            try $0.key(["method", "latent_dimension", "latent_quantiser"])
              == [method, latents, ""]
          }
        ).number("distortion")
      }
      let (measured, foretold) = (try unquantised("klt"), try unquantised("klt-tail-sum"))
      // 120 other images, cut off at black and white: within a tenth of the eigenvalues of 500.
      #expect(abs(measured / foretold - 1) < 0.1)
    }
  }

  /// A point for each image of a set, labels where they belong, and accuracies that go with them.
  private func checkMaps(_ folder: TemporaryFolder) throws {
    let maps = try rows("maps", folder)
    let clusters = try rows("clusters", folder)
    #expect(clusters.count == 9)
    for row in clusters {
      let own = try maps.filter { try $0.key(["model", "map"]) == row.key(["model", "space"]) }
      #expect(own.count == (try row.text("space") == "joint" ? 200 : 100))
      #expect(try row.number("images") == 100)
      let accuracy = try row.number("accuracy")
      #expect(0...1 ~= accuracy)
      let isPlane = try row.text("dimension") == "2"
      #expect(try row.text("kl").isEmpty == isPlane)
    }
    let pixels = try #require(try clusters.first { try $0.text("space") == "pixels" })
    #expect(try pixels.text("model") == "original")
    // Ten digits, drawn alike: a guess would be right one time in ten.
    #expect(try pixels.number("accuracy") > 0.5)
  }

  /// Histograms count every image once, before and after quantisation, and pictures are whole.
  private func checkLatents(_ folder: TemporaryFolder) throws {
    let histograms = try rows("histograms", folder)
    let keys = try Set(histograms.map { try $0.key(["model", "latent", "bits"]) })
    #expect(keys.count == 2 * (3 + 2))
    for key in keys {
      let own = try histograms.filter { try $0.key(["model", "latent", "bits"]) == key }
      let count = try own.reduce(0) { try $0 + $1.number("count") }
      #expect(count == 120)
      let used = try own.count { try $0.number("count") > 0 }
      // 4 bits are 16 levels.
      #expect(key[2].isEmpty || used <= 16)
    }
    let pictures = try rows("latent-pictures", folder)
    for kind in ["traversal", "interpolation"] {
      let own = try pictures.filter {
        try $0.key(["kind", "model", "bits"]) == [kind, "eight", ""]
      }
      #expect(own.count == 3 * 5)
    }
    let plane = try pictures.filter { try $0.text("kind") == "grid" }
    #expect(try plane.allSatisfy { try $0.text("model") == "two" })
    #expect(plane.count == 2 * 6 * 6)
    for row in pictures {
      let isWhole = try row.text("samples").count == 2 * 784
      #expect(isWhole)
    }
  }

  /// A finer step costs more bits and loses less, and what the tables foretell is what is written.
  private func checkSteps(_ folder: TemporaryFolder) throws {
    let own = try rows("points", folder).filter {
      try $0.key(["model", "repetition", "latent_quantiser"]) == [
        "eight", "1", "entropy-constrained",
      ]
    }
    #expect(own.count == 2)
    let bits = try own.map { try $0.number("coded_bits_per_image") }
    let errors = try own.map { try $0.number("distortion") }
    #expect(bits[0] > bits[1])
    #expect(errors[0] < errors[1])
    for row in own {
      let overhead = try row.number("coded_bits_per_image") - row.number("estimated_bits_per_image")
      // A header and the last bytes of a range coder, shared by 120 images.
      #expect(0 <= overhead && overhead < 8 * 40.0 / 120)
    }
  }

  /// Files of others are counted whole, and what loses nothing has no error.
  private func checkForeign(_ folder: TemporaryFolder) throws {
    let points = try rows("points", folder)
    let png = try #require(try points.first { try $0.text("method") == "png" })
    #expect(try png.number("distortion") == 0)
    #expect(try png.number("sample_count") == 120)
    let bits = try png.number("coded_bits_per_image")
    #expect(try png.number("header_bits_per_image") < bits)
    // The same integer, divided in another order.
    let rate = try png.number("rate_bits_per_sample")
    #expect(isClose(rate, bits / 784, within: 1e-13))
    let near = try #require(try points.first { try $0.text("method").hasPrefix("jpeg-ls") })
    // No sample is off by more than 8.
    #expect(try near.number("distortion") <= (8.0 / 255) * (8.0 / 255))
    #expect(try near.number("setting") == 8)
  }

  @Test(
    "a network that learns nothing has failed, with the reason and its history",
    arguments: [
      ("image-autoencoders", ""),
      (
        "lossless-images",
        """
        taught = 20
        single = 2
        slot-bits = 8
        coefficients = [2]
        foreign = ["png"]
        """
      ),
    ])
  func collapse(_ experiment: String, _ ownKeys: String) throws {
    let folder = try TemporaryFolder()
    // A price that no latent can pay: all go below zero, where their ReLU ends them.
    let report = try run(
      """
      experiment = "\(experiment)"
      train = "digits:count=300,seed=1"
      test = "digits:count=50,seed=2"
      bits = 1
      \(ownKeys)
      widths = []
      dense-widths = [16, 8]
      bottleneck = "dense"
      latents = 4
      activation = "relu"
      latent-activation = "relu"
      penalty = "l1:weight=1000"
      learning-rate = 0.05
      epochs = 3
      """, into: folder.path)
    #expect(report.failures.map(\.trial) == ["baseline #1"])
    #expect(report.failures.allSatisfy { $0.reason.contains("has not learnt") })
    let history = try rows("history", folder)
    #expect(history.count == 3)
    guard experiment == "image-autoencoders" else { return }
    let measured = try rows("points", folder).filter { try $0.text("model") == "baseline" }
    #expect(measured.count == 1)
  }

  @Test("skip connections count as what they are: numbers that cross to the decoder")
  func skips() throws {
    let folder = try TemporaryFolder()
    let report = try run(
      """
      experiment = "image-autoencoders"
      train = "dead-leaves:count=60,width=8,height=8"
      test = "dead-leaves:split=test,count=20,width=8,height=8"
      design = 40
      bits = 4
      widths = [4, 6]
      kernel = 3
      downsampling = "pooling"
      bottleneck = "none"
      latents = 24
      output-activation = "sigmoid"
      maps = ["latents"]
      map-count = 100
      learning-rate = 5e-3
      epochs = 2

      [[models]]
      name = "leak"
      skips = true

      [[models]]
      name = "tight"
      """, into: folder.path)
    #expect(report.failures.isEmpty)
    let codes = try rows("codes", folder)
    #expect(try codes.map { try $0.number("latents") } == [24, 24])
    // Maps of 8x8x4 and 4x4x6 go past the bottleneck of 2x2x6.
    #expect(try codes.map { try $0.number("crossing_numbers") } == [24 + 256 + 96, 24])
    let points = try rows("points", folder)
    func bits(_ model: String) throws -> Double {
      try #require(
        try points.first {
          try $0.key(["model", "latent_scale", "bits"]) == [model, "designed", "4"]
        }
      ).number("fixed_bits_per_image")
    }
    let (leak, tight) = (try bits("leak"), try bits("tight"))
    #expect(leak > 10 * tight)
    let latents = try rows("latents", folder)
    #expect(latents.count == 48)
    let clusters = try rows("clusters", folder)
    #expect(try clusters.allSatisfy { try $0.text("accuracy").isEmpty })
  }

  @Test(
    "too few test images are refused before anything is trained",
    arguments: [(1, "an interval"), (10, "a map")])
  func tooFew(_ count: Int, _ purpose: String) throws {
    let folder = try TemporaryFolder()
    let report = try run(
      """
      experiment = "image-autoencoders"
      train = "digits:count=40"
      test = "digits:split=test,count=\(count)"
      maps = ["latents"]
      bits = 3
      widths = [2]
      bottleneck = "dense"
      latents = 4
      epochs = 1
      """, into: folder.path)
    #expect(report.failures.contains { $0.trial == "baseline #1" && $0.reason.contains(purpose) })
    #expect(try rows("history", folder).isEmpty)
  }

  @Test("errors by label of images without labels are refused with the reason")
  func unlabelled() throws {
    let folder = try TemporaryFolder()
    let report = try run(
      """
      experiment = "image-autoencoders"
      train = "dead-leaves:count=40,width=8,height=8"
      test = "dead-leaves:split=test,count=20,width=8,height=8"
      labels = true
      bits = 3
      widths = [2]
      bottleneck = "dense"
      latents = 4
      epochs = 1
      """, into: folder.path)
    #expect(report.failures.map(\.trial) == ["baseline #1"])
    #expect(report.failures.allSatisfy { $0.reason.contains("have no labels") })
  }

  @Test(
    "test images of another shape than those learnt from are refused with both shapes",
    arguments: ["image-autoencoders", "lossless-images"])
  func otherShape(_ experiment: String) throws {
    let folder = try TemporaryFolder()
    let report = try run(
      """
      experiment = "\(experiment)"
      train = "digits:count=40"
      test = "dead-leaves:count=10,width=8,height=8"
      foreign = []
      bits = 3
      widths = [2]
      bottleneck = "dense"
      latents = 4
      epochs = 1
      """, into: folder.path)
    #expect(report.failures.map(\.trial).contains("baseline #1"))
    #expect(
      report.failures.allSatisfy {
        $0.reason.contains("28x28x1") && $0.reason.contains("8x8x3")
      })
  }
}
