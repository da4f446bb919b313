import RDResults
import Testing

@Suite("Tables")
struct TableTests {
  private let table = Table(
    columns: [
      .init("name"), .init("levels"), .init("mse", heading: "MSE"),
      .init("gap", heading: "gap (dB)", precision: .decimals(2)),
      .init("hint"),
    ],
    rows: [
      [.text("lloyd-max"), .integer(8), .real(0.03454776078850373), .real(4.3468), .text("x")],
      [.text("a,\"b\"\nc"), .empty, .real(1.2e-9), .real(-.infinity), .empty],
    ])

  @Test("columns line up, numbers to the right, in digits for a person")
  func text() {
    let expected = """
      name       levels        MSE  gap (dB)  hint
      ---------  ------  ---------  --------  ----
      lloyd-max       8  0.0345478      4.35  x
      """
    let plain = Table(columns: table.columns, rows: [table.rows[0]])
    #expect(plain.rendered(as: .text) == expected + "\n")
  }

  /// A wide table: its first column is the same in every row, its second breaks, its others are numbers.
  private let wide = Table(
    columns: ["source", "remark", "rate", "distortion"],
    rows: [
      [.text("gaussian"), .text("a text of five or six words"), .integer(1), .real(0.25)],
      [.text("gaussian"), .empty, .integer(2), .real(0.0625)],
    ])

  @Test(
    "what does not fit goes below the table, is broken, or is left out and named",
    arguments: [
      (
        55,
        """
        source    remark                       rate  distortion
        --------  ---------------------------  ----  ----------
        gaussian  a text of five or six words     1    0.250000
        gaussian                                  2   0.0625000
        """
      ),
      (
        50,
        """
        remark                       rate  distortion
        ---------------------------  ----  ----------
        a text of five or six words     1    0.250000
                                        2   0.0625000

        In every row: source gaussian.
        """
      ),
      (
        44,
        """
        remark                      rate  distortion
        --------------------------  ----  ----------
        a text of five or six          1    0.250000
        words
                                       2   0.0625000

        In every row: source gaussian.
        """
      ),
      (
        34,
        """
        remark                       rate
        ---------------------------  ----
        a text of five or six words     1
                                        2

        In every row: source gaussian.
        Columns left out: distortion.
        COLUMNS=N sets a width of N
        characters; csv and json have all
        columns.
        """
      ),
    ])
  func fitting(_ width: Int, _ expected: String) {
    #expect(wide.rendered(as: .text, width: .limit(width)) == expected + "\n")
  }

  @Test("a limit leaves out gaps to the bound last of all; a desired width no column")
  func gapsLast() {
    let table = Table(
      columns: ["rate", .init("gap_decibels", heading: "gap (dB)"), "snr", "time"],
      rows: [[.real(1), .real(2), .real(3), .real(4)], [.real(5), .real(6), .real(7), .real(8)]])
    let headings = [Table.Width.limit(17), .limit(10), .about(10), .any].map { width in
      table.rendered(as: .text, width: width).prefix { $0 != "\n" }
        .split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    #expect(
      headings == ["rate gap (dB)", "gap (dB)", "rate gap (dB) snr time", "rate gap (dB) snr time"])
  }

  @Test("a limit leaves out minor columns first")
  func minorFirst() {
    let table = Table(
      columns: [
        .init("codec"), .init("by", isMinor: true), .init("header", isMinor: true), .init("psnr"),
      ],
      rows: [
        [.text("a"), .text("one library"), .integer(9), .real(31.5)],
        [.text("b"), .text("another one"), .integer(8), .real(32.5)],
      ])
    let text = table.rendered(as: .text, width: .limit(20))
    #expect(text.hasPrefix("codec     psnr\n"))
    #expect(text.contains("by, header"))
    #expect(table.rendered(as: .text, width: .limit(27)).contains("left out: header"))
  }

  @Test("what is shown as zero has no sign; machines see it")
  func negativeZero() {
    let shown = [-0.0, -0.004, 0.004, -0.006].map { number in
      Table(columns: [table.columns[3]], rows: [[.real(number)]])
    }
    #expect(
      shown.compactMap { $0.rendered(as: .text).split(separator: "\n").last } == [
        "    0.00", "    0.00", "    0.00", "   -0.01",
      ])
    #expect(shown[1].rendered(as: .csv) == "gap\n-0.004\n")
  }

  @Test("CSV holds every digit, quotes what needs it, and reads back")
  func csv() throws {
    let text = table.rendered(as: .csv)
    #expect(
      text == """
        name,levels,mse,gap,hint
        lloyd-max,8,0.03454776078850373,4.3468,x
        "a,""b""
        c",,1.2e-09,-inf,

        """)
    let document = try CSVDocument(parsing: text, origin: "test")
    #expect(document == CSVDocument(table))
    #expect(Double(document.rows[0][2]) == 0.03454776078850373)
  }

  @Test("JSON has the same values, null for none, infinities as texts")
  func json() {
    #expect(
      table.rendered(as: .json) == """
        [
          {"name": "lloyd-max", "levels": 8, "mse": 0.03454776078850373, "gap": 4.3468, "hint": "x"},
          {"name": "a,\\"b\\"\\nc", "levels": null, "mse": 1.2e-09, "gap": "-inf", "hint": null}
        ]

        """)
    #expect(Table(columns: [.init("a")]).rendered(as: .json) == "[]\n")
  }

  @Test(
    "damaged CSV is reported with its location",
    arguments: [
      ("", "empty"), ("a,b\n1\n", "line 2"), ("a,a\n", "'a'"), ("a,b\n1,\"x\n2,3\n", "line 2"),
      ("a,b\n1,x\"y\n", "line 2"), ("a\n\"x\"y\n", "line 2"),
    ])
  func damaged(_ text: String, _ part: String) {
    #expect {
      try CSVDocument(parsing: text, origin: "some.csv")
    } throws: {
      "\($0)".contains("some.csv") && "\($0)".contains(part)
    }
  }

  @Test("carriage returns at line ends and a missing last line feed are fine")
  func lineEnds() throws {
    let document = try CSVDocument(parsing: "a,b\r\n1,2\r\n\r\n3,", origin: "test")
    #expect(document.rows == [["1", "2"], ["3", ""]])
  }
}
