/// The decoder of a two-level polar code: of each block, the first bits, then the second bits, then the rests.
///
/// The first bits of a block are known all together; the second ones node by node, as the priors of a node depend on the signs
/// before it; then all rests. A copy of a walk shares its memory, so only one of them may go on.
public struct PolarWalk: SymbolWalk {
  /// What the symbols of a block tell.
  private enum Phase { case first, second, rest }

  private let code: PolarCode
  private let scratch: PolarScratch

  /// Pieces of 1024 samples that come after the block at work.
  private var piecesLeft: Int

  private var exponent = 0
  private var phase = Phase.rest

  /// How many symbols of the phase, or of the node of second bits, there are and have come.
  private var count = 0
  private var taken = 0

  /// The step of the second level at work, and where its node begins.
  private var step = 0
  private var place = 0

  /// A walk through a sequence of so many pieces of 1024 samples.
  init(code: PolarCode, pieceCount: Int) {
    self.code = code
    piecesLeft = pieceCount
    let exponent = pieceCount > 0 ? code.exponentOfBlock(piecesLeft: pieceCount) : 0
    scratch = PolarScratch(length: 1 << exponent)
    goOn()
  }

  /// The context of the next symbol.
  public var context: Int {
    switch phase {
    case .first: Int(PolarContexts.raw)
    case .second: Int(PolarContexts.context(ofBias: priors[taken]))
    case .rest: Int(PolarContexts.rest(coset: coset(taken)))
    }
  }

  /// Writes the contexts of the first bits, of a node of second bits, or of the rests.
  public mutating func writeContexts(to contexts: UnsafeMutableBufferPointer<Int32>) -> Int {
    let run = min(contexts.count, count - taken)
    guard let contexts = contexts.baseAddress else { return 0 }
    switch phase {
    case .first: contexts.update(repeating: PolarContexts.raw, count: run)
    case .second: PolarContexts.write(ofBiases: priors + taken, count: run, to: contexts)
    case .rest: for i in 0..<run { contexts[i] = PolarContexts.rest(coset: coset(taken &+ i)) }
    }
    return run
  }

  /// Takes a symbol.
  public mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double]) {
    withUnsafePointer(to: symbol) {
      advance(by: UnsafeBufferPointer(start: $0, count: 1), appendingTo: &reconstruction)
    }
  }

  /// Takes symbols of one phase after the other; those of the rests give samples.
  public mutating func advance(
    by symbols: UnsafeBufferPointer<Int32>, appendingTo reconstruction: inout [Double]
  ) {
    var symbols = symbols
    while !symbols.isEmpty {
      let run = min(symbols.count, count - taken)
      precondition(run > 0, "the sequence has ended")
      let part = UnsafeBufferPointer(rebasing: symbols[..<run])
      switch phase {
      case .first:
        let bits = scratch.places + taken
        for i in 0..<run { bits[i] = part[i] == 0 ? 1 : -1 }
      case .second:
        let signs = scratch.second + (place + taken)
        let priors = priors + taken
        for i in 0..<run { signs[i] = (part[i] == 0) == (priors[i] < 0) ? -1 : 1 }
      case .rest: append(part, to: &reconstruction)
      }
      taken += run
      if taken == count { goOn() }
      symbols = UnsafeBufferPointer(rebasing: symbols[run...])
    }
  }

  /// The prior biases of the node of second bits.
  private var priors: UnsafeMutablePointer<Float> {
    scratch.priors + 1 << Int(secondSchedule.steps[step].exponent)
  }

  private var firstSchedule: PolarSchedule {
    code.firstSchedules[exponent - PolarCode.leastExponent]
  }

  private var secondSchedule: PolarSchedule {
    code.secondSchedules[exponent - PolarCode.leastExponent]
  }

  @inline(__always)
  private func coset(_ sample: Int) -> Int32 {
    PolarCode.coset(first: scratch.first[sample], second: scratch.second[sample])
  }

  /// Appends the levels of rests.
  private func append(
    _ symbols: UnsafeBufferPointer<Int32>, to reconstruction: inout [Double]
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: min(symbols.count, 4096)) { samples in
      code.levels.withUnsafeBufferPointer { levels in
        for start in stride(from: 0, to: symbols.count, by: 4096) {
          let end = min(start + 4096, symbols.count)
          for i in start..<end {
            samples[i &- start] =
              levels[
                4 &* Int(symbols[i]) &+ Int(coset(taken &+ i))]
          }
          reconstruction.append(contentsOf: samples[..<(end - start)])
        }
      }
    }
  }

  /// Begins the next phase that has symbols.
  private mutating func goOn() {
    taken = 0
    count = 0
    while count == 0 {
      switch phase {
      case .rest:
        guard piecesLeft > 0 else { return }
        exponent = code.exponentOfBlock(piecesLeft: piecesLeft)
        piecesLeft -= 1 << (exponent - PolarCode.leastExponent)
        phase = .first
        count = firstSchedule.sentCount
      case .first:
        placeFirstBits()
        phase = .second
        step = -1
        place = 0
        count = 0
        goOnToSecondBits()
      case .second:
        place += 1 << Int(secondSchedule.steps[step].exponent)
        goOnToSecondBits()
      }
    }
  }

  /// Lays the first bits of the block out and puts them together; begins the priors of the second ones.
  private func placeFirstBits() {
    let signs = scratch.first
    let dither = code.dither.signs
    var bits = scratch.places
    var place = 0
    for step in firstSchedule.steps {
      let size = 1 << Int(step.exponent)
      switch step.kind {
      case .left, .right: break
      case .join: PolarBiases.join(signs + (place - size), half: size >> 1)
      case .frozen:
        (signs + place).update(from: dither + place, count: size)
        place += size
      case .sent:
        (signs + place).update(from: bits, count: size)
        bits += size
        place += size
      }
    }
    PolarBiases.fill(
      scratch.priors + 1 << exponent, with: code.secondBiases, signs: signs, count: 1 << exponent)
  }

  /// Goes on in the second level to the next node of which all is sent, or to the rests.
  private mutating func goOnToSecondBits() {
    let signs = scratch.second
    let priors = scratch.priors
    let dither = code.dither.numbers
    let steps = secondSchedule.steps
    step += 1
    while step < steps.count {
      let size = 1 << Int(steps[step].exponent)
      let half = size >> 1
      switch steps[step].kind {
      case .left: PolarBiases.goLeft(priors + size, half: half, to: priors + half)
      case .right:
        PolarBiases.goRight(
          priors + size, signs: signs + (place - half), half: half, to: priors + half)
      case .join: PolarBiases.join(signs + (place - size), half: half)
      case .frozen:
        PolarBiases.freeze(priors + size, dither: dither + place, count: size, to: signs + place)
        place += size
      case .sent:
        count = size
        return
      }
      step += 1
    }
    phase = .rest
    count = 1 << exponent
  }
}
