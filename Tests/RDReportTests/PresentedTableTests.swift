import RDReport
import RDResults
import Testing

@Suite("Tables of a report")
struct PresentedTableTests {
  private let table = PresentedTable(
    columns: [
      .init("name", "a|b"), .init("count", "n", latex: "$n$"), .init("value", "MSE"),
    ],
    rows: [
      .init(
        "x",
        [.text("5% of $x_1$"), .integer(-7), .measured(0.904567, halfWidth: 0.00123, decimals: 2)]),
      .init("y", [.text("*b*\\"), .empty, .measured(-0.00004, halfWidth: nil, decimals: 4)]),
      .init(
        "z", [.text("*b*\\"), .integer(2), .measured(12345.678, halfWidth: 234.5, decimals: 4)]),
    ])

  @Test("in CSV have all digits and a column for the half-widths")
  func csv() {
    #expect(
      table.document.text == """
        name,count,value,value_ci95
        5% of $x_1$,-7,0.904567,0.00123
        *b*\\,,-4e-05,
        *b*\\,2,12345.678,234.5

        """)
  }

  @Test("in Markdown show two digits of the half-width and escape what Markdown would read")
  func markdown() {
    #expect(
      table.markdown == #"""
        | a\|b | n | MSE |
        | :--- | ---: | ---: |
        | 5% of $x\_1$ | −7 | 0.9046 ± 0.0012 |
        | \*b\*\\ | – | 0.0000 |
        | \*b\*\\ | 2 | 12346 ± 234 |

        """#)
  }

  @Test("in LaTeX have rules, space between groups, and nothing that LaTeX would read")
  func latex() {
    #expect(
      table.latex == #"""
        \begin{tabular}{@{}lrr@{}}
        \toprule
        a|b & $n$ & MSE \\
        \midrule
        5\% of \$x\_1\$ & $-7$ & $0.9046 \pm 0.0012$ \\
        \addlinespace[2pt]
        *b*\textbackslash{} & -- & $0.0000$ \\
        *b*\textbackslash{} & $2$ & $12346 \pm 234$ \\
        \bottomrule
        \end{tabular}

        """#)
  }

  @Test("of the gap hold what the summary says")
  func gap() throws {
    let table = try #require(
      try Report(of: SampleResults.gaussian()).tables.first { $0.name == "gap-table" }?.table)
    #expect(table.rows.map(\.key).contains("autoencoder/7/3"))
    #expect(
      table.document.rows.last
        == [
          "autoencoder", "7", "3", "1.05", "0.6578125", "0.00123", "0.4444", "1.375", "0.0042",
          "0.00057",
        ])
  }

  @Test("two rows for the same thing are bad data, not a crash")
  func repeatedRow() throws {
    let error = #expect(throws: ReportError.self) { try Report(of: SampleResults.repeatedRow()) }
    #expect(error?.failureClass == .badData)
    #expect(error.map { "\($0)".contains("results/twice") } == true)
  }
}
