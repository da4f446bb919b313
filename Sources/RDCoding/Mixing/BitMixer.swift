/// Codes binary decisions by logistic mixing of many contexts, with nothing allocated after the start.
///
/// Each context is a small integer, each decision of a symbol a *node*; a slot for each pair of them adapts a probability. Two weighted sums of
/// the logits, whose weights are chosen by two selectors, give two mixtures; their mean is refined by adaptive maps of probabilities. All of it is in integers.
///
/// Set contexts with ``select(_:context:)``, then code the decisions of a symbol.
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

  /// In units of `2^-16`, shape `[2][sets][16 vectors]`.
  @usableFromInline let weights: UnsafeMutablePointer<SIMD16<Int32>>

  /// How often each set of weights was updated, up to a limit.
  @usableFromInline let ages: UnsafeMutablePointer<Int32>

  /// The first set of the second mixture.
  @usableFromInline let secondStart: Int

  /// `2^16 / (count + 1.5)`, shape `[1024]`.
  @usableFromInline let rates: UnsafeMutablePointer<Int32>

  /// How much the logit of a count is believed, in units of `1 / 16`; shape `[1024]`.
  @usableFromInline let trusts: UnsafeMutablePointer<Int32>
  @usableFromInline let table = LogisticTable.shared

  /// What was mixed last: its decision, its sets of weights, and the logits that they gave.
  @usableFromInline var node = 0
  @usableFromInline var firstSet = 0
  @usableFromInline var secondSet = 0
  @usableFromInline var firstSum = 0
  @usableFromInline var secondSum = 0

  /// Where counting stops.
  @usableFromInline static let countLimit: UInt32 = 1023
  private let contextCounts: [Int]
  private let setCount: Int

  /// A mixer that has seen nothing.
  ///
  /// - Parameters:
  ///   - contextCounts: the number of contexts of each input, 1 to 15 inputs.
  ///   - nodeCount: the number of decisions.
  ///   - selectors: the number of values of the two selectors of weights.
  ///   - givenCount: the number of inputs whose logits are given for each decision, instead of learnt in contexts.
  public init(
    contextCounts: [Int], nodeCount: Int, selectors: (Int, Int), givenCount: Int = 0
  ) {
    precondition((1...15).contains(contextCounts.count) && givenCount >= 0)
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
    setCount = selectors.0 + selectors.1
    secondStart = selectors.0
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
  }

  /// Sets the context of an input.
  @inlinable
  @inline(__always)
  public func select(_ input: Int, context: Int) {
    bases[input] = starts[input] &+ context &* nodeCount
  }

  /// Codes a decision and learns from it.
  ///
  /// - Parameters:
  ///   - bit: 0 or 1; a decoder's channel ignores it.
  ///   - node: of the decision, below the number of nodes.
  ///   - selectors: of the weights.
  ///   - channel: the coder.
  /// - Returns: the bit.
  @inlinable
  @inline(__always)
  public func code<Channel: BinaryChannel>(
    _ bit: Int, node: Int, selectors: (Int, Int), in channel: inout Channel
  ) -> Int {
    let bit = channel.code(bit, probabilityOfOne: mix(node: node, selectors: selectors))
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
  public func mix(node: Int, selectors: (Int, Int)) -> UInt32 {
    let (slots, bases, logits) = (slots, bases, logits)
    for input in 0..<inputCount {
      let slot = slots[bases[input] &+ node]
      logits[input] =
        (table.logit(of: slot >> 10) &* trusts[Int(slot & Self.countLimit)]) &>> 4
    }
    self.node = node
    firstSet = selectors.0
    secondSet = secondStart &+ selectors.1
    let first = weights + firstSet &* vectorCount
    let second = weights + secondSet &* vectorCount
    var sums = (0, 0)
    for vector in 0..<vectorCount {
      let inputs = self.inputs(vector)
      sums.0 &+= Int(((inputs &* first[vector]) &>> 8).wrappedSum())
      sums.1 &+= Int(((inputs &* second[vector]) &>> 8).wrappedSum())
    }
    firstSum = sums.0 >> 8
    secondSum = sums.1 >> 8
    return table.probability(of: mixedLogit)
  }

  /// The logit of the mixture, in units of `1 / 256`.
  @inlinable
  public var mixedLogit: Int {
    @inline(__always) get { (firstSum &+ secondSum) >> 1 }
  }

  /// Learns the decision that was mixed last.
  @inlinable
  @inline(__always)
  public func learn(_ bit: Int) {
    let target = Int32(bit << Int(binaryPrecision))
    adapt(firstSet, sum: firstSum, target: target)
    adapt(secondSet, sum: secondSum, target: target)
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
    // The rate falls from 1/20 to 1/700 of the gradient.
    let error = (target &- Int32(table.probability(of: sum))) &>> 10
    let seen = ages[set]
    ages[set] = seen &+ (seen < 1023 ? 1 : 0)
    let rate = 6 &+ 6400 / (seen &+ 32)
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
