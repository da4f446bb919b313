import RDCore
import RDResults
import Testing

private let small = """
  experiment = "lossless-images"
  train = "digits:split=train,count=300"
  test = "digits:split=test,count=40"
  taught = 200
  single = 8
  slot-bits = 12
  bits = [1, 3]
  coefficients = [5]
  foreign = ["png", "jpeg-ls"]
  widths = [4]
  bottleneck = "dense"
  latents = 6
  batch = 32
  epochs = 1

  [[models]]
  name = "six"

  [[models]]
  name = "overcomplete"
  widths = []
  latents = 800
  objective = "bce"
  output-activation = "sigmoid"
  """

@Suite("Lossless codes of small images")
struct LosslessImagesTests {
  @Test("every code comes back, its parts add up, and no number depends on the jobs")
  func sizes() throws {
    let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
    let report = try run(small, into: first.path, jobs: 1)
    _ = try run(small, into: second.path, jobs: 3)
    #expect(report.failures.isEmpty, "\(report.failures)")
    for table in ["points", "summary", "exactness", "history", "layers", "reconstructions"] {
      let (one, other) = (try first.text("\(table).csv"), try second.text("\(table).csv"))
      #expect(one == other, "\(table)")
    }
    let points = try ResultRecord.rows(of: "\(first.path)/points.csv")
    // Two codecs, order 0, gzip and two kinds of contexts in two layouts; three lossy codes with two numbers of bits in two layouts.
    #expect(points.count == 12 + 12)
    for point in points {
      #expect(try point.text("status") == "ok")
      #expect(try point.number("distortion") == 0)
      let bits = try point.number("bits_per_image")
      let rate = try point.number("rate_bits_per_sample")
      // The same number up to the rounding of a division.
      #expect(isClose(rate * 784, bits, within: 1e-9 * bits))
      guard try !point.text("latent_bits_per_image").isEmpty else { continue }
      let parts = try ["latent", "sample", "header"].map {
        try point.number("\($0)_bits_per_image")
      }
      // Sums of numbers below 1e4 in double precision.
      #expect(isClose(parts.reduce(0, +), bits, within: 1e-9))
      #expect(parts[0] > 0 && parts[1] > 0 && parts[2] > 0)
    }
    func bits(_ method: String, _ layout: String) throws -> Double {
      try #require(
        try points.first { try $0.text("method") == method && $0.text("layout") == layout }
      ).number("bits_per_image")
    }
    #expect(try bits("contexts", "together") < bits("contexts-untaught", "together"))
    #expect(try bits("contexts", "together") < bits("png", "together"))
    #expect(try bits("png", "together") < bits("png", "single"))
  }

  @Test("an autoencoder with more latents than samples is not exact by being so")
  func exactness() throws {
    let folder = try TemporaryFolder()
    _ = try run(small, into: folder.path, jobs: 2)
    let rows = try ResultRecord.rows(of: "\(folder.path)/exactness.csv")
    #expect(try rows.map { try $0.text("model") } == ["six", "overcomplete"])
    let pictures = try ResultRecord.rows(of: "\(folder.path)/reconstructions.csv")
    let models = try pictures.map { try $0.text("model") }
    #expect(models.count == 20 && Set(models) == ["original", "overcomplete"])
    for row in rows {
      let (images, samples) = (try row.number("exact_images"), try row.number("exact_samples"))
      #expect(0...1 ~= images && 0...1 ~= samples && images <= samples)
      #expect(try row.number("mse") > 0)
      // After one epoch neither network gives back a single image.
      #expect(images == 0)
      #expect(try row.number("greatest_error") > 0)
    }
  }
}
