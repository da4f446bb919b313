internal import ArgumentParser
internal import RDCodecs
internal import RDCore
internal import RDQuantisation

/// How large quantisers are, as bits, rates or numbers of levels.
struct QuantiserSizeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bits a sample, as a list or range; 2^bits levels. From 1 to 24. (default: 3-6)",
      valueName: "list"))
  var bits: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Numbers of levels, beside or instead of bits.", valueName: "list"))
  var levels: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rates in bits a sample, as a list or first:last:step, beside or instead of bits.",
      valueName: "list"))
  var rates: String?

  /// The size of a quantiser, in the unit of its method.
  enum Size: Sendable, Equatable {
    case levels(Int)
    case rate(Information)
  }

  /// The sizes for a method, ascending, each once.
  ///
  /// - Throws: ``FlagError``; `RateRangeError` for a rate that the method does not have.
  func sizes(for method: QuantiserMethod) throws -> [Size] {
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
      guard bits != nil || rates != nil else { throw SizedByRate(method: method.name) }
      for (flag, given) in [("--bits", bits?.map { Double($0) }), ("--rates", rates)] {
        for rate in given ?? [] { try reading(flag) { try method.check(rate: .bits(rate)) } }
      }
      return Set((bits ?? []).map { Double($0) } + (rates ?? [])).sorted().map { .rate(.bits($0)) }
    }
  }
}

/// A method without numbers of levels, where only such were given.
struct SizedByRate: DiagnosedError, Equatable {
  let method: String

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    "--levels: '\(method)' is sized by its rate. Give --rates beside or instead of --levels."
  }
}
