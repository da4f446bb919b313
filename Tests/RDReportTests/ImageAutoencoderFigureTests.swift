import RDReport
import RDResults
import Studies
import Testing

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
        "image-loss-curves", "reconstructions", "reconstruction-grid", "error-maps",
        "ratio-error", "small-image-rates", "label-errors", "label-confusions", "maps",
        "latent-traversals", "latent-interpolations",
        "latent-plane", "latent-histograms",
      ])
    #expect(
      report.tables.map(\.name) == [
        "image-quantisers-table", "image-models-table", "codes-table", "layers-table",
        "standard-codecs-table", "label-errors-table", "label-confusions-table", "clusters-table",
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

  @Test("errors stand beside pictures, grey where there are none, blue where they are too dark")
  func errorMaps() throws {
    // An original over two models, two pictures and two maps each, with the gap of a group between.
    let pixels = try rows("error-maps", "pixels").map { $0[0] }
    let columns = 4 * 2 + 3 * 2
    #expect(pixels.count == (3 * 2 + 2 * 2) * columns)
    #expect(pixels[4 * columns] == "0" && pixels[4 * columns + 8] == "\(0xf0f0f0)")
    let document = CSVDocument(
      columns: ["width", "height", "channels", "samples"],
      rows: [["2", "1", "1", "0040"], ["2", "1", "1", "ff7f"]])
    let pair = ResultTable(document, origin: "pair").rows
    var grid = try PictureGrid(ofPicturesLike: pair[0], columns: 2, rows: 1)
    try grid.placeError(of: pair[0], from: pair[1], column: 0, row: 0)
    try grid.placeError(of: pair[1], from: pair[0], column: 1, row: 0)
    let colours = grid.chart(rowLabels: []).picture(named: "pair").data.rows.map { $0[1] }
    // A whole error has the pure colour.
    #expect(colours[0] == "\(0x0072b2)" && colours[4] == "\(0xd55e00)")
    #expect(Set(colours).count == 5)
  }

  @Test("what labels are taken for is in per cent of the label's images, originals first")
  func confusions() throws {
    let first = try rows("label-confusions", "matrix 1")
    #expect(
      first.map { Array($0[0..<4]) } == [
        ["0", "0", "75", "75"], ["1", "0", "25", "25"], ["0", "1", "0", ""],
        ["1", "1", "100", "100"],
      ])
    #expect(first[1][4] == "\(0xd55e00)")
    #expect(try rows("label-confusions", "matrix 4").count == 4)
    #expect(try cell("label-confusions-table", "quarter/4/3", "taken_for_8") == .integer(10))
    #expect(try cell("layers-table", "quarter/decoder/1", "output") == .text("2x2x1"))
  }

  @Test("labels have the errors of latents as they are, side by side, and ranks")
  func labels() throws {
    #expect(try rows("label-errors", "raw 1").map { $0[0] } == ["-0.2", "0.8"])
    #expect(try rows("label-errors", "raw 2").map { $0[0] } == ["0.2", "1.2"])
    #expect(try rows("label-errors", "ink 2").map { $0[2] } == ["0.7", "0.3"])
    // The means lie further apart than their intervals reach.
    #expect(try cell("label-errors-table", "quarter/8", "rank") == .rank(2, from: 2, to: 2))
    #expect(
      try cell("label-errors-table", "quarter/8", "rank_per_ink") == .rank(1, from: 1, to: 1))
    #expect(
      try cell("label-errors-table", "quarter/8", "mse")
        == .measured(0.05, halfWidth: 0.003, decimals: 5))
  }

  @Test("maps are coloured by label, or by set where two share one")
  func maps() throws {
    func colours(_ panel: String, of column: Int) throws -> [String: Set<String>] {
      try Dictionary(grouping: rows("maps", panel)) { $0[column] }.mapValues {
        Set($0.map { $0[4] })
      }
    }
    // Labels have colours where one set is in a map, sets where there are two.
    #expect(try rows("maps", "panel 1").count == 4)
    #expect(try colours("panel 1", of: 3) == ["3": ["0"], "8": ["\(0xE69F00)"]])
    let sets = try colours("panel 2", of: 2)
    #expect(sets == ["original": ["\(0x0072B2)"], "reconstruction": ["\(0xD55E00)"]])
    // Reconstructions are drawn over originals, whose larger marks show around them.
    let order = try rows("maps", "panel 2").map { $0[2] }
    let middle = try #require(order.firstIndex(of: "reconstruction"))
    #expect(Set(order[..<middle]) == ["original"] && Set(order[middle...]) == ["reconstruction"])
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
    #expect(picture.commands.contains("set label 2 'PNG: 800 bits' at"))
    #expect(try cell("standard-codecs-table", "png/", "headers") == .number(500, decimals: 1))
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
    #expect(try cell("codes-table", "quarter", "bottleneck_ratio") == .exact(4, decimals: 2))
    #expect(try cell("codes-table", "quarter", "crossing_ratio") == .exact(0.5, decimals: 2))
    #expect(try cell("codes-table", half, "parameters") == .integer(222_384))
    #expect(try cell("codes-table", half, "interval_over") == .text("trainings"))
  }

  @Test("ranks are open where intervals meet")
  func openRanks() throws {
    let columns = [
      "model", "repetition", "code_bits", "label", "images", "ink", "mse", "mse_ci95",
      "mse_per_ink", "mse_per_ink_ci95",
    ]
    let errors = ["0.01", "0.02", "0.023", "0.026", "0.05"]
    let results = try ResultSet(
      name: "ranks", path: "results/ranks",
      tables: [
        "points.csv": SampleResults.document(
          SampleResults.pointColumns, [["experiment": "image-autoencoders", "status": "ok"]]),
        "labels.csv": CSVDocument(
          columns: columns,
          rows: errors.enumerated().map {
            ["one", "1", "", "\($0)", "9", "1", $1, "0.002", "", ""]
          }),
      ])
    let entry = try TableCatalogue.all.entry(named: "label-errors-table")
    let table = try #require(try entry.table(of: results))
    let ranks = table.rows.map { $0.cells[5] }
    #expect(
      ranks == [
        .rank(1, from: 1, to: 1), .rank(2, from: 2, to: 3), .rank(3, from: 2, to: 4),
        .rank(4, from: 3, to: 4), .rank(5, from: 5, to: 5),
      ])
  }

  @Test(
    "surrogates stand above the one that is named first, pair by pair, with the interval of the results"
  )
  func surrogates() throws {
    let columns = [
      "method", "variant", "setting", "epochs", "repetitions", "live_channels", "bits_per_image",
      "distortion", "psnr_of_pooled_mse_decibels", "cost", "cost_ci95",
    ]
    let measured = ["4", "2", "12", "150", "0.002", "27"]
    let base = try SampleResults.transformCodec().table("points.csv").document
    // 210 to 200 in the first repetition, 240 to 250 in the second: 5 per cent more and 4 per cent less.
    let costs = [
      ("additive-noise", "2", "240"), ("additive-noise", "1", "210"),
      ("straight-through", "1", "200"), ("straight-through", "2", "250"),
    ].map { surrogate, repetition, cost in
      [
        "experiment": "transform-codec", "status": "ok", "method": "transform-codec",
        "variant": "\(surrogate) from scratch", "setting": "10", "repetition": repetition,
        "cost": cost,
      ]
    }
    let points = SampleResults.document(base.columns, costs)
    let results = try ResultSet(
      name: "surrogates", path: "results/surrogates",
      tables: [
        "points.csv": CSVDocument(
          columns: base.columns, rows: base.rows + points.rows),
        "summary.csv": CSVDocument(
          columns: columns,
          rows: [
            ["transform-codec", "additive-noise from scratch", "10"] + measured + ["225", "4"],
            ["transform-codec", "straight-through from scratch", "10"] + measured + ["225", "6"],
          ]),
        "surrogates.csv": CSVDocument(
          columns: ["method", "setting", "variant", "reference", "excess", "excess_ci95"],
          rows: [
            [
              "transform-codec", "10", "additive-noise from scratch",
              "straight-through from scratch", "0.005", "0.125",
            ]
          ]),
      ],
      specification: ResultSpecification(
        parsing: "anchor = \"klt\"\ncompared-from = 0.002\ncompared-to = 0.0065\n", origin: "s.toml"
      ))
    let report = try Report(of: results)
    let picture = try #require(report.pictures.first { $0.name == "surrogates" })
    // Ratios of integers near 1 err by a few units of 2^-53, and a hundred times that here.
    let excesses = picture.data.rows.map { ($0[0], Double($0[2]) ?? .nan) }
    #expect(
      excesses.map(\.0) == [
        "panel 1 surrogate 1", "panel 1 surrogate 1 each", "panel 1 surrogate 1 each",
      ])
    for (found, expected) in zip(excesses.map(\.1), [0.5, -4, 5]) {
      #expect(abs(found - expected) < 1e-12)
    }
    let table = try #require(report.tables.first { $0.name == "surrogates-table" }?.table)
    #expect(table.columns.last?.heading == "above straight-through (%)")
    guard case .measured(let excess, 12.5, _) = try #require(table.rows[0].cells.last) else {
      Issue.record("no mean with the interval")
      return
    }
    #expect(abs(excess - 0.5) < 1e-12)
    #expect(table.rows[1].cells.last == .empty)
  }
}
