import Foundation
import RDCore
import RDSources
import Testing

@Suite("Densities estimated from samples")
struct SampleDensityTests {
  private func source(_ keys: String, _ samples: [Double]) throws -> Source {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try Data(samples.map { "\($0)\n" }.joined().utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try SourceCatalogue.source(Descriptor(parsing: "samples:file=\(file.path)\(keys)"))
  }

  private func density(_ keys: String, _ samples: [Double]) throws -> any UnivariateDistribution {
    guard case .density(let density) = try source(keys, samples) else { preconditionFailure() }
    return density
  }

  private let samples = [-0.71, 0.4, 0.4, 1.29, 2.385, 2.4, 5.29]

  @Test("a histogram has the fraction of its samples in each bin, and says that it is an estimate")
  func histogram() throws {
    let source = try source(",bins=3", samples)
    guard case .density(let density) = source else { preconditionFailure() }
    // Bins of width 2 from -0.71: 4 samples up to 1.29 without it, 3, 1.
    let heights = [3.0, 3, 1].map { $0 / 7 / 2 }
    for (x, height) in zip([-0.5, 2, 4.9], heights) {
      #expect(abs(density.density(at: x) - height) <= 1e-15)
    }
    #expect(density.density(at: -0.72) == 0 && density.density(at: 5.3) == 0)
    #expect(abs(density.quantile(3.0 / 7) - 1.29) <= 1e-14)
    let note = try #require(source.note)
    #expect(note.hasPrefix("an estimate: a histogram of 7 samples of"))
    #expect(note.contains("3 bins of width 2"))
  }

  @Test("a kernel density is the mean of normal densities about the samples")
  func kernelDensity() throws {
    let source = try source(",bandwidth=0.5", samples)
    guard case .density(let density) = source else { preconditionFailure() }
    for x in [-1.3, -0.71, 0.31, 2.2, 4, 6.1] {
      let exact = samples.reduce(0) {
        $0 + Gaussian(mean: $1, standardDeviation: 0.5).density(at: x)
      }
      // Linear between points an eighth of a bandwidth apart: 1/64/8 of the second derivative, and as much for the samples.
      #expect(abs(density.density(at: x) - exact / 7) <= 3e-3 * 0.8 / 2)
    }
    let mean = samples.reduce(0, +) / 7
    let variance = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7
    #expect(abs(density.mean - mean) <= 1e-12)
    #expect(abs(density.variance / (variance + 0.25) - 1) <= 2e-3)
    #expect(source.note?.contains("with a bandwidth of 0.5.") == true)
  }

  @Test("the default bandwidth is Silverman's, and is said")
  func silverman() throws {
    let numbers = (0..<1000).map { Foundation.sin(Double($0) * 1.7) * Double($0 % 17) }
    let note = try #require(try source("", numbers).note)
    let sorted = numbers.sorted()
    let deviation = try EmpiricalDistribution(samples: numbers).standardDeviation
    let range = sorted[749] - sorted[249]
    let width = 0.9 * min(deviation, range / 1.34) * Foundation.pow(1000, -0.2)
    let said = try #require(
      note.split(separator: "bandwidth of ").last.flatMap { Double($0.prefix { $0 != " " }) })
    #expect(abs(said / width - 1) <= 1e-12 && note.contains("(Silverman's rule)"))
  }

  @Test("samples that no estimate can be made of are refused")
  func refused() {
    func message(_ keys: String, _ samples: [Double]) -> String {
      do {
        _ = try source(keys, samples)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(message("", []).contains("has no row of numbers"))
    #expect(message("", [1, 1]).contains("holds only the number 1"))
    #expect(message(",bandwidth=1e-6", samples).contains("Take a bandwidth of at least"))
    #expect(message(",bins=2.5", samples).contains("an integer from 1"))
    #expect(message(",bins=2,bandwidth=1", samples).contains("either bins"))
  }
}
