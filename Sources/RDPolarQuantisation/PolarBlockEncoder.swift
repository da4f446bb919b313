/// The encoder of a block: its first bits, then its second bits, then the residual indices.
///
/// By successive cancellation each bit is the likelier one given all bits before it; a list keeps several paths.
///
/// > Source: [arikan2009]; for compression [korada2010]; the likelier bit instead of a random one as measured for this project.
struct PolarBlockEncoder {
  private let code: PolarCode
  private let channel: PolarChannel
  private let scratch: PolarScratch

  /// For lists of more than one path.
  private let search: PolarListSearch?

  /// An encoder of blocks of up to `2^exponent` samples, with its buffers.
  init(code: PolarCode, channel: PolarChannel, exponent: Int, listSize: Int) {
    self.code = code
    self.channel = channel
    scratch = PolarScratch(length: 1 << exponent)
    search = listSize > 1 ? PolarListSearch(exponent: exponent, listSize: listSize) : nil
  }

  /// Encodes a block.
  ///
  /// - Parameters:
  ///   - samples: shape `[2^exponent]`.
  ///   - location: what is subtracted from each sample.
  ///   - scale: what it is then divided by.
  ///   - exponent: of the length of the block.
  ///   - symbols: written, one for each symbol of the block.
  package func encode(
    _ samples: UnsafePointer<Double>, location: Double, scale: Double, exponent: Int,
    symbols: UnsafeMutablePointer<Int32>
  ) {
    let length = 1 << exponent
    let first = code.firstSchedules[exponent - PolarCode.leastExponent]
    let second = code.secondSchedules[exponent - PolarCode.leastExponent]
    locate(samples, location: location, scale: scale, length: length)
    fillFirst(length: length)
    // The compiler makes a loop without priors of its own.
    if code.hasFirstPrior {
      encode(
        first, dither: code.dither.first, signs: scratch.first, hasPriors: true, symbols: symbols)
    } else {
      encode(
        first, dither: code.dither.first, signs: scratch.first, hasPriors: false, symbols: symbols)
    }
    fillSecond(length: length)
    encode(
      second, dither: code.dither.second, signs: scratch.second, hasPriors: true,
      symbols: symbols + first.sentCount)
    writeResidualIndices(length: length, symbols: symbols + (first.sentCount + second.sentCount))
  }

  /// Finds the positions of samples on the channel's grid.
  private func locate(
    _ samples: UnsafePointer<Double>, location: Double, scale: Double, length: Int
  ) {
    let positions = scratch.positions
    for i in 0..<length {
      positions[i] = channel.position(of: samples[i], location: location, scale: scale)
    }
  }

  /// Fills in the soft bits of the first bits given the samples.
  private func fillFirst(length: Int) {
    let positions = scratch.positions
    let softBits = scratch.softBits + length
    channel.first.withUnsafeBufferPointer { table in
      for i in 0..<length {
        let point = PolarChannel.point(at: positions[i])
        softBits[i] = PolarChannel.bias(table[point], at: positions[i], near: point)
      }
    }
    guard code.hasFirstPrior else { return }
    (scratch.priors + length).update(repeating: code.firstBias, count: length)
  }

  /// Fills in the soft bits of the second bits given samples and first bits.
  private func fillSecond(length: Int) {
    let positions = scratch.positions
    let softBits = scratch.softBits + length
    let first = scratch.first
    channel.second.withUnsafeBufferPointer { table in
      for i in 0..<length {
        let point = PolarChannel.point(at: positions[i])
        let entry = table[2 &* point &+ (first[i] < 0 ? 1 : 0)]
        softBits[i] = PolarChannel.bias(entry, at: positions[i], near: point)
      }
    }
    PolarSoftBits.fill(
      scratch.priors + length, with: code.secondSoftBits, signs: first, count: length)
  }

