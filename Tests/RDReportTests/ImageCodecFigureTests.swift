import Foundation
import RDReport
import RDResults
import Testing

@Suite("Figures and tables of codecs of images")
struct ImageCodecFigureTests {
  private func number(_ table: PresentedTable, _ row: String, _ column: String) -> Double? {
    guard let index = table.columns.firstIndex(where: { $0.key == column }),
      let cells = table.rows.first(where: { $0.key == row })?.cells
    else { return nil }
    return switch cells[index] {
    case .number(let number, _), .measured(let number, _, _): number
    case .integer(let number): Double(number)
    default: nil
    }
  }

  @Test("small images and photographs have figures of their own")
  func suiting() throws {
    let small = try Report(of: SampleResults.transformCodec())
    #expect(small.pictures.map(\.name) == ["small-image-codecs"])
    #expect(
      small.tables.map(\.name) == ["bd-rate-table", "surrogates-table", "estimated-bits-table"])
    let photographs = try Report(of: SampleResults.transformCodec(isSmall: false))
    #expect(photographs.pictures.map(\.name) == ["photograph-codecs"])
    // In a key, gnuplot takes the word for autotitle, which lists curves that are named at their ends by their code.
    #expect(!photographs.pictures[0].commands.contains(" auto"))
    #expect(photographs.tables.map(\.name) == ["bd-rate-table", "estimated-bits-table"])
  }

  @Test("a codec at 0.7 of the anchor's rate saves 30 per cent over the range of the specification")
  func distances() throws {
    let table = try #require(
      Report(of: SampleResults.transformCodec()).tables.first { $0.name == "bd-rate-table" }?.table)
    for (codec, percent) in [
      ("transform codec (context)", -30.0), ("transform codec (factorised)", -12.5),
    ] {
      for column in ["cubic", "pchip"] {
        // Integrals of logarithms near 3 that differ by 0.15 err by a few units of 1e-15.
        let found = try #require(number(table, codec, column))
        #expect(abs(found - percent) < 1e-11)
      }
      // Errors of .0065 and .002 in decibels.
      #expect(abs(try #require(number(table, codec, "from")) - 21.870_866_433_571_4) < 1e-12)
      #expect(abs(try #require(number(table, codec, "to")) - 26.989_700_043_360_2) < 1e-12)
    }
    // One point is no curve.
    #expect(number(table, "jpeg", "pchip") == nil)
    #expect(number(table, "jpeg/without headers", "images") == 1000)
  }

  @Test("photographs are compared between two rates, also with codecs of other results")
  func joinedDistances() throws {
    let results = try SampleResults.transformCodec(isSmall: false)
      .beside([SampleResults.imageCodecs()])
    let table = try #require(
      Report(of: results).tables.first { $0.name == "bd-rate-table" }?.table)
    #expect(abs(try #require(number(table, "transform codec (context)", "pchip")) + 30) < 1e-11)
    // The anchor itself is left out, in the other results too.
    #expect(
      table.rows.map(\.key) == [
        "transform codec (context)", "transform codec (factorised)", "webp", "webp:method=6",
        "balle-2017 (published)",
      ])
    #expect(number(table, "webp", "points") == 3)
  }

  @Test("small images have both rates of a foreign codec, and no curve of other images")
  func smallImages() throws {
    let results = try SampleResults.transformCodec().beside([SampleResults.imageCodecs()])
    let picture = try #require(Report(of: results).pictures.first)
    func rows(_ series: String) -> [[String]] {
      picture.data.rows.filter { $0[0] == series }.map { Array($0.dropFirst()) }
    }
    #expect(rows("whole jpeg") == [["6000", "24"]])
    #expect(rows("bare jpeg") == [["976", "24"]])
    #expect(rows("whole webp") == [["192", "23"], ["384", "26"], ["768", "30"]])
    #expect(rows("bare webp") == [["128", "23"], ["320", "26"], ["704", "30"]])
    #expect(rows("bare transform codec (context)").count == 7)
    #expect(picture.commands.contains("'WebP (200)'"))
    #expect(!picture.commands.contains("webp:method=6"))
  }

  @Test("photographs stand beside printed points")
  func photographs() throws {
    let results = try SampleResults.transformCodec(isSmall: false)
      .beside([SampleResults.imageCodecs()])
    let picture = try #require(Report(of: results).pictures.first)
    let published = picture.data.rows.filter { $0[0] == "balle-2017 (published)" }
    #expect(published.map { Array($0.dropFirst()) } == [["0.5", "31.5"]])
    #expect(picture.commands.contains("mean PSNR of the 24 pictures"))
  }

  @Test("surrogates are weighed as training weighs them, and bits against their estimate")
  func surrogates() throws {
    let report = try Report(of: SampleResults.transformCodec())
    let surrogates = try #require(
      report.tables.first { $0.name == "surrogates-table" }?.table)
    // The same error, so 100 bits apart; 40 times 3072 times the error of 23 dB on top.
    let cost = try #require(
      number(surrogates, "transform-codec/additive-noise/40.0", "cost"))
    #expect(abs(cost - (500 + 40 * 3072 * 0.005_011_872_336_272_7)) < 1e-9)
    let bits = try #require(report.tables.first { $0.name == "estimated-bits-table" }?.table)
    // Two divisions of numbers near 1.
    let excess = try #require(number(bits, "transform-codec/mixed/48.0", "excess"))
    #expect(abs(excess - 100 * (1 / 0.999 - 1)) < 1e-11)
  }

  @Test("results beside others are known by name, and never beside themselves")
  func siblings() throws {
    let codec = try SampleResults.transformCodec()
    let joined = codec.beside([try SampleResults.imageCodecs(), codec])
    #expect(joined.siblings.map(\.name) == ["kodak-codecs"])
    #expect(codec.siblings.isEmpty)
  }

  @Test("a specification gives texts and numbers, and says what is missing")
  func specification() throws {
    let specification = ResultSpecification(
      parsing: "name = \"a \\\"b\\\" \\\\ c\"\nlimit = 0.0065\n\n[[variants]]\nlater = 1\n",
      origin: "here.toml")
    #expect(try specification.text("name") == #"a "b" \ c"#)
    #expect(try specification.number("limit") == 0.0065)
    #expect(
      throws: ResultsReadingError.malformed(path: "here.toml", reason: "it has no key 'later'")
    ) { try specification.number("later") }
    #expect(throws: ResultsReadingError.self) { try specification.number("name") }
    #expect(throws: ResultsReadingError.self) { try specification.text("limit") }
  }
}
