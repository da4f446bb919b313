import RDReport
import RDResults
import Testing

@Suite("Figures and tables of autoencoders of small images")
struct ImageModelFigureTests {
  private func picture(_ name: String, of results: ResultSet) throws -> Picture {
    try #require(Report(of: results).pictures.first { $0.name == name })
  }

  @Test("the claim on quantisers is in per cent, model beside model")
  func claim() throws {
    let picture = try picture("quantiser-claim", of: SampleResults.imageModels())
    let first = picture.data.rows.filter { $0[0].hasPrefix("raw ") && $0[2] == "plain" }
    #expect(first.map { Array($0.dropFirst(3)) } == [["3", "-25", "0.1"], ["4", "-50", "0.1"]])
    #expect(picture.data.rows.count == 4)
    #expect(!picture.commands.contains("standardised"))
  }

  @Test(
    "at equal coded bits Lloyd-Max stands beside what uniform quantisers lose between their rates")
  func equalBits() throws {
    let report = try Report(of: SampleResults.imageModels())
    let table = try #require(
      report.tables.first { $0.name == "image-quantisers-table" }?.table)
    let column = try #require(table.columns.firstIndex { $0.key == "to_uniform_coded" })
    let cells = table.rows.filter { $0.key.hasPrefix("plain/lloyd-max") }.map { $0.cells[column] }
    guard case .number(let percent, _) = try #require(cells.first) else {
      Issue.record("no number")
      return
    }
    // .005859375 is 1.5 / 256; a logarithm and an exponential of numbers near one err by a few units of 2^-53.
    #expect(abs(percent - 50) < 1e-11)
    // Beyond the rates that were measured there is nothing to compare with.
    #expect(cells.last == .empty)
  }

  @Test("similarity is compared with the better uniform quantiser of each training")
  func similarity() throws {
    let report = try Report(of: SampleResults.imageModels())
    let table = try #require(
      report.tables.first { $0.name == "image-quantisers-table" }?.table)
    let column = try #require(table.columns.firstIndex { $0.key == "ssim_to_uniform" })
    let row = try #require(table.rows.first { $0.key.hasPrefix("plain/lloyd-max/raw/3") })
    guard case .measured(let gain, let halfWidth?, _) = row.cells[column] else {
      Issue.record("no number with an interval")
      return
    }
    // Student's quantile of one degree of freedom is 12.706, the deviation of the mean .005.
    #expect(abs(gain - 0.015) < 1e-12 && abs(halfWidth - 12.706 * 0.005) < 1e-4)
    #expect(table.rows.allSatisfy { $0.key.contains("lloyd-max") || $0.cells[column] == .empty })
  }

  @Test("predictions are those of means and of samples")
  func predictions() throws {
    let report = try Report(of: SampleResults.imageModels())
    let table = try #require(report.tables.first { $0.name == "image-models-table" }?.table)
    func cells(_ key: String) -> [PresentedCell] {
      table.columns.firstIndex { $0.key == key }.map { index in table.rows.map { $0.cells[index] } }
        ?? []
    }
    #expect(cells("predicted_mse_means").first == .number(0.015, decimals: 5))
    #expect(cells("predicted_mse_sampled").first == .number(0.02, decimals: 5))
  }

  @Test("figures say how their points were made")
  func captions() throws {
    let results = try SampleResults.imageModels()
    let losses = try picture("image-loss-curves", of: results)
    #expect(losses.commands.contains("set yrange [1e-03:*]"))
    #expect(losses.commands.contains("title 'training'"))
    let reconstructions = try picture("reconstructions", of: results)
    #expect(reconstructions.commands.contains("'from latents of 4 bits: Lloyd–Max, designed'"))
    let sweep = try picture("beta-sweep", of: results)
    // Both models have the same beta, which one label says.
    #expect(
      sweep.data.rows.filter { $0[0] == "dense label" } == [["dense label", "70", "0.001", "0.5"]])
  }

  @Test(
    "autoencoders stand beside codecs as the lower envelope of all models, by a name without a comma"
  )
  func envelope() throws {
    let results = try SampleResults.transformCodec().beside([SampleResults.imageModels()])
    let picture = try picture("small-image-codecs", of: results)
    let rows = picture.data.rows.filter { $0[0] == "whole autoencoders; lower envelope" }
    // At 768 bits 21 dB lie above the line from 20 dB at 512 to 30 dB at 1024.
    #expect(rows.map { $0[1] } == ["512", "1024", "1280"])
    #expect(picture.commands.contains("'autoencoders, lower envelope'"))
  }

  @Test("a table of distances says of how many images its anchor is, where others are of fewer")
  func note() throws {
    let results = try SampleResults.transformCodec().beside([SampleResults.imageCodecs()])
    let table = try #require(
      Report(of: results).tables.first { $0.name == "bd-rate-table" }?.table)
    #expect(table.note?.hasPrefix("The anchor, klt, was measured on 10000 images.") == true)
    #expect(table.note?.contains("Codecs with 200 or 1000 were") == true)
  }
}
