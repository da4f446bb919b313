import RDCore

/// A binary model by logistic mixing: each context estimates the probability, and a weighted sum of their logits gives the mixture.
///
/// Before each bit, set `contexts` and call `prepare(decision:group:weightSet:)`; then code the bit with any coder that takes a
/// ``LearningModel``. Updates adapt the probabilities of the contexts and, by gradient descent on the code length, the weights. All of it is in
/// integers: encoder and decoder stay in step on every machine.
///
/// The slots of a context are found by hashing with two candidates; if neither is the context's own, the less used one is replaced.
///
/// > Source: [mahoney2005].
package struct MixedBitModel: LearningModel, Sendable, Equatable {
  /// The contexts of the next bits, integers of up to 50 bits; shape `[contextCount]`.
  package var contexts: [UInt64]

  /// The slots of all contexts, shape `[contextCount, 2^slotBits]`.
  private var slots: [BitSlot]

  /// The weights of each set in units of `2^-16`, shape `[weightSetCount, contextCount]`.
  private var weights: [Int32]

  /// Each context's slot for the bit that is prepared, shape `[contextCount]`.
  private var slotIndices: [Int]

  /// Each context's logit for that bit, shape `[contextCount]`.
  private var logits: [Int32]

  /// The first weight of that bit's set.
  private var firstWeight = 0

  /// The probability that the bit is one, in units of `2^-16`.
  private var probabilityOfOne: UInt32 = 1 << 15
  private let slotBits: Int

  /// Probabilities are clamped to `1 - 2^-11`: going beyond saves less than an error would cost.
  private static let leastProbability = 32

  /// The initial weight of each context: 0.3.
  private static let firstValue: Int32 = 19_661

  /// Above any useful weight, and far from overflow.
  private static let weightLimit: Int32 = 1 << 24

  /// The slots of a group: as many as a cache line has.
  private static let groupSize = 16
  private static let learningRate = 6

  /// A model that has seen nothing.
  ///
  /// - Parameters:
  ///   - contextCount: the number of contexts of each bit, at least 1.
  ///   - weightSetCount: the number of sets of weights, at least 1.
  ///   - slotBits: the slots of each context are two to this power, from 4 to 24; each takes 4 bytes.
  package init(contextCount: Int, weightSetCount: Int, slotBits: Int) {
    precondition(contextCount >= 1 && weightSetCount >= 1 && (4...24).contains(slotBits))
    self.slotBits = slotBits
    contexts = Array(repeating: 0, count: contextCount)
    slots = Array(repeating: BitSlot(mark: 0), count: contextCount << slotBits)
    weights = Array(repeating: Self.firstValue, count: weightSetCount * contextCount)
    slotIndices = Array(repeating: 0, count: contextCount)
    logits = Array(repeating: 0, count: contextCount)
  }

  package var symbolCount: Int { 2 }
  package var totalFrequency: UInt32 { 1 << UInt32(LogisticScale.precision) }

  @inline(__always)
  package func share(of range: UInt64) -> UInt64 { range >> UInt64(LogisticScale.precision) }

  @inline(__always)
  package func interval(of symbol: Int) -> SymbolInterval {
    precondition(symbol & ~1 == 0, "a bit is 0 or 1")
    let border = totalFrequency - probabilityOfOne
    return symbol == 0
      ? SymbolInterval(start: 0, frequency: border)
      : SymbolInterval(start: border, frequency: probabilityOfOne)
  }

  @inline(__always)
  package func symbol(at quantile: UInt32) -> (symbol: Int, interval: SymbolInterval) {
    let symbol = quantile < totalFrequency - probabilityOfOne ? 0 : 1
    return (symbol, interval(of: symbol))
  }

  /// Computes the probability of the next bit.
  ///
  /// The slots of a context for the decisions of one group are contiguous, for one cache miss.
  ///
  /// - Parameters:
  ///   - decision: the index of the decision in its group, 0 to 15.
  ///   - group: the index of the group of decisions that share the contexts, 0 to 127.
  ///   - weightSet: the index of the set of weights.
  package mutating func prepare(decision: Int, group: Int, weightSet: Int) {
    precondition((0..<Self.groupSize).contains(decision) && (0..<128).contains(group))
    firstWeight = weightSet * contexts.count
    var sum = 0
    for index in contexts.indices {
      // Two rounds of multiplication mix all bits into the highest, which choose the cache line of the group.
      var hash = (contexts[index] << 7 | UInt64(group)) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 29
      hash = hash &* 0xbf58_476d_1ce4_e5b9
      let line = Int(hash >> UInt64(64 - slotBits)) & ~(Self.groupSize - 1)
      let turn = Int(hash >> 20) & (Self.groupSize - 1)
      // The check byte also distinguishes decisions, since a slot is one of two.
      let mark = UInt32(truncatingIfNeeded: hash >> 8 &+ UInt64(37 * decision)) & 0xff
      let first = index << slotBits | line | (decision ^ turn)
      let second = first ^ (Self.groupSize / 2)
      var position = first
      if slots[first].mark != mark {
        if slots[second].mark == mark {
          position = second
        } else {
          if slots[second].count < slots[first].count { position = second }
          slots[position] = BitSlot(mark: mark)
        }
      }
      let logit = slots[position].logit
      slotIndices[index] = position
      logits[index] = Int32(truncatingIfNeeded: logit)
      sum &+= logit &* Int(weights[firstWeight + index])
    }
    let probability = LogisticScale.probability(of: sum >> 16)
    probabilityOfOne = UInt32(
      max(
        Self.leastProbability,
        min(1 << LogisticScale.precision - Self.leastProbability, probability))
    )
  }

  package mutating func update(with symbol: Int) {
    let error = (symbol << LogisticScale.precision - Int(probabilityOfOne)) >> 4
    for index in slotIndices.indices {
      let position = firstWeight + index
      let step = (Int(logits[index]) &* error &* Self.learningRate &+ 0x8000) >> 16
      weights[position] = max(
        -Self.weightLimit,
        min(Self.weightLimit, weights[position] &+ Int32(truncatingIfNeeded: step)))
      slots[slotIndices[index]].update(with: symbol)
    }
  }

  /// A digest of the adapted state.
  package var fingerprint: UInt64 {
    var digest = Fingerprint()
    for slot in slots { digest.absorb(UInt64(slot.word)) }
    for weight in weights { digest.absorb(UInt64(UInt32(bitPattern: weight))) }
    return digest.value
  }
}
