/// Codes binary decisions by logistic mixing of many contexts, with nothing allocated after the start.
///
/// Each context is a small integer, each decision of a symbol a *node*; a slot for each pair of them adapts a probability. Weighted sums of
/// the logits, whose weights are chosen by selectors, give a mixture each; the mean of their logits is the probability's. All of it is in integers.
///
/// Set contexts with ``select(_:context:)``, then code the decisions of a symbol with the weights of ``choose(_:set:)``.
///
/// > Source: [mahoney2005].
public final class BitMixer {
  /// The number of nodes of each context.
  @usableFromInline let nodeCount: Int

  /// The number of contexts of each; shape `[k]`, at most 15.
  @usableFromInline let inputCount: Int

  /// Vectors of 16 inputs: contexts, given logits, and a constant.
  @usableFromInline let vectorCount: Int

  /// A probability in the upper 22 bits and a count in the lower 10.
  @usableFromInline let slots: UnsafeMutablePointer<UInt32>

  /// The first slot of each input, shape `[k]`.
  @usableFromInline let starts: UnsafeMutablePointer<Int>

  /// The slot of each input's context, for node 0; shape `[k]`.
  @usableFromInline let bases: UnsafeMutablePointer<Int>

  /// Logits of the inputs, the last one constant; shape `[16 vectors]`.
  @usableFromInline let logits: UnsafeMutablePointer<Int32>

  /// In units of `2^-16`, shape `[selectors][sets][16 vectors]`.
  @usableFromInline let weights: UnsafeMutablePointer<SIMD16<Int32>>

  /// How often each set of weights was updated, up to a limit.
  @usableFromInline let ages: UnsafeMutablePointer<Int32>

  /// The first set of each selector, the set that it chose last, and the logit of that mixture; shapes `[2^selectorBits]`.
  @usableFromInline let firstSets: UnsafeMutablePointer<Int>
  @usableFromInline let chosenSets: UnsafeMutablePointer<Int>
  @usableFromInline let sums: UnsafeMutablePointer<Int>

  /// The number of selectors is two to this power.
  @usableFromInline let selectorBits: Int

  /// How much faster young sets of weights learn, in units of `1 / 32`.
  @usableFromInline let youngRate: Int32

  /// `2^16 / (count + 1.5)`, shape `[1024]`.
  @usableFromInline let rates: UnsafeMutablePointer<Int32>

  /// How much the logit of a count is believed, in units of `1 / 16`; shape `[1024]`.
  @usableFromInline let trusts: UnsafeMutablePointer<Int32>
  @usableFromInline let table = LogisticTable.shared

  /// The decision that was mixed last, and the logit of the mixture.
  @usableFromInline var node = 0
  @usableFromInline var mixedSum = 0

  /// Where counting stops.
  @usableFromInline static let countLimit: UInt32 = 1023
  private let contextCounts: [Int]
  private let setCount: Int

