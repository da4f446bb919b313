import Foundation
import RDReport
import RDResults
import Testing

@Suite("Figures")
struct FigureTests {
  private func picture(_ name: String, of results: ResultSet) throws -> Picture {
    try #require(try Report(of: results).pictures.first { $0.name == name })
  }

  private func rows(_ picture: Picture, _ series: String) -> [[String]] {
    picture.data.rows.filter { $0[0] == series }.map { Array($0.dropFirst()) }
  }

  @Test("suit the results they are made for")
  func suiting() throws {
    let sweep = try Report(of: SampleResults.gaussian())
    #expect(sweep.pictures.map(\.name) == ["loss-curves", "rate-distortion", "claim"])
    #expect(
      sweep.tables.map(\.name)
        == ["claim-table", "gap-table", "latent-quantisers-table", "run-table"])
    let adjusted = try Report(of: SampleResults.gaussian(variants: ["relu", "baseline"]))
    #expect(adjusted.pictures.map(\.name) == ["adjustments"])
    #expect(adjusted.tables.map(\.name) == ["adjustments-table", "run-table"])
    let scalar = try Report(of: SampleResults.scalarQuantisers())
    #expect(scalar.pictures.map(\.name) == ["quantiser-staircase", "scalar-gap"])
    #expect(scalar.tables.map(\.name) == ["scalar-quantisers-table"])
    let other = try ResultSet(
      name: "other", path: "other",
      tables: ["points.csv": CSVDocument(columns: ["experiment"], rows: [["other"]])])
    #expect(try Report(of: other).pictures.isEmpty && Report(of: other).tables.isEmpty)
  }

  @Test("loss curves are those of the first repetition, with the level of copying")
  func lossCurves() throws {
    let picture = try picture("loss-curves", of: SampleResults.gaussian())
    #expect(rows(picture, "held-out d=7").map { $0[0] } == ["1", "2", "3", "4"])
    // 1 - 7/20 + 0.25/4 + 1/1024 for the first repetition, and 0.0625 less in training; a sum of numbers below 1 errs by less
    // than 2^-50.
    let heldOut = try #require(Double(rows(picture, "held-out d=7")[3][1]))
    let training = try #require(Double(rows(picture, "training d=7")[3][1]))
    #expect(abs(heldOut - 0.713_476_562_5) < 0x1p-50)
    #expect(abs(training - 0.650_976_562_5) < 0x1p-50)
    #expect(rows(picture, "copying d=3") == [["1", "0.85"], ["4", "0.85"]])
  }

  @Test("the rate–distortion plane holds theory and every measured point with its interval")
  func rateDistortion() throws {
    let picture = try picture("rate-distortion", of: SampleResults.gaussian())
    #expect(rows(picture, "bound").map { $0[0] } == ["0", "0.5", "3"])
    #expect(rows(picture, "bound")[1] == ["0.5", "0.5", "", "-3.010299956639812"])
    #expect(rows(picture, "copying b=3").map { $0[1] } == ["1", "0.0345478"])
    #expect(rows(picture, "lloyd-max").count == 1)
    #expect(rows(picture, "measured autoencoder").map { $0[0] } == ["0.45", "1.05"])
    #expect(rows(picture, "measured autoencoder").map { $0[2] } == ["0.00123", "0.00123"])
  }

  @Test("the claim stands beside what the training data suggest")
  func claim() throws {
    let picture = try picture("claim", of: SampleResults.gaussian())
    #expect(rows(picture, "autoencoder held-out").map { $0[2] } == ["0.0042", "0.0042"])
    #expect(rows(picture, "autoencoder held-out").map { $0[3] } == ["0.00057", "0.00057"])
    for row in rows(picture, "pca training") {
      // 0.017 below its own level against 0.001 below the same level for copying; four subtractions of numbers
      // below 1 err by at most 4 units of 2^-53.
      #expect(abs(try #require(Double(row[2])) + 0.016) < 1e-15)
    }
  }

  @Test("adjustments begin with the baseline and keep the order of the others")
  func adjustments() throws {
    let results = try SampleResults.gaussian(variants: ["re_lu", "baseline", "deep"])
    let picture = try picture("adjustments", of: results)
    #expect(rows(picture, "d=3").map { $0[1] } == ["baseline", "re_lu", "deep"])
    #expect(rows(picture, "d=7").map { $0[4] } == ["0.00123", "0.00123", "0.00123"])
    #expect(picture.commands.contains(#"'re\_lu' 1"#))
    #expect(picture.commands.contains("from 0.65, graph 0 to 0.65, graph 1"))
  }

  @Test("a staircase ends where the density does")
  func staircase() throws {
    let picture = try picture("quantiser-staircase", of: SampleResults.scalarQuantisers())
    // Of designs with 2 and 64 levels, 2 is nearer to 8.
    #expect(
      rows(picture, "lloyd-max")
        == [["-4", "-0.75"], ["0.125", "-0.75"], ["0.125", "0.875"], ["4", "0.875"]])
    #expect(rows(picture, "uniform-endpoints levels").map { $0[0] } == ["-3", "3"])
    #expect(picture.commands.contains("2 levels, Gaussian source"))
  }

  @Test("gaps are drawn in the order of the bits, for sources whose bound is known")
  func scalarGap() throws {
    let picture = try picture("scalar-gap", of: SampleResults.scalarQuantisers())
    let expected = [["2", "2.7409", "2.206"], ["3", "3.4465", "2.3917"]]
    #expect(rows(picture, "gaussian lloyd-max") == expected)
    #expect(!picture.data.rows.contains { $0[0].contains("laplacian") })
  }

  @Test("a script is what it was")
  func golden() throws {
    let script = try picture("claim", of: SampleResults.gaussian()).script
    let file = try #require(
      Bundle.module.url(forResource: "claim", withExtension: "gp", subdirectory: "Golden"))
    #expect(try script == String(contentsOf: file, encoding: .utf8))
  }

  @Test("a missing table stops the report and is named")
  func missing() throws {
    let results = try ResultSet(
      name: "cut", path: "results/cut",
      tables: ["points.csv": CSVDocument(columns: ["experiment"], rows: [["gaussian"]])])
    #expect(throws: ResultsReadingError.missingTable(path: "results/cut", file: "summary.csv")) {
      try Report(of: results)
    }
  }
}
