import RDResults
import Studies
import Testing

@Suite("Comparison of surrogates")
struct SurrogateComparisonTests {
  private func summaries(_ rows: String) throws -> [String: CSVDocument] {
    let points = try CSVDocument(
      parsing: "method,variant,setting,epochs,repetition,status,cost\n" + rows, origin: "points")
    return Dictionary(
      uniqueKeysWithValues: try plan("experiment = \"transform-codec\"").summaries(points).map {
        ($0.name, $0.document)
      })
  }

  @Test("differences are taken within repetitions, against the surrogate that is named first")
  func paired() throws {
    // Repetitions differ by far more than surrogates, which do so by 10 and 20 %.
    let table = try #require(
      try summaries(
        """
        codec,b from scratch,40,4,1,ok,100
        codec,b from scratch,40,4,2,ok,1000
        codec,a from scratch,40,4,2,ok,1200
        codec,a from scratch,40,4,1,ok,110
        codec,mixed,40,4,1,ok,5
        """)["surrogates"])
    #expect(table.rows.count == 1)
    let row = table.rows[0]
    #expect(Array(row.prefix(5)) == ["codec", "40", "a from scratch", "b from scratch", "2"])
    // A mean of two numbers, and Student's 12.706 with one degree of freedom on half their distance: roundings of the last place.
    #expect(abs(try #require(Double(row[5])) - 0.15) < 1e-12)
    #expect(abs(try #require(Double(row[6])) - 12.706204736 * 0.05) < 1e-9)
  }

  @Test("without two surrogates there is no comparison, and a failed training has none")
  func none() throws {
    #expect(try summaries("codec,mixed,40,4,1,ok,5")["surrogates"] == nil)
    let failed = try summaries(
      "codec,b from scratch,40,4,1,ok,100\ncodec,a from scratch,40,4,1,failed: x,7")
    #expect(failed["surrogates"] == nil)
  }
}
