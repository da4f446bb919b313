import Foundation
import RDCore
import RDFiles
import RDResults
import Testing

@Suite("The reader of results")
struct ResultsReaderTests {
  private let folder: TemporaryFolder
  private let reader: ResultsReader

  init() throws {
    folder = try TemporaryFolder()
    reader = ResultsReader(root: folder.path)
  }

  @Test("reads every table of the named folder and lists folders with points only")
  func reads() throws {
    try folder.write("experiment,x\nfirst,1.5\n", to: "b/points.csv")
    try folder.write("y\n-inf\n\"a,b\"\n", to: "b/other.csv")
    try folder.write("experiment\nsecond\n", to: "a/points.csv")
    try folder.write("no results\n", to: "published/README.md")
    #expect(try reader.names() == ["a", "b"])

    let results = try reader.read("b")
    #expect(results.name == "b" && results.experiment == "first" && results.provenance == nil)
    #expect(results.tableNames == ["other.csv", "points.csv"])
    #expect(try results.table("points.csv").columns == ["experiment", "x"])
    let rows = try results.table("other.csv").rows
    #expect(try rows.map { try $0.text("y") } == ["-inf", "a,b"])
    #expect(try rows[0].number("y") == -.infinity)
  }

  @Test("reads where results come from, as the writer of results wrote it")
  func provenance() throws {
    var original = try #require(try SampleResults.gaussian().provenance)
    let points = CSVDocument(columns: ["experiment"], rows: [["gaussian"]])
    original.resultHashes = ["points.csv": ContentHash(of: points.text).description]
    original.specificationHash = ContentHash(of: "seed = 1\n").description
    let target = try ResultsFolder(at: "\(folder.path)/run", specification: "seed = 1\n")
    let timing = CSVDocument(columns: ["trial"])
    try target.publish([("points", points)], timing: timing, provenance: original)
    original.timingHash = ContentHash(of: timing.text).description
    #expect(try reader.read("run").provenance == original)

    // The same results again leave the provenance of those that made them.
    var later = original
    later.started = "2027-01-01T00:00:00Z"
    let laterTiming = CSVDocument(columns: ["trial"], rows: [["first"]])
    try target.publish([("points", points)], timing: laterTiming, provenance: later)
    #expect(try reader.read("run").provenance == original)

    // Unless a file has been altered: then all are written again.
    try folder.write("trial\nother\n", to: "run/timing.csv")
    #expect(throws: ResultsReadingError.altered(path: "\(folder.path)/run", file: "timing.csv")) {
      try reader.read("run")
    }
    try target.publish([("points", points)], timing: laterTiming, provenance: later)
    later.timingHash = ContentHash(of: laterTiming.text).description
    #expect(try reader.read("run").provenance == later)
  }

  @Test(
    "refuses an altered or missing specification, and reads older results without a hash of their times"
  )
  func specification() throws {
    var provenance = try #require(try SampleResults.gaussian().provenance)
    provenance.resultHashes = ["points.csv": ContentHash(of: "experiment\nfirst\n").description]
    provenance.specificationHash = ContentHash(of: "seed = 1\n").description
    provenance.timingHash = nil
    try folder.write("experiment\nfirst\n", to: "run/points.csv")
    try folder.write("trial\nany\n", to: "run/timing.csv")
    let encoded = try JSONEncoder().encode(provenance)
    try folder.write(String(decoding: encoded, as: UTF8.self), to: "run/provenance.json")
    let path = "\(folder.path)/run"
    #expect(
      throws: ResultsReadingError.missingTable(path: path, file: "specification.toml")
    ) { try reader.read("run") }
    try folder.write("seed = 2\n", to: "run/specification.toml")
    #expect(throws: ResultsReadingError.altered(path: path, file: "specification.toml")) {
      try reader.read("run")
    }
    try folder.write("seed = 1\n", to: "run/specification.toml")
    #expect(try reader.read("run").provenance == provenance)
  }

  @Test("refuses a folder whose run has not ended, and tables that are not those of the provenance")
  func inconsistent() throws {
    try folder.write("experiment\nfirst\n", to: "run/points.csv")
    try folder.write("seed = 1\n", to: "run/specification.toml")
    let path = "\(folder.path)/run"
    #expect(throws: ResultsReadingError.unfinished(path: path)) { try reader.read("run") }

    var provenance = try #require(try SampleResults.gaussian().provenance)
    provenance.resultHashes = ["points.csv": ContentHash(of: "experiment\nother\n").description]
    let encoded = try JSONEncoder().encode(provenance)
    try folder.write(String(decoding: encoded, as: UTF8.self), to: "run/provenance.json")
    #expect(throws: ResultsReadingError.altered(path: path, file: "points.csv")) {
      try reader.read("run")
    }
  }

  @Test("says what is wrong with a field, and where")
  func fields() throws {
    try folder.write(
      "experiment,x,k\nfirst,1.5,2\nfirst,nan,2.5\nfirst,,many\n", to: "a/points.csv")
    let rows = try reader.read("a").table("points.csv").rows
    let origin = "\(folder.path)/a/points.csv"
    #expect(try rows[0].number("x") == 1.5 && rows[0].integer("k") == 2)
    #expect(try rows[2].optionalNumber("x") == nil && rows[2].optionalText("x") == nil)
    #expect(throws: CSVError.notANumber(origin: origin, row: 2, column: "x", text: "nan")) {
      try rows[1].number("x")
    }
    #expect(throws: CSVError.notANumber(origin: origin, row: 3, column: "x", text: "")) {
      try rows[2].number("x")
    }
    #expect(throws: CSVError.notANumber(origin: origin, row: 2, column: "k", text: "2.5")) {
      try rows[1].integer("k")
    }
    #expect(
      throws: CSVError.missingColumn(
        origin: origin, column: "y", known: ["experiment", "x", "k"])
    ) { try rows[0].text("y") }
  }

  @Test("refuses folders that hold no results of one experiment")
  func refusals() throws {
    #expect(throws: ResultsReadingError.noRoot(path: folder.path + "/none")) {
      try ResultsReader(root: folder.path + "/none").names()
    }
    #expect(throws: ResultsReadingError.noResults(path: folder.path)) { try reader.names() }

    try folder.write("experiment\n", to: "empty/points.csv")
    try folder.write("experiment\na\nb\n", to: "mixed/points.csv")
    try folder.write("experiment,x\na\n", to: "ragged/points.csv")
    try folder.write("experiment\na\n", to: "foreign/points.csv")
    try folder.write("[1, 2]", to: "foreign/provenance.json")
    try folder.write("x\n1\n", to: "pointless/other.csv")
    let path = folder.path
    #expect(throws: ResultsReadingError.noPoints(path: path + "/empty")) {
      try reader.read("empty")
    }
    #expect(throws: ResultsReadingError.noPoints(path: path + "/pointless")) {
      try reader.read("pointless")
    }
    #expect(
      throws: ResultsReadingError.mixedExperiments(
        path: path + "/mixed/points.csv", first: "a", second: "b")
    ) { try reader.read("mixed") }
    #expect(
      throws: CSVError.rowWidth(origin: path + "/ragged/points.csv", line: 2, found: 1, expected: 2)
    ) { try reader.read("ragged") }
    let foreign = #expect(throws: ResultsReadingError.self) { try reader.read("foreign") }
    #expect(
      foreign?.failureClass == .badData
        && "\(String(describing: foreign))".contains("provenance.json"))
    let unknown = #expect(throws: ResultsReadingError.self) { try reader.read("emptyy") }
    #expect(unknown?.failureClass == .wrongUse)
    #expect(unknown.map { "\($0)".contains("Did you mean 'empty'?") } == true)
  }

  @Test("names the table that is missing")
  func missingTable() throws {
    try folder.write("experiment\ngaussian\n", to: "cut/points.csv")
    let error = #expect(throws: ResultsReadingError.self) {
      try reader.read("cut").table("summary.csv")
    }
    #expect(error == .missingTable(path: folder.path + "/cut", file: "summary.csv"))
    #expect(error?.failureClass == .badData)
  }
}
