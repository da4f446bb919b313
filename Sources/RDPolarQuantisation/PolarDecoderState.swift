import RDQuantisers

/// The decoder of a two-level polar code: of each block, the first bits, then the second bits, then the residual indices.
///
/// Bits without priors are known all together; others come node by node, as the priors of a node depend on the signs before it;
/// then all residual indices. A copy of a decoder state shares its buffers, so only one of them may be advanced.
package struct PolarDecoderState: DecoderState {
  /// What the next symbols are.
  private enum Phase {
    /// The first bits of the block, without priors.
    case raw

    /// The first bits of a node.
    case first

    /// The second bits of a node.
    case second

    /// The residual indices of the block.
    case rest
  }

  private let code: PolarCode
  private let scratch: PolarScratch

  /// Pieces of 1024 samples after the current block.
  private var piecesLeft: Int

  private var exponent = 0
  private var phase = Phase.rest

  /// Symbols of the current phase or node: in all, and taken.
  private var count = 0
  private var taken = 0

  /// The step of the current level, and where its node begins.
  private var step = 0
  private var position = 0

  /// The prior soft bits of the current node.
  private var priors: UnsafeMutablePointer<Float>

  /// A decoder state at the start of a sequence of `pieceCount` pieces of 1024 samples.
  init(code: PolarCode, pieceCount: Int) {
    self.code = code
    piecesLeft = pieceCount
    let exponent = pieceCount > 0 ? code.exponentOfBlock(piecesLeft: pieceCount) : 0
    scratch = PolarScratch(length: 1 << exponent)
    priors = scratch.priors
    goOn()
  }

  /// The context of the next symbol.
  package var context: Int {
    switch phase {
    case .raw: Int(PolarContexts.raw)
    case .first, .second: Int(PolarContexts.context(ofBias: priors[taken]))
    case .rest: Int(PolarContexts.rest(coset: coset(taken)))
    }
  }

  /// Writes the contexts of raw bits, of a node, or of the residual indices.
  package mutating func writeContexts(to contexts: UnsafeMutableBufferPointer<Int32>) -> Int {
    let run = min(contexts.count, count - taken)
    guard let contexts = contexts.baseAddress else { return 0 }
    switch phase {
    case .raw: contexts.update(repeating: PolarContexts.raw, count: run)
    case .first, .second: PolarContexts.write(ofSoftBits: priors + taken, count: run, to: contexts)
    case .rest: for i in 0..<run { contexts[i] = PolarContexts.rest(coset: coset(taken &+ i)) }
    }
    return run
  }

  /// Takes a symbol.
  package mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double]) {
    withUnsafePointer(to: symbol) {
      advance(by: UnsafeBufferPointer(start: $0, count: 1), appendingTo: &reconstruction)
    }
  }

  /// Takes symbols of one phase after the other; those of the residual indices give samples.
  package mutating func advance(
    by symbols: UnsafeBufferPointer<Int32>, appendingTo reconstruction: inout [Double]
  ) {
    var start = 0
    while start < symbols.count {
      let run = min(symbols.count - start, count - taken)
      precondition(run > 0, "the sequence has ended")
      let part = UnsafeBufferPointer(rebasing: symbols[start..<start + run])
      switch phase {
      case .raw:
        // The order of these signs is known only when all have come.
        let bits = scratch.positions + taken
        for i in 0..<run { bits[i] = part[i] == 0 ? 1 : -1 }
      case .first: copySigns(part, to: scratch.first)
      case .second: copySigns(part, to: scratch.second)
      case .rest: append(part, to: &reconstruction)
      }
      taken += run
      start += run
      if taken == count { goOn() }
    }
  }

  /// Writes the signs of bits of a node: each is the likelier one or not.
  @inline(__always)
  private func copySigns(
    _ symbols: UnsafeBufferPointer<Int32>, to signs: UnsafeMutablePointer<Float>
  ) {
    let signs = signs + (position + taken)
    let priors = priors + taken
    for i in 0..<symbols.count { signs[i] = (symbols[i] == 0) == (priors[i] < 0) ? -1 : 1 }
  }

  @inline(__always)
  private func coset(_ sample: Int) -> Int32 {
    PolarCode.coset(first: scratch.first[sample], second: scratch.second[sample])
  }

  /// Appends the levels of residual indices.
  private func append(
    _ symbols: UnsafeBufferPointer<Int32>, to reconstruction: inout [Double]
  ) {
    let chunk = 4096
    withUnsafeTemporaryAllocation(of: Double.self, capacity: min(symbols.count, chunk)) { samples in
      code.levels.withUnsafeBufferPointer { levels in
        for start in stride(from: 0, to: symbols.count, by: chunk) {
          let end = min(start + chunk, symbols.count)
          for i in start..<end {
            samples[i &- start] = levels[4 &* Int(symbols[i]) &+ Int(coset(taken &+ i))]
          }
          reconstruction.append(contentsOf: samples[..<(end - start)])
        }
      }
    }
  }

  private var firstSchedule: PolarSchedule {
    code.firstSchedules[exponent - PolarCode.leastExponent]
  }

  private var secondSchedule: PolarSchedule {
    code.secondSchedules[exponent - PolarCode.leastExponent]
  }

  /// Begins the next node or phase that has symbols; the sequence has ended if there is no further one.
  private mutating func goOn() {
    taken = 0
    count = 0
    while count == 0 {
      switch phase {
      case .rest:
        guard piecesLeft > 0 else { return }
        exponent = code.exponentOfBlock(piecesLeft: piecesLeft)
        piecesLeft -= 1 << (exponent - PolarCode.leastExponent)
        beginFirst()
      case .raw:
        placeRawBits()
        beginSecond()
      case .first: if !goToNode(of: firstSchedule) { beginSecond() }
      case .second:
        guard !goToNode(of: secondSchedule) else { continue }
        phase = .rest
        count = 1 << exponent
      }
    }
  }

  private mutating func beginFirst() {
    step = 0
    position = 0
    if code.hasFirstPrior {
      phase = .first
      let length = 1 << exponent
      (scratch.priors + length).update(repeating: code.firstBias, count: length)
    } else {
      phase = .raw
      count = firstSchedule.sentCount
      // Without any the phase is over at once.
      if count == 0 {
        placeRawBits()
        beginSecond()
      }
    }
  }

  private mutating func beginSecond() {
    phase = .second
    step = 0
    position = 0
    let length = 1 << exponent
    PolarSoftBits.fill(
      scratch.priors + length, with: code.secondSoftBits, signs: scratch.first, count: length)
  }

  /// Puts the raw bits of the block at their indices and combines them.
  private func placeRawBits() {
    let signs = scratch.first
    let dither = code.dither.first
    var bits = scratch.positions
    var index = 0
    for step in firstSchedule.steps {
      let size = 1 << Int(step.exponent)
      switch step.kind {
      case .left, .right: break
      case .combine: PolarSoftBits.combine(signs + (index - size), half: size >> 1)
      case .frozen:
        PolarSoftBits.freeze(nil, dither: dither + index, count: size, to: signs + index)
        index += size
      case .sent:
        (signs + index).update(from: bits, count: size)
        bits += size
        index += size
      }
    }
  }

  /// Advances in a level with priors to its next node whose indices are all sent.
  ///
  /// - Returns: whether there is one.
  private mutating func goToNode(of schedule: PolarSchedule) -> Bool {
    let signs = phase == .first ? scratch.first : scratch.second
    let dither = phase == .first ? code.dither.first : code.dither.second
    let priors = scratch.priors
    return schedule.steps.withUnsafeBufferPointer { steps in
      if step > 0 { position += 1 << Int(steps[step - 1].exponent) }
      while step < steps.count {
        let kind = steps[step].kind
        let size = 1 << Int(steps[step].exponent)
        let half = size >> 1
        step += 1
        switch kind {
        case .left: PolarSoftBits.f(priors + size, half: half, to: priors + half)
        case .right:
          PolarSoftBits.g(
            priors + size, signs: signs + (position - half), half: half, to: priors + half)
        case .combine: PolarSoftBits.combine(signs + (position - size), half: half)
        case .frozen:
          PolarSoftBits.freeze(
            priors + size, dither: dither + position, count: size, to: signs + position)
          position += size
        case .sent:
          self.priors = priors + size
          count = size
          return true
        }
      }
      return false
    }
  }
}
