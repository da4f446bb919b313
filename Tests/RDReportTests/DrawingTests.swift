import Foundation
import RDCore
import RDFiles
import RDReport
import RDResults
import Testing

/// The gnuplot of this machine; without it, only the tests that need none can say something.
private let gnuplot = Gnuplot(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")

@Suite("Drawing")
struct DrawingTests {
  private func everyReport() throws -> [Report] {
    try [
      Report(of: SampleResults.gaussian()),
      Report(
        of: SampleResults.gaussian(
          name: "adjustments", variants: ["baseline", "re_lu", "5% \"x\" `touch made`"])),
      Report(of: SampleResults.scalarQuantisers()),
      Report(of: SampleResults.nearLimit()), Report(of: SampleResults.imageAutoencoders()),
    ]
  }

  @Test("without gnuplot there are data, scripts and tables, and nothing else")
  func withoutGnuplot() throws {
    #expect(Gnuplot(searchPath: "") == nil)
    #expect(Gnuplot.advice.contains("apt-get install gnuplot"))
    for report in try everyReport() {
      let folder = try TemporaryFolder()
      let written = try report.write(to: folder.path, gnuplot: nil)
      #expect(try folder.files() == written.sorted())
      #expect(written.filter { $0.hasSuffix(".gp") } == report.pictures.map { "\($0.name).gp" })
      #expect(Set(written.map { $0.split(separator: ".").last }) == ["csv", "gp", "md", "tex"])
    }
  }

  @Test("with gnuplot every figure is drawn, twice the same", .enabled(if: gnuplot != nil))
  func determinism() throws {
    let first = try TemporaryFolder()
    let second = try TemporaryFolder()
    for report in try everyReport() {
      let written = try report.write(to: "\(first.path)/\(report.results.name)", gnuplot: gnuplot)
      #expect(written.filter { $0.hasSuffix(".pdf") }.count == report.pictures.count)
    }
    for report in try everyReport() {
      _ = try report.write(to: "\(second.path)/\(report.results.name)", gnuplot: gnuplot)
    }
    let files = try first.files().filter { $0.contains(".") }
    #expect(try files == second.files().filter { $0.contains(".") })
    for file in files {
      let bytes = try #require(first.bytes(of: file))
      #expect(bytes == second.bytes(of: file), "\(file) differs")
      switch file.suffix(4) {
      case ".pdf":
        #expect(bytes.starts(with: Data("%PDF".utf8)))
        // The PDF writer notes the time by the second.
        #expect(bytes.range(of: Data("/CreationDate (D:19700101000000".utf8)) != nil)
      case ".png": #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      case ".svg": #expect(String(decoding: bytes, as: UTF8.self).contains("<svg"))
      default: break
      }
    }
  }

  @Test(
    "a script runs by itself where it stands, and complains of nothing",
    .enabled(if: gnuplot != nil))
  func scriptsAlone() throws {
    let program = try #require(ExternalProgram(named: "gnuplot"))
    for report in try everyReport() {
      let folder = try TemporaryFolder()
      _ = try report.write(to: folder.path, gnuplot: nil)
      for picture in report.pictures {
        let outcome = try #require(program.run(["\(picture.name).gp"], in: folder.path))
        #expect(outcome.status == 0)
        // A font that is not installed is gnuplot's to replace.
        let lines = outcome.complaint.split(separator: "\n")
          .filter { !$0.lowercased().contains("font") }
        #expect(lines == [], "\(picture.name)")
        #expect(folder.bytes(of: "made") == nil, "gnuplot ran what stood in a name")
        for suffix in ["svg", "pdf", "png"] {
          #expect((folder.bytes(of: "\(picture.name).\(suffix)") ?? Data()).count > 1000)
        }
      }
    }
  }

  @Test("a gnuplot that fails is reported with the figure's name, and leaves data and script")
  func failing() throws {
    let folder = try TemporaryFolder()
    try folder.write("#!/bin/sh\necho 'line 3: no such terminal' >&2\nexit 1\n", to: "bin/gnuplot")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/bin/gnuplot")
    let broken = try #require(Gnuplot(searchPath: "/nowhere:\(folder.path)/bin"))
    let report = try Report(of: SampleResults.scalarQuantisers())
    #expect(
      throws: ReportError.gnuplotFailed(
        figure: "quantiser-staircase", reason: "line 3: no such terminal")
    ) { try report.write(to: folder.path + "/out", gnuplot: broken) }
    #expect(
      try folder.files().filter { $0.hasPrefix("out/") }
        == ["out/quantiser-staircase.csv", "out/quantiser-staircase.gp"])
  }

  @Test("a folder that cannot be made is an error of its own kind")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", to: "taken")
    let report = try Report(of: SampleResults.scalarQuantisers())
    let error = #expect(throws: OutputError.self) {
      try report.write(to: folder.path + "/taken", gnuplot: nil)
    }
    #expect(error?.failureClass == .cannotCreate)
  }

  @Test("a paper gets figures, tables and every number by name", .enabled(if: gnuplot != nil))
  func paper() throws {
    let folder = try TemporaryFolder()
    let written = try Report.writePaper(
      everyReport(), to: folder.path, gnuplot: #require(gnuplot))
    #expect(written.last == "numbers.tex")
    #expect(written.contains("sweep/claim.pdf") && written.contains("sweep/claim-table.tex"))
    let numbers = String(decoding: try #require(folder.bytes(of: "numbers.tex")), as: UTF8.self)
    #expect(
      numbers.contains(
        #"\SetResult{sweep/claim-table/autoencoder/7/difference}{$0.00420 \pm 0.00057$}"#))
    #expect(numbers.contains(#"\SetResult{sweep/run-table/processor/value}{a\_processor}"#))
    #expect(
      numbers.contains(#"\SetResult{adjustments/adjustments-table/5---x---touch-made-/3/variant}"#))
  }
}
