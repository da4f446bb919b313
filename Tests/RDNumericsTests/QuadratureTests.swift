import RDCore
import RDNumerics
import Testing

@Suite("Quadrature")
struct QuadratureTests {
  /// `integral of 1 / (1 + ((x - 0.7) / 2.3)^2)` over the line is `2.3 pi`.
  private func lorentzian(_ x: Double) -> Double { 1 / (1 + (x - 0.7) * (x - 0.7) / 5.29) }

  @Test("the four kinds of interval")
  func intervals() throws {
    let quadrature = AdaptiveQuadrature()
    let line = try quadrature.integrate(over: .realLine, lorentzian)
    // The tolerance asked for, 1e-12.
    #expect(abs(line.value - 2.3 * .pi) <= 1e-11)
    #expect(line.errorEstimate <= 1e-11)
    let lower = try quadrature.integrate(over: Interval(-.infinity, 0.7), lorentzian)
    let upper = try quadrature.integrate(over: Interval(0.7, .infinity), lorentzian)
    #expect(abs(lower.value - 2.3 * .pi / 2) <= 1e-11)
    #expect(abs(upper.value - 2.3 * .pi / 2) <= 1e-11)
    let middle = try quadrature.integrate(over: Interval(0.7, 3), lorentzian)
    #expect(abs(middle.value - 2.3 * .pi / 4) <= 1e-11)
  }

  @Test("an integral that does not exist, and one without numbers, are errors")
  func failures() {
    let quadrature = AdaptiveQuadrature(subdivisionLimit: 50)
    #expect(throws: NumericsError.self) {
      try quadrature.integrate(over: Interval(0, 1)) { 1 / $0 }
    }
    #expect(throws: NumericsError.notFinite(method: "Adaptive quadrature", at: 0)) {
      try quadrature.integrate(over: Interval(0, 1)) { _ in .nan }
    }
  }

  @Test("Gauss–Legendre rules are exact for polynomials of degree 2n - 1", arguments: 1...20)
  func gaussLegendre(pointCount: Int) {
    let rule = GaussLegendreRule(pointCount: pointCount)
    #expect(zip(rule.nodes, rule.nodes.dropFirst()).allSatisfy(<))
    let degree = 2 * pointCount - 2
    var scale = 1.0
    for _ in 0...degree { scale *= 1.7 }
    let integral = rule.integrate(from: 0, to: 1.7) { x in
      (0..<degree).reduce(1.0) { power, _ in power * x }
    }
    // Rounding of the nodes, to their powers.
    #expect(abs(integral * Double(degree + 1) / scale - 1) <= 1e-14 * Double(degree + 1))
  }

  @Test("a compensated sum keeps what a plain one drops")
  func compensated() {
    var sum = CompensatedSum()
    for term in [1, 1e100, 1, -1e100] { sum.add(term) }
    #expect(sum.value == 2)
  }
}