  /// Decides a level and writes its bits.
  @inline(__always)
  private func encode(
    _ schedule: PolarSchedule, dither: UnsafePointer<Float>, signs: UnsafeMutablePointer<Float>,
    hasPriors: Bool, symbols: UnsafeMutablePointer<Int32>
  ) {
    guard let search else {
      cancel(schedule, dither: dither, signs: signs, hasPriors: hasPriors, symbols: symbols)
      return
    }
    let length = 1 << schedule.exponent
    search.decide(
      schedule, rootSoftBits: scratch.softBits + length,
      rootPriors: hasPriors ? scratch.priors + length : nil, dither: dither, signs: signs)
    tell(schedule, signs: signs, hasPriors: hasPriors, symbols: symbols)
  }

  /// Decides a level by successive cancellation and writes its bits.
  @inline(__always)
  private func cancel(
    _ schedule: PolarSchedule, dither: UnsafePointer<Float>, signs: UnsafeMutablePointer<Float>,
    hasPriors: Bool, symbols: UnsafeMutablePointer<Int32>
  ) {
    let softBits = scratch.softBits
    let priors = scratch.priors
    var index = 0
    var count = 0
    for step in schedule.steps {
      let size = 1 << Int(step.exponent)
      let half = size >> 1
      switch step.kind {
      case .left:
        PolarSoftBits.f(softBits + size, half: half, to: softBits + half)
        if hasPriors { PolarSoftBits.f(priors + size, half: half, to: priors + half) }
      case .right:
        let left = signs + (index - half)
        PolarSoftBits.g(softBits + size, signs: left, half: half, to: softBits + half)
        if hasPriors {
          PolarSoftBits.g(priors + size, signs: left, half: half, to: priors + half)
        }
      case .combine: PolarSoftBits.combine(signs + (index - size), half: half)
      case .frozen:
        PolarSoftBits.freeze(
          hasPriors ? priors + size : nil, dither: dither + index, count: size, to: signs + index)
        index += size
      case .sent:
        PolarSoftBits.decide(softBits + size, count: size, to: signs + index)
        write(
          signs + index, priors: hasPriors ? priors + size : nil, count: size, to: symbols + count)
        index += size
        count += size
      }
    }
  }

  /// Writes the bits of a level whose signs are decided.
  @inline(__always)
  private func tell(
    _ schedule: PolarSchedule, signs: UnsafeMutablePointer<Float>, hasPriors: Bool,
    symbols: UnsafeMutablePointer<Int32>
  ) {
    let priors = scratch.priors
    var index = 0
    var count = 0
    for step in schedule.steps {
      let size = 1 << Int(step.exponent)
      let half = size >> 1
      switch step.kind {
      case .left:
        // Signs of the halves come from those of the whole as the whole comes from them.
        PolarSoftBits.combine(signs + index, half: half)
        if hasPriors { PolarSoftBits.f(priors + size, half: half, to: priors + half) }
      case .right:
        if hasPriors {
          PolarSoftBits.g(
            priors + size, signs: signs + (index - half), half: half, to: priors + half)
        }
      case .combine: PolarSoftBits.combine(signs + (index - size), half: half)
      case .frozen: index += size
      case .sent:
        write(
          signs + index, priors: hasPriors ? priors + size : nil, count: size, to: symbols + count)
        index += size
        count += size
      }
    }
  }

  /// Writes the bits of a node: as they are without priors, else whether each is the less likely one.
  @inline(__always)
  private func write(
    _ signs: UnsafePointer<Float>, priors: UnsafePointer<Float>?, count: Int,
    to symbols: UnsafeMutablePointer<Int32>
  ) {
    if let priors {
      for i in 0..<count { symbols[i] = (signs[i] < 0) == (priors[i] < 0) ? 0 : 1 }
    } else {
      for i in 0..<count { symbols[i] = signs[i] < 0 ? 1 : 0 }
    }
  }

  /// Writes the best residual index of each sample in its coset.
  private func writeResidualIndices(length: Int, symbols: UnsafeMutablePointer<Int32>) {
    let positions = scratch.positions
    let first = scratch.first
    let second = scratch.second
    channel.residualIndices.withUnsafeBufferPointer { table in
      for i in 0..<length {
        let coset = PolarCode.coset(first: first[i], second: second[i])
        let point = PolarChannel.point(at: positions[i])
        symbols[i] = Int32(table[4 &* point &+ Int(coset)])
      }
    }
  }
}
