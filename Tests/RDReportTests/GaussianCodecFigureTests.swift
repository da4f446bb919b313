import RDReport
import RDResults
import Testing

@Suite("The figure and the table of the learned codes of Gaussian blocks")
struct GaussianCodecFigureTests {
  @Test(
    "blocks are compared with the first training, trainings at the longest block, repetition by repetition"
  )
  func series() throws {
    let report = try Report(of: SampleResults.gaussianCodec())
    let picture = try #require(report.pictures.first { $0.name == "gaussian-codec" })
    func gaps(_ series: String) -> [String] {
      picture.data.rows.filter { $0[0] == series }.map { $0[2] }
    }
    #expect(gaps("length 1") == ["1.45"] && gaps("length 8") == ["1.42", "1.43"])
    #expect(gaps("training additive-noise") == ["1.42", "1.43"])
    #expect(gaps("training straight-through") == ["1.9"])
    #expect(gaps("theory ecsq") == ["1.44"] && gaps("e8") == ["0.88"])
    #expect(picture.commands.contains("(b) trainings of blocks of 8 samples"))
  }

  @Test("the table has a row for each code, and says where repetitions differ")
  package func table() throws {
    let report = try Report(of: SampleResults.gaussianCodec())
    let table = try #require(report.tables.first { $0.name == "gaussian-codec-table" }?.table)
    #expect(
      table.rows.map { $0.cells.last } == [
        .empty, .empty, .text("repetitions scatter"), .text("repetitions below 1/20 bit"),
      ])
  }

  @Test("the first experiment's plane has the learned codes where they stand beside")
  func plane() throws {
    func learned(_ results: ResultSet) throws -> [[String]] {
      let picture = try #require(
        Report(of: results).pictures.first { $0.name == "rate-distortion" })
      return picture.data.rows.filter { $0[0] == "learned with quantiser" }
    }
    let alone = try SampleResults.gaussian()
    let none = try learned(alone)
    #expect(none.isEmpty)
    let rows = try learned(alone.beside([SampleResults.gaussianCodec()]))
    #expect(rows.map { $0[1] } == ["0.95", "1.0005"])
  }
}
