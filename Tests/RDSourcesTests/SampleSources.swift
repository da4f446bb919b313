import Foundation
import RDCore
import RDSources
import Testing

/// The sources that the tests loop over.
enum SampleSources {
  /// Each density of the catalogue, and each family at parameters that hide no missing factor; a new source is tested as
  /// soon as it is listed.
  static let densities =
    descriptors(of: .density)
    + [
      "gaussian:mean=-0.71,standard-deviation=2.385",
      "laplacian:mean=-0.71,standard-deviation=2.385",
      "laplacian:mean=1e3,standard-deviation=1e-3",
      "uniform:lower=-3.07,upper=1.853",
      "generalised-gaussian:shape=0.3,mean=-0.71,standard-deviation=2.385",
      "generalised-gaussian:shape=1.37,mean=-0.71,standard-deviation=2.385",
      "generalised-gaussian:shape=5.5,mean=-0.71,standard-deviation=2.385",
      "generalised-gaussian:shape=40",
      "logistic:mean=-0.71,standard-deviation=2.385",
      "student-t:degrees-of-freedom=2.1",
      "student-t:degrees-of-freedom=3,mean=-0.71,standard-deviation=2.385",
      "student-t:degrees-of-freedom=11.3,mean=-0.71,standard-deviation=2.385",
      "student-t:degrees-of-freedom=240",
      "two-sided-gamma:shape=0.5,mean=-0.71,standard-deviation=2.385", "two-sided-gamma:shape=1",
      "two-sided-gamma:shape=3.7", "gamma:shape=0.37,location=-0.71,scale=2.385", "gamma:shape=83",
      "rayleigh:location=-0.71,scale=2.385",
      "exponential:location=-0.71,scale=2.385",
      "gaussian-mixture:weights=0.41/0.22/0.37,means=-2.3/0.71/3.1,standard-deviations=0.7/2.385/0.31",
      "gaussian-mixture:weights=0.3/0.7,means=-0.71/0.6",
      "beta:alpha=0.7,beta=6.3,mean=-0.71,standard-deviation=2.385",
      "beta:alpha=0.5,beta=0.5,lower=-3.07,upper=1.853", "beta:alpha=1,beta=3",
      "samples:file=samples.csv,bins=13", "samples:file=samples.csv,bandwidth=0.37",
      "formula:density=x^1.3*exp(-x/2.385),support=0/inf",
      "formula:density=exp(-(x+0.71)^2/2.385)+0.3*max(0,1-abs(x-4)^2)",
      "formula:density=(1+x^2/3)^-2", "formula:density=1/sqrt(x*(1-x)),support=0/1",
      "beta:dimension=128", "beta:dimension=3,lower=-1,upper=1", "beta:alpha=700,beta=31",
    ]

  /// Each process of the catalogue, and with more parameters.
  static let processes =
    descriptors(of: .process)
    + [
      "gauss-markov:rho=-0.7,standard-deviation=2.385", "gauss-markov:rho=0.0",
      "autoregressive:coefficients=0.5/-0.3/0.2/-0.11,standard-deviation=2.385",
      "autoregressive:autocovariances=5.7/3.1/-0.71/-1.2", "autoregressive:coefficients=-0.8",
    ]

  /// How each source of a kind is written if nothing more than must be is said.
  static func descriptors(of kind: SourceKind) -> [String] {
    zip(SourceCatalogue.all.names, SourceCatalogue.all.entries)
      .filter { $0.1.kind == kind }.map { $0.1.example ?? $0.0 }
  }

  /// The source of a text; its files are those of the folder `Reference`.
  static func source(_ text: String) throws -> Source {
    let folder = try #require(Bundle.module.resourceURL).appending(path: "Reference").path
    return try SourceCatalogue.source(
      Descriptor(parsing: text.replacing("file=", with: "file=\(folder)/")))
  }

  /// The density of a text.
  static func density(_ text: String) throws -> any UnivariateDistribution {
    guard case .density(let density) = try source(text) else {
      throw SourceKindError(source: text, kind: "another", needed: "a density")
    }
    return density
  }

  /// The process of a text.
  static func process(_ text: String) throws -> any StationaryGaussianProcess {
    guard case .process(let process) = try source(text) else {
      throw SourceKindError(source: text, kind: "another", needed: "a process")
    }
    return process
  }
}
