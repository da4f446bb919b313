/// The encoder of a block by successive cancellation: each bit is the likelier one, once all before it are known.
///
/// > Source: [arikan2009]; for compression [korada2010]; the likelier bit in place of a random one as measured for this project.
struct PolarBlockEncoder {
  private let code: PolarCode
  private let channel: PolarChannel
  private let scratch: PolarScratch
  private let search: PolarListSearch?

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
  ///   - symbols: written, as many as the block has.
  func encode(
    _ samples: UnsafePointer<Double>, location: Double, scale: Double, exponent: Int,
    symbols: UnsafeMutablePointer<Int32>
  ) {
    let length = 1 << exponent
    let index = exponent - PolarCode.leastExponent
    place(samples, location: location, scale: scale, length: length)
    fillFirst(length: length)
    let firstSchedule = code.firstSchedules[index]
    if let search {
      search.decide(
        firstSchedule, rootBiases: scratch.biases + length, rootPriors: nil,
        dither: code.dither.signs, signs: scratch.first)
      tellFirst(firstSchedule, symbols: symbols)
    } else {
      decideFirst(firstSchedule, symbols: symbols)
    }
    var count = firstSchedule.sentCount
    fillSecond(length: length)
    let secondSchedule = code.secondSchedules[index]
    if let search {
      search.decide(
        secondSchedule, rootBiases: scratch.biases + length, rootPriors: scratch.priors + length,
        dither: code.dither.numbers, signs: scratch.second)
      tellSecond(secondSchedule, symbols: symbols + count)
    } else {
      decideSecond(secondSchedule, symbols: symbols + count)
    }
    count += secondSchedule.sentCount
    writeRests(length: length, symbols: symbols + count)
  }

  private func place(
    _ samples: UnsafePointer<Double>, location: Double, scale: Double, length: Int
  ) {
    let places = scratch.places
    let factor = Double(channel.density) / scale
    let origin = Double(channel.origin)
    let last = Double(channel.last)
    for i in 0..<length {
      let place = (samples[i] - location) * factor + origin
      places[i] = Float(place < 0 ? 0 : place > last ? last : place)
    }
  }

  private func fillFirst(length: Int) {
    let places = scratch.places
    let biases = scratch.biases + length
    channel.biases.withUnsafeBufferPointer { table in
      for i in 0..<length {
        let cell = Int(places[i])
        let share = places[i] - Float(cell)
        let low = table[cell].x
        biases[i] = low + share * (table[cell &+ 1].x - low)
      }
    }
  }

  private func fillSecond(length: Int) {
    let places = scratch.places
    let biases = scratch.biases + length
    let priors = scratch.priors + length
    let first = scratch.first
    channel.biases.withUnsafeBytes { table in
      let table = table.baseAddress!.assumingMemoryBound(to: Float.self)
      for i in 0..<length {
        let cell = Int(places[i])
        let share = places[i] - Float(cell)
        let column = first[i] < 0 ? 2 : 1
        let low = table[4 &* cell &+ column]
        biases[i] = low + share * (table[4 &* cell &+ 4 &+ column] - low)
        priors[i] = first[i] < 0 ? code.secondBiases.1 : code.secondBiases.0
      }
    }
  }

  private func decideFirst(
    _ schedule: PolarSchedule, symbols: UnsafeMutablePointer<Int32>
  ) {
    let biases = scratch.biases
    let signs = scratch.first
    let dither = code.dither.signs
    var place = 0
    var count = 0
    for step in schedule.steps {
      let size = 1 << Int(step.exponent)
      let half = size >> 1
      switch step.kind {
      case .left: PolarBiases.goLeft(biases + size, half: half, to: biases + half)
      case .right:
        PolarBiases.goRight(
          biases + size, signs: signs + (place - half), half: half, to: biases + half)
      case .join: PolarBiases.join(signs + (place - size), half: half)
      case .frozen:
        for i in 0..<size { signs[place &+ i] = dither[place &+ i] }
        place += size
      case .sent:
        let node = biases + size
        for i in 0..<size {
          let isOne = node[i] < 0
          signs[place &+ i] = isOne ? -1 : 1
          symbols[count &+ i] = isOne ? 1 : 0
        }
        place += size
        count += size
      }
    }
  }

