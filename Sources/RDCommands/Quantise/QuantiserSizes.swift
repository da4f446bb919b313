import RDCore
import RDQuantisation

/// The sizes of quantisers, as lists of bits, rates or numbers of levels.
package struct QuantiserSizes: Sendable {
  private let bits: String?
  private let levels: String?
  private let rates: String?

  /// Sizes as they were written; without any, 3 to 6 bits.
  package init(bits: String?, levels: String?, rates: String?) {
    self.bits = bits
    self.levels = levels
    self.rates = rates
  }

  /// The size of a quantiser, in the unit of its method.
  package enum Size: Sendable, Equatable {
    case levels(Int)
    case rate(Information)
  }

  /// The distinct sizes for a method, ascending.
  ///
  /// - Throws: ``FlagError``; `DesignError` for a rate outside of the method's range.
  package func sizes(for method: QuantiserMethod) throws -> [Size] {
    let hasNone = bits == nil && levels == nil && rates == nil
    let bits = try (bits ?? (hasNone ? "3-6" : nil)).map { text in
      try reading("--bits") { try NumberList.integers(parsing: text, in: 1...24) }
    }
    let levels = try levels.map { text in
      try reading("--levels") { try NumberList.integers(parsing: text, in: 2...(1 << 24)) }
    }
    let rates = try rates.map { text in
      try reading("--rates") { try NumberList.reals(parsing: text, in: 1e-3...24) }
    }
    switch method.sizing {
    case .levels:
      let nearest = try (rates ?? []).map { rate in
        try reading("--rates") { try method.levelCount(atRate: .bits(rate)) }
      }
      let counts = Set((bits ?? []).map { 1 << $0 } + (levels ?? []) + nearest)
      return counts.sorted().map { .levels($0) }
    case .rate:
      guard bits != nil || rates != nil else {
        throw Diagnosis.wrongUse(
          "--levels: '\(method.name)' is sized by its rate. Give --rates beside or instead of --levels."
        )
      }
      for (flag, given) in [("--bits", bits?.map { Double($0) }), ("--rates", rates)] {
        for rate in given ?? [] { try reading(flag) { try method.check(rate: .bits(rate)) } }
      }
      return Set((bits ?? []).map { Double($0) } + (rates ?? [])).sorted().map { .rate(.bits($0)) }
    }
  }
}
