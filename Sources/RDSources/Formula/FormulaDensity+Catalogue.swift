import RDCore

extension FormulaDensity {
  static let entry = SourceEntry(
    "independent samples of a density by formula, divided by its integral",
    parameters: [
      .init(
        "density", default: nil,
        "an expression of x, not negative: numbers, pi, e, + - * / ^, parentheses, \(ExpressionParser.functionNames.joined(separator: ", "))"
      ),
      .init("support", default: "-inf/inf", "its ends, between which the density is taken"),
    ],
    example: "formula:density=exp(-abs(x)^1.5)"
  ) { descriptor in
    let text = try descriptor.required(
      "density", expected: "an expression of x, as in exp(-abs(x)^1.5)")
    let support = try support(of: descriptor)
    do {
      let density = try FormulaDensity(ExpressionParser.parse(text), support: support)
      guard SourceScale.range.contains(density.standardDeviation) else {
        throw FormulaError.deviation(density.standardDeviation)
      }
      return .density(LocationScale(density, location: 0, scale: 1))
    } catch let failure as ExpressionParser.Failure {
      throw DescriptorError.inconsistent(
        descriptor: descriptor.description,
        reason:
          "the density '\(text)' cannot be read at character \(failure.position): \(failure.reason)"
      )
    } catch let error as FormulaError {
      throw DescriptorError.inconsistent(
        descriptor: descriptor.description,
        reason: "the density '\(text)' is refused: \(error.reason)")
    }
  }

  private static func support(of descriptor: Descriptor) throws(DescriptorError) -> Interval {
    guard let text = descriptor.text("support") else { return .realLine }
    let ends = text.split(separator: "/", omittingEmptySubsequences: false).map { Double($0) }
    guard ends.count == 2, let lower = ends[0], let upper = ends[1], lower < upper,
      ends.allSatisfy({ $0?.isInfinite == true || abs($0 ?? 0) <= SourceScale.range.upperBound }),
      !(upper.isFinite && lower.isFinite) || SourceScale.range.contains(upper - lower)
    else {
      throw .badValue(
        descriptor: descriptor.description, key: "support", value: text,
        expected: "two ends in order, as in 0/inf or -1/1")
    }
    return Interval(lower, upper)
  }
}
