import RDCoding
import RDCore
import RealModule

/// Codes a chunk of an array: finds the way that takes the fewest bytes on a part of it, and takes that for all of it.
struct ChunkEncoder {
  private let array: NumberArray
  private let effort: ArrayEffort

  /// The numbers, gaps filled.
  private let numbers: Buffer<Double>
  private let mask: GapMask?

  /// As it is coded.
  private let shape: [Int]

  /// The numbers of a part on which ways are compared.
  private static let partLimit = 1 << 16

  init(_ array: NumberArray, effort: ArrayEffort) {
    self.array = array
    self.effort = effort
    numbers = Buffer(array.numbers)
    mask = array.type.isFloatingPoint ? GapMask(of: numbers) : nil
    mask?.fill(numbers)
    shape = ArrayGeometry.coded(array.shape)
  }

  /// The bytes of the chunk.
  ///
  /// - Throws: ``ArrayCodingError/rateOutOfReach(wanted:possible:)``.
  func encode(_ criterion: ArrayCriterion) throws(ArrayCodingError) -> [UInt8] {
    guard array.count > 0 else { return raw }
    let exact = ExactTrial(
      array, numbers: numbers, mask: mask, partLimit: Self.partLimit, isFast: effort == .fast)
    let coded: [UInt8]
    switch criterion {
    case .lossless: coded = exact.bytes()
    case .rootMeanSquareError(let limit): coded = quantised(rootMeanSquareError: limit, exact)
    case .maximumError(let limit): coded = bounded(limit, exact)
    case .relativeError(let limit): coded = relative(limit, exact)
    case .byteCount(let limit):
      if raw.count <= limit { return raw.count <= exact.bytes().count ? raw : exact.bytes() }
      return try sized(limit, exact)
    }
    return coded.count < raw.count ? coded : raw
  }

  private var raw: [UInt8] { [ChunkKind.raw.rawValue] + array.bytes }

  // MARK: Mean-square error

  private func quantised(rootMeanSquareError limit: Double, _ exact: ExactTrial) -> [UInt8] {
    let all = ScaledNumbers(numbers, shape: shape, type: array.type, mask: mask)
    let scaledLimit = ExactForm.scaled(limit, by: -all.exponent)
    let target = scaledLimit * scaledLimit
    guard target > 1e-290 else { return exact.bytes() }
    if effort == .fast {
      let search = StepSearch(trialLimit: 6, tolerance: 0.03)
      guard
        let found = search.largestStep(
          Self.plain(all), meanSquareError: target, start: (11.8 * target).squareRoot())
      else { return exact.bytes() }
      return bytes(of: found)
    }
    let part = all.part(limit: Self.partLimit)
    let search = StepSearch(trialLimit: 5, tolerance: 0.03)
    let guess = (target / 0.26).squareRoot()
    var ways: [(bits: Double, make: () -> any QuantisationTrial, step: Double)] = []
    func consider(
      _ make: @escaping (ScaledNumbers) -> any QuantisationTrial, start: Double
    ) -> Double {
      guard
        let found = search.largestStep(make(part), meanSquareError: target, start: start)
      else { return .infinity }
      var bits = found.form.planes(shape: part.shape).bitCount(found.integers.pointer)
      // The error that is left over is worth bits.
      let spare = min(2, target / max(found.meanSquareError, 1e-300))
      bits -= 0.5 * Double.log2(spare) * min(Double(part.values.count), bits / 2)
      bits += Double(8 * found.form.points.byteCount)
      ways.append((bits, { make(all) }, found.form.step))
      return bits
    }
    let cosets = effort == .high ? LatticeChoice.cosets256 : .cosets8
    var bestFrontEnd: (frontEnd: FrontEnd, bits: Double) = (.none, .infinity)
    for frontEnd in FrontEnd.candidates(shape: part.shape) {
      let bits = consider(
        { LatticeTrial($0, frontEnd: frontEnd, choice: cosets, weighsBits: true) }, start: guess)
      // One that is hardly better on the part is not on the whole.
      if bits < bestFrontEnd.bits * Self.preference, frontEnd != .prediction {
        bestFrontEnd = (frontEnd, bits)
      }
    }
    if !part.shape.isEmpty {
      for quarters in [5, 6] {
        _ = consider({ InterpolationTrial($0, quarters: quarters) }, start: guess * 1.8)
      }
    }
    let count = Double(part.values.count)
    if bestFrontEnd.bits < 2.5 * count {
      let frontEnd = bestFrontEnd.frontEnd
      for choice in [cosets.doubled, .integers] {
        _ = consider(
          { LatticeTrial($0, frontEnd: frontEnd, choice: choice, weighsBits: true) },
          start: guess * (choice == .integers ? 1.8 : 1))
      }
    }
    guard let least = ways.map(\.bits).min(), least / count < exact.bitsPerNumber else {
      return exact.bytes()
    }
    // Where a part takes few bits, they say little of the whole, on which several ways are tried then.
    let tried: [(bits: Double, make: () -> any QuantisationTrial, step: Double)]
    if least < 0.05 * count, part.values.count < all.values.count {
      tried = Array(ways.sorted { $0.bits < $1.bits }.prefix(4))
    } else {
      tried = [ways.first { $0.bits * Self.preference <= least } ?? ways[0]]
    }
    let final = StepSearch(trialLimit: tried.count > 1 ? 6 : 10, tolerance: 0.004)
    let codes = tried.compactMap { way in
      final.largestStep(way.make(), meanSquareError: target, start: way.step).map { bytes(of: $0) }
    }
    guard let shortest = codes.min(by: { $0.count < $1.count }) else { return exact.bytes() }
    return shorter(shortest, exact)
  }

