import Foundation
import RDCore
import RDSources
import Testing

@Suite("Densities from tables")
struct DensityTableTests {
  private func density(
    _ content: String, normalise: String? = nil
  ) throws -> any UnivariateDistribution {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try Data(content.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try SourceCatalogue.density(
      Descriptor(
        name: "table",
        parameters: [("file", file.path)] + (normalise.map { [("normalise", $0)] } ?? [])))
  }

  private func message(_ content: String) -> String {
    do {
      _ = try density(content)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("a triangle is a triangle, wherever it lies")
  func triangle() throws {
    for (shift, width) in [(0.0, 1.0), (-0.71, 2.385), (1e6, 1e-3)] {
      let rows = [-1.0, 0, 1].map { z in
        "\(shift + width * z),\((1 - abs(z)) / width)"
      }.joined(separator: "\n")
      let source = try density("place,density\n\(rows)\n")
      // The values' own rounding, as a fraction of the width.
      let rounding = 8 * .ulpOfOne * (1 + abs(shift) / width)
      #expect(abs(source.mean - shift) <= rounding * width)
      #expect(abs(source.variance / (width * width / 6) - 1) <= 4 * rounding)
      #expect(source.isLogConcave)
      // ln(width) + 1/2 nats.
      let entropy = source.differentialEntropy.nats
      #expect(abs(entropy - (0.5 + Foundation.log(width))) <= 4 * rounding)
      #expect(abs(source.cumulative(shift - width / 2) - 0.125) <= rounding)
      #expect(abs(source.survival(shift + width / 2) - 0.125) <= rounding)
      #expect(abs(source.quantile(0.125) - (shift - width / 2)) <= rounding * width)
    }
  }

  @Test("symmetric tables are seen to be")
  func symmetry() throws {
    for (rows, isSymmetric) in [
      ("-1,0\n0,1\n1,0", true), ("-0.71,1\n0.29,1", true),
      ("0.1,0.8\n0.3,0.4\n0.7,1\n1.1,1\n1.5,0.4\n1.7,0.8", true),
      ("0,0.5\n0.5,1\n1,1.5", false), ("-1,0\n0.1,1\n1,0", false),
    ] {
      let heights = rows.split(separator: "\n").map {
        $0.split(separator: ",").compactMap { Double($0) }
      }
      let area = zip(heights, heights.dropFirst()).reduce(0) {
        $0 + ($1.1[0] - $1.0[0]) * ($1.1[1] + $1.0[1]) / 2
      }
      let normalised = heights.map { "\($0[0]),\($0[1] / area)" }.joined(separator: "\n")
      let table = try density(normalised)
      #expect(table.isSymmetric == isSymmetric, "\(rows)")
    }
  }

  @Test("many rows: cells of any width agree with the sum of their parts")
  func manyRows() throws {
    let count = 5001
    let step = 8.0 / Double(count - 1)
    let heights = (0..<count).map { 1.3 + Foundation.sin(Double($0) * 0.71) }
    var integral = 0.0
    for i in 1..<count { integral += step * (heights[i - 1] + heights[i]) / 2 }
    let rows = heights.enumerated().map { "\(-3 + step * Double($0.0)),\($0.1 / integral)" }
    let source = try density(rows.joined(separator: "\n"))
    for (lower, upper) in [(-2.9, 4.8), (0.1, 0.9), (0.1, 0.100001), (1.5, 1.51)] {
      let middle = lower + (upper - lower) * 0.37
      let whole = source.partialMoments(over: Interval(lower, upper), about: middle)
      var parts = PartialMoments.zero
      let pieces = 97
      for k in 0..<pieces {
        let a = lower + (upper - lower) * Double(k) / Double(pieces)
        let b = lower + (upper - lower) * Double(k + 1) / Double(pieces)
        parts = parts + source.partialMoments(over: Interval(a, b), about: middle)
      }
      // The ends' rounding, as a fraction of a part's width.
      let tolerance = 1e-13 + 1e-14 * 100 / (upper - lower) * 1e-2
      #expect(abs(whole.mass / parts.mass - 1) <= tolerance)
      #expect(abs(whole.second / parts.second - 1) <= tolerance)
    }
  }

  @Test(
    "normalised, any positive table is the density of its shape, whose note says the divisor",
    arguments: [
      "-1.2,0\n0.3,7.4\n2.5,0\n", "-1.2\t0\n0.3\t7.4\n2.5\t0", "  -1.2   0\n 0.3 7.4\n2.5  0 \n",
      "x;f\n-1.2;0\n0.3;7.4\n2.5;0\n",
    ])
  func normalised(_ content: String) throws {
    let table = try density(content, normalise: "true")
    // A triangle of height 7.4 over 3.7: its integral is 13.69, its mean that of the corners.
    #expect(abs(table.mean - (-1.2 + 0.3 + 2.5) / 3) <= 1e-14)
    #expect(abs(table.density(at: 0.3) - 7.4 / 13.69) <= 1e-14)
    let note = try #require(Source.density(table).note)
    #expect(note.contains("are divided by 13.69"), "\(note)")
    #expect(throws: Diagnosis.self) { try density(content) }
    #expect(throws: Diagnosis.self) { try density(content, normalise: "false") }
    #expect(throws: DescriptorError.self) { try density(content, normalise: "yes") }
    #expect(throws: Diagnosis.self) { try density("0,1\n1,-1\n2,4\n", normalise: "true") }
    #expect(Source.density(try density("0,1\n1,1\n")).note == nil)
  }

  @Test("a value that is given twice is a jump")
  func jumps() throws {
    // A box is the density between its edges.
    let box = try density("1,0\n1,0.5\n3,0.5\n3,0\n")
    #expect(box.support == Interval(1, 3) && box.isLogConcave && box.isSymmetric)
    #expect(box.differentialEntropy.bits == 1 && box.breakpoints == [1, 3])
    // Steps of weight 3/5 and 2/5.
    let steps = try density("0,0\n0,0.6\n1,0.6\n1,0.2\n3,0.2\n3,0\n")
    #expect(!steps.isLogConcave && !steps.isSymmetric)
    #expect(abs(steps.mean - 1.1) <= 1e-15 && steps.breakpoints.count == 3)
    #expect(abs(steps.density(at: 0.999) - 0.6) <= 1e-14)
    #expect(abs(steps.density(at: 1.001) - 0.2) <= 1e-14)
    #expect(abs(steps.cumulative(1) - 0.6) <= 1e-14 && abs(steps.survival(2) - 0.2) <= 1e-14)
    #expect(abs(steps.quantile(0.3) - 0.5) <= 1e-14 && abs(steps.quantile(0.9) - 2.5) <= 1e-14)
    let moments = steps.partialMoments(over: Interval(0.5, 2), about: 1)
    #expect(abs(moments.mass - 0.5) <= 1e-14 && abs(moments.first - 0.025) <= 1e-14)
    for content in ["0,1\n0,1\n1,1\n", "0,0\n0,1\n0,2\n1,1\n", "0,1\n1,1\n1,2\n"] {
      #expect(message(content).contains("or twice where the density jumps"), "\(content)")
    }
  }

  @Test("rows that make no density are named by line")
  func refused() {
    #expect(message("").contains("has 0 rows"))
    #expect(message("x,f\n0,1\n").contains("has 1 row of numbers"))
    #expect(message("0,1\n1\n").contains("line 2: the row has 1 field"))
    #expect(message("0,1\n1,x\n").contains("line 2, column 2: 'x' is not a number"))
    #expect(message("0,1\n1,nan\n").contains("line 2, column 2: 'nan' is not a finite number"))
    #expect(message("0,1\n1,-1\n2,1\n").contains("line 2: the density is -1.0"))
    #expect(message("0,1\n0,1\n").contains("line 2: the value 0.0 is not above"))
    #expect(message("1,1\n0,1\n").contains("line 2: the value 0.0 is not above"))
    let wrong = message("0,1\n1,1.5\n")
    #expect(wrong.contains("integrates to 1.25") && wrong.contains(",normalise=true"))
    #expect(message("0,0\n1,0\n").contains("is 0 at every value"))
    #expect(message("0,0\n1e-300,1\n1,1\n").contains("line 2: the value 1e-300 is closer"))
    // What lies outside of the support does not count for the width.
    #expect(message("-1e30,0\n-1,0\n0,1\n1,0\n1e30,0\n") == "")
    // The closest that two values may be.
    #expect(message("0,0\n1.01e-14,1\n1,1\n") == "")
    #expect(message("0,1\n1,1\n") == "")
  }
}
