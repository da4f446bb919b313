import Foundation
import RDCore
import RDSources
import Testing

@Suite("Probability mass functions from files")
struct ProbabilityMassTests {
  private func source(_ content: String, normalise: Bool = false) throws -> DiscreteDistribution {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).txt")
    try Data(content.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let source = try SourceCatalogue.source(
      Descriptor(name: "pmf", parameters: [("file", file.path), ("normalise", "\(normalise)")]))
    guard case .discrete(let discrete) = source else { preconditionFailure() }
    return discrete
  }

  private func message(_ content: String, normalise: Bool = false) -> String {
    do {
      _ = try source(content, normalise: normalise)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("one column is of probabilities, two are of values and probabilities")
  func columns() throws {
    let names = try source("p\n0.25\n0.5\n0.25\n")
    #expect(names.probabilities == [0.25, 0.5, 0.25] && names.values == nil)
    #expect(names.mean == nil && names.note == nil)
    for text in ["-1,0.25\n3,0.75\n", "x\tp\n-1\t0.25\n3\t0.75\n", "-1 0.25\n3 0.75"] {
      let numbers = try source(text)
      #expect(numbers.values == [-1, 3] && numbers.probabilities == [0.25, 0.75])
      #expect(numbers.mean == 2 && numbers.variance == 3)
    }
  }

  @Test("counts are divided by their sum, which the note says")
  func counts() throws {
    let numbers = try source("7,30\n9,10\n8,0\n", normalise: true)
    #expect(numbers.probabilities == [0.75, 0.25, 0] && numbers.values == [7, 9, 8])
    #expect(numbers.note?.contains("are divided by 40.0, their sum") == true)
  }

  @Test("rows that are no probabilities are named by line")
  func refused() {
    #expect(message("").contains("fewer than two symbols"))
    #expect(message("1\n0\n").contains("fewer than two symbols"))
    #expect(message("0.5\n-0.5\n1\n").contains("line 2: the probability is -0.5"))
    #expect(message("0.5\nhalf\n").contains("line 2, column 1: 'half' is not a number"))
    #expect(message("0.5\n0.4\n").contains("add up to 0.9, but must to 1"))
    #expect(message("0.5\n0.4\n").contains("normalise=true"))
    #expect(message("1,0.5\n1,0.5\n").contains("line 2: the value 1.0 is that of line 1"))
    #expect(message("1,0.5\n0.5\n").contains("line 2: the row has 1 field, but must have 2"))
    #expect(message("1,2,3\n").contains("line 1: the row has 3 fields"))
    #expect(message("0,0.5\n1e-160,0.5\n").contains("range of 1e-160"))
  }
}
