import RDCore
import RDNumerics
import Testing

@Suite("Roots and minima")
struct RootTests {
  @Test("a root to the last bits")
  func root() throws {
    let located = try BrentRoot().root(in: Interval(0, 7)) { $0 * $0 * $0 - 2.385 }
    // The cube root of 2.385 to 20 digits by integer arithmetic: 1.3361...; four units in the last place are asked for.
    #expect(abs(located.position * located.position * located.position / 2.385 - 1) <= 3e-15)
    #expect(located.convergence.isConverged)
  }

  @Test("an interval without a change of sign, or without an end")
  func notBracketed() {
    #expect(throws: NumericsError.self) { try BrentRoot().root(in: Interval(2, 7)) { $0 } }
    #expect(throws: NumericsError.self) { try BrentRoot().root(in: .realLine) { $0 } }
    #expect(throws: NumericsError.self) {
      try BrentMinimum().minimum(in: Interval(2, 7), guess: 3) { $0 }
    }
  }

  @Test("a function that breaks off on the way")
  func notFinite() {
    #expect(throws: NumericsError.self) {
      try BrentRoot().root(in: Interval(0, 4)) { $0 == 0 || $0 == 4 ? $0 - 1 : .nan }
    }
  }

  @Test("too few steps are an error")
  func limit() {
    #expect(throws: NumericsError.self) {
      try BrentRoot(iterationLimit: 2).root(in: Interval(0, 7)) { $0 * $0 * $0 - 2.385 }
    }
    #expect(throws: NumericsError.self) {
      try BrentMinimum(iterationLimit: 2).minimum(in: Interval(-3, 9), guess: 1) {
        ($0 - 0.71) * ($0 - 0.71)
      }
    }
  }

  @Test("a minimum to half of the digits")
  func minimum() throws {
    let located = try BrentMinimum().minimum(in: Interval(-3, 9), guess: 1) {
      2.385 + ($0 - 0.71) * ($0 - 0.71)
    }
    // The square root of the working precision: below it the function does not change.
    #expect(abs(located.position - 0.71) <= 1e-7)
    #expect(located.convergence.isConverged)
  }
}
