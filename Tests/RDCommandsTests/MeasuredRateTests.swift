import Foundation
import RDArrayFiles
import RDCommands
import RDCore
import RDResults
import RDSources
import RDStreams
import Studies
import Testing

/// What is measured is what is shipped: the rate of a row is that of a file that `rdtool encode` writes.
@Suite("Measured rates")
struct MeasuredRateTests {
  private static let seed = 7
  private static let samples = 6144

  @Test(
    "a row of the ledger has the bytes of the file of its samples, and the file their distortion",
    arguments: [
      ("laplacian:mean=-0.71", "lloyd-max", 2.0), ("gaussian", "lloyd-max+coded", 3),
      ("gaussian", "ecsq", 1), ("gaussian", "tcq:states=8", 2),
      ("gaussian-mixture:weights=0.5/0.5,means=-1.5/1.5", "ectcq:states=8", 1.5),
      ("gaussian", "e8", 2), ("gaussian", "leech", 1), ("uniform", "ecvq", 1),
      ("gaussian", "polar:length=1024,list=1", 1), ("gauss-markov:rho=0.9", "ectcq:states=8", 1),
      ("autoregressive:coefficients=1.2/-0.5,standard-deviation=2.385", "ecsq", 2),
    ])
  func ledger(_ source: String, _ method: String, _ rate: Double) throws {
    var settings = LedgerSettings()
    settings.samples = Self.samples
    settings.seed = Self.seed
    settings.blocklength = 64
    let ledgerSource = try LedgerSource(source, settings: settings)
    let task = try #require(
      try LedgerTask.tasks(
        source: source, methods: CodedMethod.list(parsing: method), settings: settings
      ).first)
    let point = try #require(try task.points(atRates: [rate]).first)
    #expect(point.status == Point.success)
    let measured = try #require(point.rateBitsPerSample)

    let folder = FileManager.default.temporaryDirectory.appending(
      path: "rdtool-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = { (name: String) in folder.appending(path: name).path }
    let heldOut = ledgerSource.heldOut(
      count: Self.samples, seed: SeedPath(root: UInt64(Self.seed))["ledger", ledgerSource.name])
    let form = try #require(ArrayForm(type: .float64, shape: [heldOut.samples.count]))
    try Data(form.numPyStart + form.type.bytes(of: heldOut.samples)).write(
      to: URL(filePath: path("samples.npy")))
    let codec = ArrayCodec(
      design: try SequenceDesign(
        CodedMethod.method(method), for: source, blockLength: 64, seed: UInt64(Self.seed)),
      scale: ArrayScale(mean: heldOut.mean, deviation: heldOut.variance.squareRoot()),
      target: .rate(.bits(rate)))
    _ = try ArrayEncoding(of: path("samples.npy"), column: nil, by: codec, to: path("a.rdq"))
    let file = try Data(contentsOf: URL(filePath: path("a.rdq")))
    #expect(8 * Double(file.count) / Double(heldOut.samples.count) == measured)
    try FileDecoding.decode(path("a.rdq"), to: path("back.npy"))
    let back = try Data(contentsOf: URL(filePath: path("back.npy")))
    let decoded = try StreamDecoder.decode(Array(file))
    #expect(Array(back) == form.numPyStart + form.type.bytes(of: decoded))
    let power = heldOut.samples.reduce(0) {
      $0 + ($1 - heldOut.mean) * ($1 - heldOut.mean)
    }
    let error = zip(heldOut.samples, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    // The ledger divides out the power that the samples happen to have, by a power near to 1 of it.
    let plain = error / Double(heldOut.samples.count)
    let distortion = try #require(point.distortion)
    let relativePower = power / Double(heldOut.samples.count) / heldOut.variance
    #expect(abs(distortion / plain - 1) <= 2 * abs(relativePower - 1) + 1e-9)
  }
}
