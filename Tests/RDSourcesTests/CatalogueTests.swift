import Foundation
import RDCore
import RDSources
import Testing

@Suite("The catalogue of sources")
struct CatalogueTests {
  @Test("each entry makes a source of its kind, and says which keys it takes")
  func entries() throws {
    for (name, entry) in zip(SourceCatalogue.all.names, SourceCatalogue.all.entries) {
      let source = try SampleSources.source(entry.example ?? name)
      switch (entry.kind, source) {
      case (.density, .density), (.discrete, .discrete), (.process, .process),
        (.parallel, .parallel), (.noisy, .erased):
        break
      default: Issue.record("\(name) is not of its kind")
      }
      let needsParameters = entry.example != nil
      #expect(
        needsParameters || entry.parameters.contains { $0.defaultValue != nil }, "\(name)")
      if needsParameters {
        #expect(throws: DescriptorError.self) { try SampleSources.source(name) }
      }
      #expect(throws: DescriptorError.self) { try SampleSources.source("\(name):nonsense=1") }
    }
  }

  @Test("a file in the place of a source is told how to be named")
  func file() {
    let error = #expect(throws: UnknownName.self) { try SampleSources.source("./norm.csv") }
    #expect(error?.description.contains("table:file=./norm.csv") == true)
    #expect(throws: UnknownName.self) { try SampleSources.source("gausian") }
  }

  @Test("a beta density has all its digits next to its poles")
  func betaPoles() {
    let density = BetaDistribution(alpha: 0.1, beta: 0.1)
    // (x (1 - x))^-0.9 at both, by mpmath.
    let ratio = density.density(at: 1e-12) / density.density(at: 1e-9)
    #expect(abs(ratio / 501.18723317665486 - 1) <= 1e-14)
    #expect(density.density(at: 0.75) == density.density(at: 0.25))
  }

  @Test("densities have unit variance if nothing else is said, but for those of unit scale")
  func unitVariance() throws {
    for text in SampleSources.descriptors(of: .density)
    where !["rayleigh", "gaussian-mixture", "table", "samples", "formula"]
      .contains(where: text.hasPrefix)
    {
      let density = try SampleSources.density(text)
      #expect(abs(density.variance - 1) <= 4 * .ulpOfOne, "\(text)")
    }
  }

  @Test(
    "parameters that make no source are refused",
    arguments: [
      "gaussian:standard-deviation=0", "gaussian:standard-deviation=-1",
      "gaussian:standard-deviation=nan", "gaussian:standard-deviation=inf",
      "gaussian:standard-deviation=1e-200", "gaussian:mean=inf", "gaussian:spread=1",
      "laplacian:standard-deviation=0", "laplacian:b=2", "uniform:lower=1", "uniform:upper=1",
      "uniform:lower=1,upper=1", "uniform:lower=2,upper=1", "uniform:lower=0,upper=1,mean=0",
      "uniform:standard-deviation=0", "generalised-gaussian:shape=0",
      "generalised-gaussian:shape=101", "logistic:scale=0",
      "laplacian:scale=1,standard-deviation=2", "laplacian:scale=1,variance=2",
      "uniform:lower=0,upper=1,scale=1", "student-t:degrees-of-freedom=2.1,scale=1e150",
      "discrete:probabilities=0.5/0.5,values=1", "discrete:probabilities=0.5/0.5,values=1/1",
      "student-t:degrees-of-freedom=2",
      "student-t:degrees-of-freedom=-3", "gamma:shape=0", "rayleigh:scale=0",
      "exponential:mean=1", "gaussian-mixture:weights=0.5/0.4,means=1/2",
      "gaussian-mixture:weights=0.5/0.5,means=1", "gaussian-mixture:weights=1.5/-0.5,means=1/2",
      "gaussian-mixture:weights=0.5/0.5,means=1/2,standard-deviations=1/0",
      "gaussian-mixture:weights=0.5//0.5,means=1/2/3", "gaussian-mixture:weights=0.5/x,means=1/2",
      "beta:alpha=1", "beta:alpha=0,beta=1", "beta:dimension=1", "beta:dimension=2.5",
      "beta:dimension=8,alpha=2", "beta:alpha=2,beta=2,lower=1",
      "beta:alpha=2,beta=2,lower=1,upper=0",
      "formula:density=exp(-x", "formula:density=2x", "formula:density=exp(-x^2),support=1/0",
      "formula:density=exp(-x^2),support=0", "samples:file=samples.csv,bins=3,bandwidth=1",
      "samples:file=samples.csv,bins=0", "samples:file=samples.csv,bandwidth=0",
      "bernoulli:p=0", "erased:p=0", "erased:p=1", "bernoulli:p=1", "bernoulli:p=nan",
      "discrete:probabilities=0.5/0.4",
      "discrete:probabilities=1", "discrete:probabilities=1/0", "discrete:probabilities=1.2/-0.2",
      "gauss-markov:rho=1", "gauss-markov:rho=-1", "gauss-markov:standard-deviation=0",
      "autoregressive:coefficients=inf",
      "autoregressive:coefficients=0.5,autocovariances=1/0.5",
      "autoregressive:autocovariances=0/0", "autoregressive:autocovariances=1",
      "parallel-gaussians:variances=0/0", "parallel-gaussians:variances=1/-1",
    ])
  func refused(_ text: String) {
    #expect(throws: DescriptorError.self) { try SampleSources.source(text) }
  }

  @Test(
    "a scale is that of the usual density",
    arguments: [
      // By scipy: norm, laplace, uniform, gennorm, logistic, t, dgamma and beta(2.5, 1.3), each .std() of its standard form.
      ("gaussian", 1), ("laplacian", 1.4142135623730951), ("uniform", 0.28867513459481287),
      ("generalised-gaussian:shape=1.3", 0.9880511203385002), ("logistic", 1.8137993642342178),
      ("student-t:degrees-of-freedom=5", 1.2909944487358056),
      ("two-sided-gamma:shape=0.5", 0.8660254037844386),
      ("beta:alpha=2.5,beta=1.3", 0.21653966730407345),
    ] as [(String, Double)])
  func scales(_ text: String, _ deviation: Double) throws {
    let scaled = try SampleSources.density(
      text + (text.contains(":") ? "," : ":") + "scale=2.385,mean=-0.71")
    #expect(abs(scaled.standardDeviation / (2.385 * deviation) - 1) <= 1e-14, "\(text)")
    #expect(abs(scaled.mean + 0.71) <= 1e-15)
  }

  @Test("messages say what is missing, which number of a list is wrong, and what the sum is")
  func messages() {
    func message(_ text: String) -> String {
      do {
        _ = try SampleSources.source(text)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(message("student-t").contains("'student-t' needs degrees-of-freedom"))
    #expect(message("student-t:degrees-of-freedom=2").contains("up to 2 there is no variance"))
    #expect(
      message("discrete:probabilities=0.5/x/0.5").contains("number 2 of probabilities is 'x'"))
    #expect(message("discrete:probabilities=0.5/0.4").contains("add up to 0.9 instead of 1"))
    #expect(
      message("gaussian-mixture:weights=0.5/0.6,means=0/1")
        == "In 'gaussian-mixture:weights=0.5/0.6,means=0/1': the weights add up to 1.1 instead of 1."
    )
    #expect(
      message("gaussian-mixture:weights=0.5/0.5,means=-1e99/1e99,standard-deviations=1e-99")
        .contains("a standard deviation of 1e-99 is as good as 0 beside an extent of 2e+99"))
    #expect(message("autoregressive:coefficients=1.2/-0.2").contains("order 1 is 1.0"))
    #expect(message("autoregressive:coefficients=0.3/1.1").contains("order 2 is 1.1"))
    #expect(message("autoregressive:autocovariances=1/1").contains("2 consecutive samples"))
    #expect(
      message("laplacian:scale=1,standard-deviation=2")
        .contains("give either scale or standard-deviation"))
    #expect(message("table:file=nonexistent.csv").contains("cannot be opened"))
  }

  @Test("mixtures are symmetric if each component has its image, also several about one mean")
  func symmetricMixtures() throws {
    for (text, isSymmetric) in [
      ("weights=0.41/0.59,means=-0.71/-0.71,standard-deviations=1/2.385", true),
      ("weights=0.3/0.2/0.3/0.2,means=-2/1/1/-2,standard-deviations=1/3/1/3", true),
      ("weights=0.3/0.2/0.3/0.2,means=-2/1/1/-2,standard-deviations=1/3/3/1", false),
      ("weights=0.41/0.59,means=-1/1", false),
    ] {
      let mixture = try SampleSources.density("gaussian-mixture:" + text)
      #expect(mixture.isSymmetric == isSymmetric, "\(text)")
    }
  }

  @Test(
    "aliases that people type name the same source",
    arguments: [
      ("normal:mu=1.5,sigma=2", "gaussian:mean=1.5,standard-deviation=2"),
      ("laplace:variance=6.25", "laplacian:standard-deviation=2.5"),
      ("gamma:shape=1,scale=2.385", "exponential:scale=2.385"),
    ])
  func aliases(alias: String, name: String) throws {
    let (other, own) = (
      try SourceCatalogue.density(named: alias), try SourceCatalogue.density(named: name)
    )
    for p in [0.013, 0.37, 0.71] {
      // Quantiles are found to twelve digits of the standard deviation.
      let difference = abs(other.quantile(p) - own.quantile(p))
      #expect(difference <= 1e-11 * own.standardDeviation, "\(alias) \(p)")
    }
    #expect(throws: DescriptorError.self) {
      try SourceCatalogue.density(named: "normal:mu=1,mean=2")
    }
  }
}