  /// A mixer that has seen nothing.
  ///
  /// - Parameters:
  ///   - contextCounts: the number of contexts of each input, 1 to 15 inputs.
  ///   - nodeCount: the number of decisions.
  ///   - selectors: the number of values of each selector of weights: 1, 2, 4 or 8 selectors.
  ///   - givenCount: the number of inputs whose logits are given for each decision, instead of learnt in contexts.
  ///   - youngRate: how fast new sets of weights learn.
  public init(
    contextCounts: [Int], nodeCount: Int, selectors: [Int], givenCount: Int = 0,
    youngRate: Int32 = 6400
  ) {
    precondition((1...15).contains(contextCounts.count) && givenCount >= 0)
    precondition([1, 2, 4, 8].contains(selectors.count))
    self.youngRate = youngRate
    self.contextCounts = contextCounts
    self.nodeCount = nodeCount
    inputCount = contextCounts.count
    let slotCount = contextCounts.reduce(0, +) * nodeCount
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: 1 << 31, count: slotCount)
    starts = .allocate(capacity: inputCount)
    bases = .allocate(capacity: inputCount)
    var start = 0
    for (input, count) in contextCounts.enumerated() {
      starts[input] = start
      bases[input] = start
      start += count * nodeCount
    }
    vectorCount = (inputCount + givenCount) / 16 + 1
    logits = .allocate(capacity: 16 * vectorCount)
    logits.initialize(repeating: 0, count: 16 * vectorCount)
    // A constant, whose weight is a bias.
    logits[inputCount + givenCount] = 256
    selectorBits = selectors.count.trailingZeroBitCount
    setCount = selectors.reduce(0, +)
    firstSets = .allocate(capacity: selectors.count)
    chosenSets = .allocate(capacity: selectors.count)
    sums = .allocate(capacity: selectors.count)
    sums.initialize(repeating: 0, count: selectors.count)
    var firstSet = 0
    for (selector, count) in selectors.enumerated() {
      firstSets[selector] = firstSet
      chosenSets[selector] = firstSet
      firstSet += count
    }
    weights = .allocate(capacity: setCount * vectorCount)
    weights.initialize(repeating: .zero, count: setCount * vectorCount)
    for set in 0..<setCount {
      for input in 0..<inputCount + givenCount {
        weights[set * vectorCount + input >> 4][input & 15] =
          givenCount == 0
          ? Int32(75_366 / inputCount) : input < inputCount ? 2048 : Int32(65_536 / givenCount)
      }
    }
    ages = .allocate(capacity: setCount)
    ages.initialize(repeating: 0, count: setCount)
    rates = .allocate(capacity: Int(Self.countLimit) + 1)
    trusts = .allocate(capacity: Int(Self.countLimit) + 1)
    for count in 0...Int(Self.countLimit) {
      rates[count] = Int32(131_072 / (2 * count + 3))
      trusts[count] = Int32(min(18, 18 * count / (count + 1) + min(count, 1)))
    }
  }

  deinit {
    slots.deallocate()
    starts.deallocate()
    bases.deallocate()
    logits.deallocate()
    weights.deallocate()
    ages.deallocate()
    rates.deallocate()
    trusts.deallocate()
    firstSets.deallocate()
    chosenSets.deallocate()
    sums.deallocate()
  }

  /// Sets the context of an input.
  @inlinable
  @inline(__always)
  public func select(_ input: Int, context: Int) {
    bases[input] = starts[input] &+ context &* nodeCount
  }

  /// Chooses the weights of a selector.
  @inlinable
  @inline(__always)
  public func choose(_ selector: Int, set: Int) {
    chosenSets[selector] = firstSets[selector] &+ set
  }

  /// Codes a decision and learns from it.
  ///
  /// - Parameters:
  ///   - bit: 0 or 1; a decoder's channel ignores it.
  ///   - node: of the decision, below the number of nodes.
  ///   - channel: the coder.
  /// - Returns: the bit.
  @inlinable
  @inline(__always)
  public func code<Channel: BinaryChannel>(
    _ bit: Int, node: Int, in channel: inout Channel
  ) -> Int {
    let bit = channel.code(bit, probabilityOfOne: mix(node: node))
    learn(bit)
    return bit
  }

  /// Gives the logit of an input that is not learnt in contexts, for the next decision.
  @inlinable
  @inline(__always)
  public func give(_ input: Int, logit: Int32) { logits[inputCount &+ input] = logit }

  /// The logit, in units of `1 / 256`, of a probability in units of `2^-22`.
  @inlinable
  @inline(__always)
  public func logit(of probability: UInt32) -> Int32 { table.logit(of: probability) }

  /// Mixes the probability of a decision's one, in units of `2^-22`; then ``learn(_:)`` learns the decision.
  @inlinable
  @inline(__always)
  public func mix(node: Int) -> UInt32 {
    let (slots, bases, logits) = (slots, bases, logits)
    for input in 0..<inputCount {
      let slot = slots[bases[input] &+ node]
      logits[input] =
        (table.logit(of: slot >> 10) &* trusts[Int(slot & Self.countLimit)]) &>> 4
    }
    self.node = node
    var total = 0
    for selector in 0..<1 &<< selectorBits {
      let weights = self.weights + chosenSets[selector] &* vectorCount
      var sum = 0
      for vector in 0..<vectorCount {
        sum &+= Int(((inputs(vector) &* weights[vector]) &>> 8).wrappedSum())
      }
      sums[selector] = sum >> 8
      total &+= sum >> 8
    }
    mixedSum = total >> selectorBits
    return table.probability(of: mixedSum)
  }

  /// The logit of the mixture, in units of `1 / 256`.
  @inlinable
  public var mixedLogit: Int {
    @inline(__always) get { mixedSum }
  }

  /// Learns the decision that was mixed last.
  @inlinable
  @inline(__always)
  public func learn(_ bit: Int) {
    let target = Int32(bit << Int(binaryPrecision))
    for selector in 0..<1 &<< selectorBits {
      adapt(chosenSets[selector], sum: sums[selector], target: target)
    }
    let (slots, bases) = (slots, bases)
    for input in 0..<inputCount {
      let position = bases[input] &+ node
      let slot = slots[position]
      let count = slot & Self.countLimit
      let probability = Int(slot >> 10)
      let moved =
        probability &+ ((Int(target) &- (bit) &- probability) &* Int(rates[Int(count)])) &>> 16
      slots[position] =
        UInt32(truncatingIfNeeded: moved) << 10 | (count &+ (count < Self.countLimit ? 1 : 0))
    }
  }

  @inlinable
  @inline(__always)
  func inputs(_ vector: Int) -> SIMD16<Int32> {
    UnsafeRawPointer(logits + 16 &* vector).loadUnaligned(as: SIMD16<Int32>.self)
  }

  /// Moves the weights of a mixture down the gradient of the code length.
  @inlinable
  @inline(__always)
  func adapt(_ set: Int, sum: Int, target: Int32) {
    // With the usual rate, it falls from 1/20 to 1/700 of the gradient.
    let error = (target &- Int32(table.probability(of: sum))) &>> 10
    let seen = ages[set]
    ages[set] = seen &+ (seen < 1023 ? 1 : 0)
    let rate = 6 &+ youngRate / (seen &+ 32)
    let limit = Int32(1) << 18
    for vector in 0..<vectorCount {
      let step = (((self.inputs(vector) &* error) &>> 8) &* rate) &>> 8
      let weights = self.weights + (set &* vectorCount &+ vector)
      weights.pointee = pointwiseMax(
        pointwiseMin(weights.pointee &+ step, SIMD16(repeating: limit)),
        SIMD16(repeating: -limit))
    }
  }
}
