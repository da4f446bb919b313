import RDCommands
import RDCore
import RDSources
import TestFolders
import Testing

/// What `rdtool bound --figure` draws, computed in process.
@Suite("Figures of bounds")
struct BoundFigureTests {
  private func figure(
    of name: String, rates: [Double], blocklengths: [Int] = []
  ) throws -> RateFigure {
    let bound = try BoundTable(
      source: SourceCatalogue.source(Descriptor(parsing: name)), name: name, measure: nil, jobs: 1)
    var rows = try bound.curves(at: .rates(rates))
    if !blocklengths.isEmpty {
      rows += try bound.blocks(
        at: .rates(rates), blocklengths: blocklengths, excessProbability: 0.01)
    }
    return try bound.figure(of: rows, curves: bound.denseCurves(of: rows))
  }

  @Test("the numbers of tics do not touch, on an axis beside labels either")
  func tics() throws {
    let commands = try figure(of: "bernoulli:p=0.11", rates: [0.1, 0.49]).chart
      .picture(named: "figure").commands
    // A label at the end of the line, and ten tics of .05 on 43 mm otherwise.
    #expect(commands.contains("set label 1 'R(D)'") && commands.contains("set xtics 0.1"))
  }

  @Test("long names stand below one another, and approximations are as smooth as R(D)")
  func blocks() throws {
    let picture = try figure(of: "gaussian", rates: [1, 2], blocklengths: [100, 1000]).chart
      .picture(named: "figure")
    #expect(picture.commands.contains("left bottom vertical maxrows 7 "))
    let approximation = picture.data.rows.filter { $0[0] == "normal approximation; n = 100" }
    #expect(approximation.count == 49)
    let converse = picture.data.rows.filter { $0[0] == "converse; n = 100" }
    #expect(converse.count == 2)
    let short = try figure(of: "gaussian", rates: [1, 2]).chart.picture(named: "figure")
    #expect(short.commands.contains("unset key"))
  }

  @Test("where a figure shows distortions, so do the user's own points")
  func distortions() throws {
    var figure = try figure(of: "bernoulli:p=0.11", rates: [0.1, 0.4])
    let folder = try TemporaryFolder()
    try folder.write(
      "name,rate_bits_per_sample,distortion\nmine,0.2,0.08\n", to: "own.csv")
    try figure.addPoints(of: [folder.file("own.csv").path], metric: "snr")
    let own = figure.chart.picture(named: "figure").data.rows.filter { $0[0] == "mine" }
    #expect(own == [["mine", "0.2", "0.08"]])
  }
}