  /// A way has to take less than this times the bits of a simpler one.
  private static let preference = 0.998

  /// Bytes, or those without loss where they are fewer.
  private func shorter(_ coded: [UInt8], _ exact: ExactTrial) -> [UInt8] {
    guard exact.bitsPerNumber * Double(array.count) < 8.8 * Double(coded.count) else {
      return coded
    }
    let lossless = exact.bytes()
    return lossless.count <= coded.count ? lossless : coded
  }

  /// All integers, without a front end.
  private static func plain(_ numbers: ScaledNumbers) -> LatticeTrial {
    LatticeTrial(numbers, frontEnd: .none, choice: .integers, weighsBits: false)
  }

  // MARK: Maximum error

  private func bounded(_ limit: Double, _ exact: ExactTrial) -> [UInt8] {
    let all = ScaledNumbers(numbers, shape: shape, type: array.type, mask: mask)
    let scaledLimit = ExactForm.scaled(limit, by: -all.exponent)
    guard scaledLimit > 0x1p-50 else { return exact.bytes() }
    let part = all.part(limit: Self.partLimit)
    var best: (bits: Double, make: (ScaledNumbers) -> any QuantisationTrial)?
    // Just below the limit, for what is lost in sums.
    let step = 2 * scaledLimit * (1 - 0x1p-30)
    func consider(_ make: @escaping (ScaledNumbers) -> any QuantisationTrial) {
      guard effort != .fast else {
        best = (0, make)
        return
      }
      let found = make(part).quantise(step: step)
      let bits = found.form.planes(shape: part.shape).bitCount(found.integers.pointer)
      if bits < best?.bits ?? .infinity { best = (bits, make) }
    }
    consider(Self.plain)
    if effort != .fast {
      consider {
        LatticeTrial($0, frontEnd: .prediction, choice: .integers, weighsBits: false)
      }
    }
    if effort != .fast, !part.shape.isEmpty {
      for quarters in 4...6 { consider { InterpolationTrial($0, quarters: quarters) } }
    }
    guard let best, best.bits / Double(part.values.count) < exact.bitsPerNumber else {
      return exact.bytes()
    }
    // Rounding to the type may break the bound: a finer step, and what still fails is stored as it is.
    var tried = step
    for _ in 0..<3 {
      let found = best.make(all).quantise(step: tried)
      let (exceptions, excess) = exceptions(of: found, limit: limit)
      if exceptions.entries.count <= array.count / 500 {
        return shorter(bytes(of: found, exceptions: exceptions), exact)
      }
      let share = ExactForm.scaled(excess, by: -all.exponent) / scaledLimit
      guard share < 0.5 else { break }
      tried = step * (1 - share)
    }
    return exact.bytes()
  }

  /// The numbers that miss a bound, and by how much they do.
  private func exceptions(
    of trial: QuantisedTrial, limit: Double
  ) -> (exceptions: Exceptions, excess: Double) {
    var exceptions = Exceptions()
    var excess = 0.0
    let decoded = trial.form.ordered(
      trial.form.reconstruct(trial.integers.pointer, shape: shape), type: array.type)
    for index in decoded.indices {
      if let mask, mask.marks[index] != .finite { continue }
      let error = abs(array.type.number(ordered: decoded[index]) - numbers.pointer[index])
      guard !(error <= limit) else { continue }
      exceptions.entries.append((index, array.ordered[index]))
      excess = max(excess, error - limit)
    }
    return (exceptions, excess)
  }

  // MARK: Relative error

