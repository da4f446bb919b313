import Foundation
import RDCore
import RDSources
import Testing

@Suite("Densities by formula")
struct FormulaTests {
  private func density(_ formula: String, _ support: String? = nil) throws
    -> any UnivariateDistribution
  {
    try SourceCatalogue.density(
      Descriptor(
        name: "formula",
        parameters: [("density", formula)] + (support.map { [("support", $0)] } ?? [])))
  }

  private func message(_ formula: String, _ support: String? = nil) -> String {
    do {
      _ = try density(formula, support)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "a formula of a known family is that family",
    arguments: [
      ("exp(-abs(x)^1.5)", nil, "generalised-gaussian:shape=1.5,scale=1"),
      ("7.3*exp(-(x-1000)^2/2)", nil, "gaussian:mean=1000"),
      ("exp(-x^2/2/1e-12)", nil, "gaussian:standard-deviation=1e-6"),
      ("exp(-abs(x+0.71)/2.385)", nil, "laplacian:mean=-0.71,scale=2.385"),
      ("1/(exp(x/2)+exp(-x/2))^2", nil, "logistic:scale=1"),
      ("(1+x^2/5)^-3", nil, "student-t:degrees-of-freedom=5,scale=1"),
      ("pow(1+x*x/2.5,-1.75)", nil, "student-t:degrees-of-freedom=2.5,scale=1"),
      ("x^-0.5*exp(-x)", "0/inf", "gamma:shape=0.5"),
      ("x*exp(-x^2/2)", "0/inf", "rayleigh"),
      ("3", "-1/2.5", "uniform:lower=-1,upper=2.5"),
      ("x^1.5*(1-x)^0.3", "0/1", "beta:alpha=2.5,beta=1.3,lower=0,upper=1"),
      ("abs(x)^-0.9*exp(-abs(x))", nil, "two-sided-gamma:shape=0.1,scale=1"),
    ] as [(String, String?, String)])
  func families(formula: String, support: String?, family: String) throws {
    let own = try density(formula, support)
    let known = try SampleSources.density(family)
    let unit = known.standardDeviation
    // What is left beside the singularity |x|^-0.9 after 400 halvings is a 1e-12 of its integral.
    let tolerance = 1e-11
    #expect(abs(own.mean - known.mean) <= tolerance * unit + 1e-15 * abs(known.mean))
    #expect(abs(own.variance / known.variance - 1) <= tolerance)
    #expect(
      abs(own.differentialEntropy.nats - known.differentialEntropy.nats) <= 1e-9,
      "\(own.differentialEntropy.nats - known.differentialEntropy.nats)")
    for z in [-7.3, -1.27, -0.3, 0.011, 0.9, 2.4, 6.6] {
      let x = known.mean + z * unit
      #expect(
        abs(own.density(at: x) - known.density(at: x)) <= tolerance
          * (known.density(at: x) + 1e-3 / unit))
      let (below, above) = (known.cumulative(x), known.survival(x))
      #expect(abs(own.cumulative(x) - below) <= 1e-10 * below + 1e-300, "\(family) \(z)")
      #expect(abs(own.survival(x) - above) <= 1e-10 * above + 1e-300, "\(family) \(z)")
    }
    for q in [1e-9, 0.013, 0.37, 0.71, 0.999] {
      #expect(abs(own.quantile(q) - known.quantile(q)) <= 1e-9 * unit)
    }
    let isHeavy = known.tailIndex.isFinite
    #expect(isHeavy ? abs(own.tailIndex - known.tailIndex) <= 1e-6 : own.tailIndex == .infinity)
  }

  @Test("kinks and jumps are breakpoints, wherever they are")
  func kinks() throws {
    let density = try density("max(0,1-abs(x-0.3))+min(x^2,0.2)*exp(-x^2)")
    let root = 0.2.squareRoot()
    for kink in [-0.7, 0.3, 1.3, -root, root] {
      #expect(density.breakpoints.contains { abs($0 - kink) <= 1e-13 }, "\(kink)")
    }
  }

  @Test(
    "precedence, associativity and numbers are those of mathematics",
    arguments: [
      ("2-3-4", -5), ("2^3^2", 512), ("-2^2", -4), ("2^-1", 0.5), ("12/3/2", 2), ("1-2*3", -5),
      ("(1+2)*3", 9), ("-(-3)", 3), ("1e3+2.5E-1", 1000.25), ("2*e", 5.43656365691809),
      ("cos(pi)", -1),
      ("max(2, min(5,3))", 3), ("pow(2,10)", 1024), ("(-2)^3", -8), (" 1 + 1 ", 2), (".5", 0.5),
      ("log(exp(2))*sqrt(9)+tanh(0)+sin(0)", 6), ("+7", 7),
    ] as [(String, Double)])
  func arithmetic(_ text: String, _ value: Double) throws {
    // The value is the position of a triangle on a plateau, whose tip is a breakpoint.
    let own = try density("1+max(0,1-abs(x-(\(text))))", "-2000/2000")
    #expect(abs(own.density(at: value + 0.25) - 1.75 / 4001) <= 1e-12)
    #expect(own.breakpoints.contains { abs($0 - value) <= 1e-9 * max(1, abs(value)) })
  }

  @Test("what is no expression is refused with the character")
  func unreadable() {
    #expect(message("exp(-x").contains("at character 7: a ')' is missing"))
    #expect(message("2x").contains("at character 2: an operator is missing before 'x'"))
    #expect(
      message("foo(x)").contains("at character 1: 'foo' is not known; there are x, pi, e, exp"))
    #expect(message("1+").contains("at character 3: it ends where"))
    #expect(message("1+*x").contains("at character 3: a number or 'x' is expected"))
    #expect(message("(x))").contains("at character 4: this ')' closes nothing"))
    #expect(message("min(x)").contains("'min' takes two operands"))
    #expect(message("exp(x,2)").contains("a ')' is missing after the operands of 'exp'"))
    #expect(message("1.2.3").contains("at character 1: '1.2.3' is no number"))
    #expect(message("exp x").contains("a '(' is missing after 'exp'"))
    let deep = String(repeating: "(", count: 70) + "x" + String(repeating: ")", count: 70)
    #expect(message(deep).contains("more than 64 operations"))
    #expect(message(String(repeating: "-", count: 70) + "x").contains("more than 64 operations"))
    #expect(message(String(repeating: "1+", count: 3000) + "1").contains("longer than 4096"))
  }

  @Test("what is no density is refused with the reason")
  func refused() {
    #expect(message("exp(-x)").contains("converge"))
    #expect(message("1").contains("converge"))
    #expect(message("1/(1+x^2)").contains("its variance is infinite"))
    #expect(message("abs(x)^-3.001").contains("converge"))
    #expect(message("1/x", "0/1").contains("does not converge near x = "))
    #expect(message("x*exp(-x^2)").contains("but a density is not negative"))
    #expect(message("sqrt(1-x^2)").contains("it is no number at x = "))
    #expect(message("0").contains("it is 0 wherever it was tried"))
    #expect(message("exp(-x^2)", "2/1").contains("two ends in order"))
    #expect(message("exp(-x^2)", "a/1").contains("two ends in order"))
    #expect(message("1", "0/1e-160").contains("two ends in order"))
    #expect(message("sin(1e9*x)^2", "0/1").contains("changes too often"))
    #expect(message("sqrt(1-x^2)", "-1/1") == "")
  }
}