  private func decideSecond(
    _ schedule: PolarSchedule, symbols: UnsafeMutablePointer<Int32>
  ) {
    let biases = scratch.biases
    let priors = scratch.priors
    let signs = scratch.second
    let dither = code.dither.numbers
    var place = 0
    var count = 0
    for step in schedule.steps {
      let size = 1 << Int(step.exponent)
      let half = size >> 1
      switch step.kind {
      case .left:
        PolarBiases.goLeft(biases + size, half: half, to: biases + half)
        PolarBiases.goLeft(priors + size, half: half, to: priors + half)
      case .right:
        PolarBiases.goRight(
          biases + size, signs: signs + (place - half), half: half, to: biases + half)
        PolarBiases.goRight(
          priors + size, signs: signs + (place - half), half: half, to: priors + half)
      case .join: PolarBiases.join(signs + (place - size), half: half)
      case .frozen:
        let node = priors + size
        for i in 0..<size { signs[place &+ i] = dither[place &+ i] < node[i] ? 1 : -1 }
        place += size
      case .sent:
        let node = biases + size
        let prior = priors + size
        for i in 0..<size {
          let isOne = node[i] < 0
          signs[place &+ i] = isOne ? -1 : 1
          symbols[count &+ i] = isOne == (prior[i] < 0) ? 0 : 1
        }
        place += size
        count += size
      }
    }
  }

  /// Writes the first bits of a block whose signs are decided.
  private func tellFirst(
    _ schedule: PolarSchedule, symbols: UnsafeMutablePointer<Int32>
  ) {
    let signs = scratch.first
    var place = 0
    var count = 0
    for step in schedule.steps {
      let size = 1 << Int(step.exponent)
      switch step.kind {
      case .left: PolarBiases.join(signs + place, half: size >> 1)
      case .right: break
      case .join: PolarBiases.join(signs + (place - size), half: size >> 1)
      case .frozen: place += size
      case .sent:
        for i in 0..<size {
          symbols[count &+ i] = signs[place &+ i] < 0 ? 1 : 0
        }
        place += size
        count += size
      }
    }
  }

  /// Writes the second bits of a block whose signs are decided, each as whether its prior is wrong.
  private func tellSecond(
    _ schedule: PolarSchedule, symbols: UnsafeMutablePointer<Int32>
  ) {
    let priors = scratch.priors
    let signs = scratch.second
    var place = 0
    var count = 0
    for step in schedule.steps {
      let size = 1 << Int(step.exponent)
      let half = size >> 1
      switch step.kind {
      case .left:
        PolarBiases.join(signs + place, half: half)
        PolarBiases.goLeft(priors + size, half: half, to: priors + half)
      case .right:
        PolarBiases.goRight(
          priors + size, signs: signs + (place - half), half: half, to: priors + half)
      case .join: PolarBiases.join(signs + (place - size), half: half)
      case .frozen: place += size
      case .sent:
        let prior = priors + size
        for i in 0..<size {
          symbols[count &+ i] = (signs[place &+ i] < 0) == (prior[i] < 0) ? 0 : 1
        }
        place += size
        count += size
      }
    }
  }

  private func writeRests(
    length: Int, symbols: UnsafeMutablePointer<Int32>
  ) {
    let places = scratch.places
    let first = scratch.first
    let second = scratch.second
    channel.rests.withUnsafeBytes { table in
      let table = table.baseAddress!.assumingMemoryBound(to: Int16.self)
      for i in 0..<length {
        let coset = PolarCode.coset(first: first[i], second: second[i])
        symbols[i] = Int32(table[4 &* Int(places[i] + 0.5) &+ Int(coset)])
      }
    }
  }
}
