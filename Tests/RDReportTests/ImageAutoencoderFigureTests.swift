import Foundation
import RDReport
import RDResults
import Testing

/// The gnuplot of this machine; without it, only the tests that need none can say something.
private let gnuplot = Gnuplot(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")

@Suite("Figures and tables of autoencoders of small images")
struct ImageAutoencoderFigureTests {
  private let half = "half, \"a_b\" `touch made`"

  private func rows(_ name: String, _ series: String) throws -> [[String]] {
    let picture = try #require(
      Report(of: SampleResults.imageAutoencoders()).pictures.first { $0.name == name })
    return picture.data.rows.filter { $0[0] == series }.map { Array($0.dropFirst()) }
  }

  private func cell(_ table: String, _ row: String, _ column: String) throws -> PresentedCell {
    let found = try #require(
      Report(of: SampleResults.imageAutoencoders()).tables.first { $0.name == table }?.table)
    let index = try #require(found.columns.firstIndex { $0.key == column })
    return try #require(found.rows.first { $0.key == row }?.cells[index])
  }

  @Test("are made of what a run was asked for, and of no more")
  func suiting() throws {
    let report = try Report(of: SampleResults.imageAutoencoders())
    #expect(
      report.pictures.map(\.name) == [
        "image-loss-curves", "reconstructions", "reconstruction-grid", "ratio-error",
        "small-image-rates", "label-errors", "maps", "latent-traversals", "latent-interpolations",
        "latent-plane", "latent-histograms",
      ])
    #expect(
      report.tables.map(\.name) == [
        "image-quantisers-table", "image-models-table", "codes-table", "foreign-codecs-table",
        "label-errors-table", "clusters-table",
      ])
  }

  @Test("errors stand over the ratio of an image's samples to the latents")
  func ratios() throws {
    #expect(try rows("ratio-error", "tail sum").map { $0[0] } == ["1.3333333333333333", "2", "4"])
    #expect(
      try rows("ratio-error", "PCA").map { [$0[0], $0[1]] } == [["4", "0.091"], ["2", "0.031"]])
    #expect(
      try rows("ratio-error", "model 1") == [
        ["2", "0.0625", "0.0037", "2", half], ["4", "0.125", "0.0037", "1", "quarter"],
      ])
  }

  @Test("pictures lie side by side on white, in shades of what was kept")
  func grid() throws {
    // An original over two models, two pictures each: 2 + 2 + 2 columns and 2 + 2 + 2 + 2 + 2 lines.
    let pixels = try rows("reconstruction-grid", "pixels").map { $0[0] }
    #expect(pixels.count == 6 * 10)
    #expect(Array(pixels[0..<6]) == ["0", "4210752", "16777215", "16777215", "0", "4210752"])
    #expect(Array(pixels[6..<8]) == ["9079434", "16777215"])
    #expect(Set(pixels[12..<24]) == ["16777215"])
    // Two steps as they are and two quantised, with the gap of a group between.
    #expect(try rows("latent-traversals", "pixels").count == (4 * 2 + 3 * 2) * (2 * 2 + 2))
  }

  @Test("labels have the errors of latents as they are, side by side, and ranks")
  func labels() throws {
    #expect(try rows("label-errors", "raw 1").map { $0[0] } == ["-0.2", "0.8"])
    #expect(try rows("label-errors", "raw 2").map { $0[0] } == ["0.2", "1.2"])
    #expect(try rows("label-errors", "ink 2").map { $0[2] } == ["0.7", "0.3"])
    #expect(try cell("label-errors-table", "quarter/8", "rank") == .integer(2))
    #expect(try cell("label-errors-table", "quarter/8", "rank_per_ink") == .integer(1))
    #expect(
      try cell("label-errors-table", "quarter/8", "mse")
        == .measured(0.05, halfWidth: 0.003, decimals: 5))
  }

  @Test("maps are coloured by label, or by set where two share one")
  func maps() throws {
    #expect(try rows("maps", "panel 1 group 1").map { $0[2] } == ["3", "3"])
    #expect(try rows("maps", "panel 1 group 2").map { $0[2] } == ["8", "8"])
    #expect(try rows("maps", "panel 2 group 2").map { $0[2] } == ["3", "3", "8", "8"])
    guard
      case .measured(let excess, let halfWidth, _) = try cell(
        "clusters-table", "quarter/latents", "above_pixels")
    else {
      Issue.record("not measured")
      return
    }
    // Differences and products of numbers below 100 err by a few units of 1e-14.
    #expect(abs(excess + 15) < 1e-12)
    #expect(abs((halfWidth ?? 0) - 2) < 1e-12)
    #expect(try cell("clusters-table", "quarter/joint", "above_pixels") == .empty)
  }

  @Test(
    "real bits stand beside codecs with and without headers, and those without loss beside the axis"
  )
  func rates() throws {
    #expect(try rows("small-image-rates", "whole klt") == [["6", "13"]])
    #expect(try rows("small-image-rates", "whole autoencoder: quarter") == [["7.5", "9"]])
    #expect(try rows("small-image-rates", "whole jpeg-xl").map { $0[0] } == ["800", "800"])
    #expect(try rows("small-image-rates", "bare jpeg-xl").map { $0[0] } == ["300", "300"])
    let picture = try #require(
      Report(of: SampleResults.imageAutoencoders()).pictures.first {
        $0.name == "small-image-rates"
      })
    #expect(picture.commands.contains("set label 2 'png' at"))
    #expect(try cell("foreign-codecs-table", "png/", "headers") == .number(500, decimals: 1))
  }

  @Test("histograms share a scale of their own each, empty bins left out")
  func histograms() throws {
    #expect(
      try rows("latent-histograms", "before 1/1") == [
        ["1.5", "1", "0.3333333333333333"], ["2.5", "1", "0.6666666666666666"], ["3.5", "1", "1"],
      ])
  }

  @Test("the ratio of everything that crosses stands beside that of the bottleneck")
  func codes() throws {
    #expect(try cell("codes-table", "quarter", "bottleneck_ratio") == .number(4, decimals: 2))
    #expect(try cell("codes-table", "quarter", "crossing_ratio") == .number(0.5, decimals: 2))
    #expect(try cell("codes-table", half, "parameters") == .integer(222_384))
  }

  @Test("all of them are drawn without a complaint", .enabled(if: gnuplot != nil))
  func drawing() throws {
    let program = try #require(ExternalProgram(named: "gnuplot"))
    let folder = try TemporaryFolder()
    let report = try Report(of: SampleResults.imageAutoencoders())
    _ = try report.write(to: folder.path, gnuplot: nil)
    for picture in report.pictures {
      let outcome = try #require(program.run(["\(picture.name).gp"], in: folder.path))
      #expect(outcome.status == 0, "\(picture.name): \(outcome.complaint)")
      let lines = outcome.complaint.split(separator: "\n")
        .filter { !$0.lowercased().contains("font") }
      #expect(lines == [], "\(picture.name)")
      #expect(folder.bytes(of: "made") == nil, "gnuplot ran what stood in a name")
    }
  }

  @Test("surrogates stand above the best of their weight, with intervals")
  func surrogates() throws {
    let columns = [
      "method", "variant", "setting", "epochs", "repetitions", "live_channels", "bits_per_image",
      "distortion", "psnr_of_pooled_mse_decibels", "cost", "cost_ci95",
    ]
    let measured = ["4", "3", "12", "150", "0.002", "27"]
    let results = try ResultSet(
      name: "surrogates", path: "results/surrogates",
      tables: [
        "points.csv": try SampleResults.transformCodec().table("points.csv").document,
        "summary.csv": CSVDocument(
          columns: columns,
          rows: [
            ["transform-codec", "additive-noise from scratch", "10"] + measured + ["200", "4"],
            ["transform-codec", "straight-through from scratch", "10"] + measured + ["210", "6"],
          ]),
      ],
      specification: ResultSpecification(
        parsing: "anchor = \"klt\"\ncompared-from = 0.002\ncompared-to = 0.0065\n", origin: "s.toml"
      ))
    let picture = try #require(
      Report(of: results).pictures.first { $0.name == "surrogates" })
    let excess = picture.data.rows.map { [$0[0]] + $0[2...].map { $0.prefix(3) }.map(String.init) }
    // 210 / 200 is 1.05 to a unit of 2^-52.
    #expect(
      excess == [
        ["panel 1 surrogate 1", "0", "2"], ["panel 1 surrogate 2", "5.0", "3"],
      ])
  }
}
