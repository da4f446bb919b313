import Foundation
import RDArrayFiles
import RDCore
import RDSources
import Testing

@Suite("Families fitted to samples")
struct SourceFitTests {
  private static func reference(_ name: String) throws -> String {
    try #require(Bundle.module.resourceURL).appending(path: "Reference/\(name).csv").path
  }

  /// The rows of `scripts/oracles/fits.py`: the file, the family and the largest likelihood that global searches find.
  static let rows: [(file: String, family: String, nats: Double)] = {
    guard let path = try? reference("fits"),
      let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: ",")
      return Double(fields[2]).map { (String(fields[0]), String(fields[1]), $0) }
    }
  }()

  @Test("every family reaches the likelihood of a global search", arguments: rows)
  func likelihoods(file: String, family: String, nats: Double) throws {
    let samples = try RoundedSamples(SampleFile(path: Self.reference(file)).samples)
    let fit = try SourceFit(of: family, to: samples)
    // The table has six digits; a search may end a hundredth of a nat below the top, and above what the other one found.
    #expect(
      fit.logLikelihoodNats >= nats - 0.01, "\(fit.source.description): \(fit.logLikelihoodNats)")
    #expect(
      fit.logLikelihoodNats <= nats + 0.5, "\(fit.source.description): \(fit.logLikelihoodNats)")
    #expect(fit.akaikeCriterion == 2 * Double(fit.parameterCount) - 2 * fit.logLikelihoodNats)
    // What is written can be taken as a source, and is the one whose likelihood is said.
    let density = try SourceCatalogue.density(Descriptor(parsing: fit.source.description))
    #expect(density.variance > 0)
  }

  @Test("all families but those that are given as a whole can be fitted")
  func families() {
    let densities = zip(SourceCatalogue.all.names, SourceCatalogue.all.entries)
      .filter { $0.1.kind == .density && !["table", "samples", "formula"].contains($0.0) }
    #expect(!Self.rows.isEmpty)
    #expect(SourceFit.families == densities.map(\.0))
  }

  @Test(
    "the rounding is that of the decimals, of a power of two, or of the numbers' format",
    arguments: [
      ([0.12, 3.4, -7.01], .step(0.01)), ([120, 50, -70], .step(10)),
      ([1, 2, 4], .step(1)), ([0.375, -1.25, 7], .step(0.125)),
      ([0.12, 3.4, -7.01].map { Double(Float($0)) }, .step(0.01)),
      ([0.1000000000001, 0.3333333333333333, 2.718281828459045], .double),
      ([0.33333333, 2.7182818].map { Double(Float($0)) }, .single),
    ] as [([Double], RoundedSamples.Rounding)])
  func rounding(_ samples: [Double], _ rounding: RoundedSamples.Rounding) throws {
    #expect(try RoundedSamples(samples).rounding == rounding)
    #expect(try RoundedSamples(samples, resolution: 0.7).rounding == .step(0.7))
  }

  @Test("a pole on a sample and a component of one sample stay bounded, and limits are said")
  func limits() throws {
    // Two thirds of the samples are exactly 0, as in silence.
    let silence = (0..<300).map { $0 % 3 != 0 ? 0 : Foundation.sin(Double($0) * 2.385) * 0.71 }
    let samples = try RoundedSamples(silence, resolution: 0.001)
    let gamma = try SourceFit(of: "two-sided-gamma", to: samples)
    #expect(gamma.logLikelihoodNats.isFinite && gamma.logLikelihoodNats < 0)
    #expect(gamma.warning?.contains("shape stands at its limit 0.1") == true)
    let mixture = try SourceFit(of: "gaussian-mixture", to: samples)
    #expect(mixture.logLikelihoodNats.isFinite && mixture.logLikelihoodNats < 0)
    #expect(mixture.warning?.contains("as small as the rounding") == true)
    let exponential = try SourceFit(of: "exponential", to: samples)
    #expect(exponential.warning?.contains("location stands at the least sample") == true)
  }

  @Test("a pole on one sample of many digits has no maximum of the likelihood")
  func poles() throws {
    // Fourth powers, whose density is infinite at an irrational number.
    let peaked = (1..<500).map { index in
      let u = (Double(index) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
      return 2.0.squareRoot() + (index % 2 == 0 ? 2.385 : -2.385) * u * u * u * u
    }
    let samples = try RoundedSamples(peaked)
    let gamma = try SourceFit(of: "two-sided-gamma", to: samples)
    #expect(!gamma.hasMaximum && gamma.warning?.contains("no maximum") == true)
    let fit = try SourceFit(of: "laplacian", to: samples)
    #expect(fit.hasMaximum && fit.warning == nil)
    // A pole where many samples are is what the density is for.
    let rounded = try RoundedSamples(peaked.map { ($0 * 10).rounded() / 10 })
    #expect(try SourceFit(of: "two-sided-gamma", to: rounded).hasMaximum)
  }

  @Test("all samples are possible under the uniform density that ends at the outer ones")
  func uniform() throws {
    for (shift, width) in [
      (-0.71, 2.385), (1e3, 1), (0.001, 1), (-1e-9, 7), (-18.585136581878125, 38.5),
    ] {
      let numbers = (0...200).map { shift + width * (Double($0) / 200).squareRoot() }
      let fit = try SourceFit(of: "uniform", to: try RoundedSamples(numbers))
      #expect(fit.warning?.contains("impossible") == false, "\(fit.warning ?? "")")
    }
  }

  @Test("of many samples the fit is that of the source")
  func recovery() throws {
    let source = try SourceCatalogue.density(
      named: "generalised-gaussian:shape=0.8,mean=-0.71,scale=2.385")
    var stream = RandomStream(seed: SeedPath(root: 7)["fit", "recovery"])
    let numbers = (0..<20_000).map { _ in source.sample(using: &stream) }
    let fit = try SourceFit(of: "generalised-gaussian", to: try RoundedSamples(numbers))
    let shape = try #require(fit.source.text("shape").flatMap { Double($0) })
    let mean = try #require(fit.source.text("mean").flatMap { Double($0) })
    // Five standard errors, by simulation: 0.012 and 0.02.
    #expect(abs(shape - 0.8) <= 0.06 && abs(mean + 0.71) <= 0.1, "\(fit.source.description)")
    #expect(fit.warning == nil)
  }
}