  private func relative(_ limit: Double, _ exact: ExactTrial) -> [UInt8] {
    let fractionBits =
      switch array.type {
      case .float16: 10
      case .bfloat16: 7
      case .float32: 23
      default: 52
      }
    let spacing = Int64(min(2 * limit * Double(Int64(1) << Int64(fractionBits)), 0x1p50))
    guard spacing >= 2 else { return exact.bytes() }
    // An even spacing would lose the last integer of a half.
    let form = ExactForm(.coarse(spacing: spacing))
    guard let integers = form.integers(of: array, numbers: numbers) else { return exact.bytes() }
    let restored = Buffer(copying: integers)
    form.restore(restored.pointer, count: array.count, type: array.type)
    var exceptions = Exceptions()
    for index in 0..<array.count {
      if let mask, mask.marks[index] != .finite { continue }
      let number = numbers.pointer[index]
      let error = abs(array.type.number(ordered: restored.pointer[index]) - number)
      if !(error <= limit * abs(number)) {
        exceptions.entries.append((index, array.ordered[index]))
      }
    }
    let coarse = exact.bytes(form, integers: integers, exceptions: exceptions)
    let lossless = exact.bytes()
    return coarse.count < lossless.count ? coarse : lossless
  }

  // MARK: Size

  private func sized(_ limit: Int, _ exact: ExactTrial) throws(ArrayCodingError) -> [UInt8] {
    if 8 * Double(limit) > 0.9 * exact.bitsPerNumber * Double(array.count) {
      let lossless = exact.bytes()
      if lossless.count <= limit { return lossless }
    }
    let all = ScaledNumbers(numbers, shape: shape, type: array.type, mask: mask)
    let part = all.part(limit: Self.partLimit)
    let partLimit = 8 * Double(limit) * Double(part.values.count) / Double(array.count)
    var squares = 0.0
    for index in 0..<part.values.count {
      squares += part.values.pointer[index] * part.values.pointer[index]
    }
    let deviation = (squares / Double(part.values.count)).squareRoot()
    let rate = partLimit / Double(part.values.count)
    let start = max(1e-200, min(1, 2 * deviation * Double.exp2(-rate)))
    var best: (error: Double, make: () -> any QuantisationTrial, step: Double)?
    let cosets = effort == .high ? LatticeChoice.cosets256 : .cosets8
    for frontEnd in FrontEnd.candidates(shape: part.shape) {
      for choice in rate < 1 && frontEnd != .prediction ? [cosets, cosets.doubled] : [cosets] {
        let make = { (numbers: ScaledNumbers) in
          LatticeTrial(numbers, frontEnd: frontEnd, choice: choice, weighsBits: true)
        }
        let found = StepSearch(trialLimit: 6, tolerance: 0.05).largestSize(
          make(part), limit: partLimit, count: part.values.count, start: best?.step ?? start
        ) {
          $0.form.planes(shape: part.shape).bitCount($0.integers.pointer)
            + 8 * Double($0.form.points.byteCount)
        }
        guard let trial = found.best else { continue }
        if trial.meanSquareError < best?.error ?? .infinity {
          best = (trial.meanSquareError, { make(all) }, trial.form.step)
        }
      }
    }
    let trial =
      best?.make()
      ?? LatticeTrial(all, frontEnd: .none, choice: cosets, weighsBits: true)
    var chosen: [UInt8] = []
    var (below, above) = (0, Int.max)
    _ = StepSearch(trialLimit: 16, tolerance: 0.008).largestSize(
      trial, limit: 8 * Double(limit), count: array.count, start: best?.step ?? start
    ) { found in
      let coded = bytes(of: found)
      if coded.count <= limit {
        if coded.count > chosen.count { chosen = coded }
        below = max(below, coded.count)
      } else {
        above = min(above, coded.count)
      }
      return 8 * Double(coded.count)
    }
    guard !chosen.isEmpty else { throw .rateOutOfReach(wanted: limit, possible: above) }
    return chosen
  }

  // MARK: Bytes

  private func bytes(
    of trial: QuantisedTrial, exceptions: Exceptions = Exceptions()
  ) -> [UInt8] {
    var writer = BinaryWriter([
      ChunkKind.quantised.rawValue | (mask == nil ? 0 : ChunkKind.maskFlag)
        | (effort == .fast ? ChunkKind.fastFlag : 0)
    ])
    trial.form.write(to: &writer)
    exceptions.write(to: &writer, type: array.type)
    return ChunkBits.bytes(
      trial.integers, planes: trial.form.planes(shape: shape), mask: mask,
      fastShape: effort == .fast ? shape : nil, after: writer)
  }
}
