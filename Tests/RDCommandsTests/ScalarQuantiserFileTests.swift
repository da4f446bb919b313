import RDCommands
import RDCore
import RDQuantisation
import RDResults
import RDScalarQuantisation
import RDSources
import TestFolders
import Testing

@Suite("Scalar quantisers in files")
struct ScalarQuantiserFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a printed design is read back bit by bit")
  func roundTrip() throws {
    let source = "laplacian:mean=-0.71,standard-deviation=2.385"
    let density = try SourceCatalogue.density(Descriptor(parsing: source))
    let comparison = QuantiserComparison(
      material: .density(density, name: source),
      requests: [
        .method(try QuantiserCatalogue.method(named: "lloyd-max"), size: .levels(7))
      ], sampleCount: 1000, seed: 7)
    let file = try folder.write(
      comparison.designs().rendered(as: .csv), to: "design.csv")
    let expected = try LloydMax(levelCount: 7).design(for: density).product
    #expect(try ScalarQuantiserFile.read(file.path) == expected)
  }

  @Test(
    "levels alone have thresholds midway between them",
    arguments: ["-1\n0.5\n3\n", "level\n-1\n0.5\n3\n", "# mine\nlevel;name\n-1;a\n0.5;b\n3;c\n"])
  func levels(_ text: String) throws {
    let file = try folder.write(text, to: "levels.csv")
    let expected = ScalarQuantiser(thresholds: [-0.25, 1.75], levels: [-1, 0.5, 3])
    #expect(try ScalarQuantiserFile.read(file.path) == expected)
  }

  @Test(
    "what is no design is refused, with its place",
    arguments: [
      ("level\n1\n0\n", "0.0 follows 1.0"), ("x,y\n1,2\n", "no column 'level'"),
      ("level,lower_threshold\n1,-inf\n2,1.5\n3,1.5\n", "1.5 follows 1.5"),
      ("level,lower_threshold\n1,0\n2,1.5\n", "must at -inf"),
      ("level,lower_threshold\n1,-inf\n2,1.5\n1,-inf\n", "line 4, column 2"),
      ("level,lower_threshold\n1,-inf\n2\n", "line 3"), ("", "no row"), ("level\n1\nx\n", "'x'"),
      ("1,2\n3,4\n", "line 1"),
    ])
  func refused(_ text: String, _ message: String) throws {
    let file = try folder.write(text, to: "design.csv")
    let error = #expect(throws: (any Error).self) { try ScalarQuantiserFile.read(file.path) }
    let said = error.map { "\($0)" } ?? ""
    #expect(error is any DiagnosedError && said.contains(message), "\(said)")
  }
}
