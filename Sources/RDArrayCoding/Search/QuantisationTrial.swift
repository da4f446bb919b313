import RealModule

/// One way to quantise an array, to be tried with different steps.
protocol QuantisationTrial: AnyObject {
  /// Quantises all numbers.
  func quantise(step: Double) -> QuantisedTrial
}

/// What a step gives.
struct QuantisedTrial {
  let form: QuantisedForm
  let integers: Buffer<Int64>

  /// In squared units of the scaled numbers.
  let meanSquareError: Double
}

/// Quantises by a lattice behind a front end.
final class LatticeTrial: QuantisationTrial {
  private let numbers: ScaledNumbers
  private let frontEnd: FrontEnd
  private let choice: LatticeChoice
  private let lattice: Lattice
  private let planes: [IntegerPlane]
  private let coefficients: Buffer<Double>
  private let scaled: Buffer<Double>
  private let classes: Buffer<UInt8>

  /// What integers cost, and the step of the integers that it was estimated from.
  ///
  /// Kept while steps are near it: estimated again from each result, rates would drift from step to step.
  private var rates: (tables: RateTables, step: Double)?

  /// Whether bits weigh in the choice of integers.
  private let weighsBits: Bool

  init(_ numbers: ScaledNumbers, frontEnd: FrontEnd, choice: LatticeChoice, weighsBits: Bool) {
    self.numbers = numbers
    self.frontEnd = frontEnd
    self.choice = choice
    self.weighsBits = weighsBits && frontEnd != .prediction
    lattice = choice.lattice
    planes = frontEnd.planes(shape: numbers.shape)
    coefficients = frontEnd.analyse(numbers.values, shape: numbers.shape)
    scaled = Buffer(repeating: 0, count: coefficients.count)
    classes = Buffer(repeating: 0, count: coefficients.count)
  }

  func quantise(step: Double) -> QuantisedTrial {
    let count = coefficients.count
    for index in 0..<count { scaled.pointer[index] = coefficients.pointer[index] / step }
    let search = LatticeSearch(lattice: lattice, lambda: choice == .integers ? 0.12 : 0.3)
    let integers = Buffer<Int64>(repeating: 0, count: count)
    func quantise() {
      search.quantise(
        scaled.pointer, count: count, tables: rates?.tables, classes: classes.pointer,
        into: integers.pointer)
    }
    if let rates, abs(Double.log2(step / rates.step)) > 0.3 { self.rates = nil }
    let passes = weighsBits && rates == nil ? Self.ratePasses : 0
    for _ in 0..<passes {
      quantise()
      rates = (estimate(integers), step)
    }
    quantise()
    var form = QuantisedForm(
      .lattice(frontEnd, choice), exponent: numbers.exponent, offset: numbers.offset, step: step)
    if weighsBits {
      form.points = ReconstructionPoints(
        integers.pointer, numbers: scaled.pointer, count: count)
    }
    let decoded = form.reconstruct(integers.pointer, shape: numbers.shape)
    return QuantisedTrial(
      form: form, integers: integers, meanSquareError: numbers.meanSquareError(of: decoded))
  }

  /// How often rates are estimated from integers that were chosen by the last ones.
  private static let ratePasses = 2

  /// Rates of integers, and their classes.
  private func estimate(_ integers: Buffer<Int64>) -> RateTables {
    var start = 0
    for plane in planes {
      MagnitudeClasses.find(
        integers.pointer + start, plane: plane, into: classes.pointer + start)
      start += plane.count
    }
    return RateTables(
      integers.pointer, classes: classes.pointer, count: integers.count, lattice: lattice)
  }
}

/// Quantises by interpolation.
final class InterpolationTrial: QuantisationTrial {
  private let numbers: ScaledNumbers
  private let quarters: Int

  init(_ numbers: ScaledNumbers, quarters: Int) {
    self.numbers = numbers
    self.quarters = quarters
  }

  func quantise(step: Double) -> QuantisedTrial {
    let decoded = Buffer(copying: numbers.values)
    let integers = Buffer<Int64>(repeating: 0, count: decoded.count)
    Interpolation(shape: numbers.shape, levelFactor: Double(quarters) / 4).quantise(
      decoded.pointer, step: step, into: integers.pointer)
    return QuantisedTrial(
      form: QuantisedForm(
        .interpolation(quarters: quarters), exponent: numbers.exponent, offset: numbers.offset,
        step: step),
      integers: integers, meanSquareError: numbers.meanSquareError(of: decoded))
  }
}
