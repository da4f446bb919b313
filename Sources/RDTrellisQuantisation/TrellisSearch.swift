/// The path of least cost through a trellis, block by block: the Viterbi algorithm on sixteen states at a time.
///
/// A long sequence is decided in blocks. Each is searched together with a lookahead that is longer than the survivor paths need
/// to merge, so that the decisions are those of a search of the whole sequence, with bounded memory. A trellis of fewer than 32
/// states is searched as one of 32 whose oldest branches make no difference. All arithmetic is in single precision without fused
/// operations, so every machine finds the same path.
///
/// > Source: [viterbi1967]; for quantisation [marcellin1990].
package final class TrellisSearch {
  private let code: TrellisCode

  /// The memory of the searched trellis, at least 5.
  private let memory: Int

  /// Samples that are decided at a time.
  private let blockLength: Int

  /// The lookahead beyond a block, in samples.
  private let lookahead: Int

  /// Groups of 16 pairs of states, `2^memory / 32`.
  private let groupCount: Int

  /// Vectors of decisions per sample: each has 16 groups, 2 bits per group in each lane.
  private let wordCount: Int

  /// For each group, the arrangement of costs of its first branches, shape `[groupCount]`.
  private let arrangements: UnsafeMutablePointer<UInt8>

  /// The metrics of the paths to all states in their order, before and after a sample alternately, shape `[2][2 groupCount]`.
  private let metrics: UnsafeMutablePointer<SIMD16<Float>>

  /// The metrics of 16 groups after a sample, first those whose last branch is 0, shape `[2][16]`.
  private let survivors: UnsafeMutablePointer<SIMD16<Float>>

  /// The survivor decisions, shape `[blockLength + lookahead][wordCount]`.
  private let decisions: UnsafeMutablePointer<SIMD16<UInt32>>

  /// The costs of a sample's four subsets, in the four arrangements of a group, shape `[4]`.
  private let costLanes: UnsafeMutablePointer<SIMD16<Float>>

  /// Standardised samples, shape `[blockLength + lookahead]`.
  private let samples: UnsafeMutablePointer<Float>

  /// The costs of the subsets for each sample, shape `[blockLength + lookahead]`.
  private let costs: UnsafeMutablePointer<SIMD4<Float>>

  /// The pieces of the search in the codebook, shape `[blockLength + lookahead]`.
  private let pieces: UnsafeMutablePointer<Int32>

  /// The lanes whose index has an odd parity under the union's check, and under the half's.
  private let unionLanes: SIMDMask<SIMD16<Int32>>
  private let halfLanes: SIMDMask<SIMD16<Int32>>

  /// Samples between two subtractions of the least metric.
  private static let normalisingInterval = 256

  /// A search of sequences up to a length, beyond which the buffers do not grow any more.
  init(code: TrellisCode, sequenceLength: Int, blockLength: Int = 1 << 13) {
    self.code = code
    memory = max(code.memory, 5)
    self.blockLength = blockLength
    lookahead = 32 * memory
    groupCount = 1 << (memory - 5)
    wordCount = (groupCount + 15) / 16
    let capacity = max(min(sequenceLength, blockLength + lookahead), 1)
    arrangements = .allocate(capacity: groupCount)
    metrics = .allocate(capacity: 4 * groupCount)
    survivors = .allocate(capacity: 2 * 16)
    decisions = .allocate(capacity: capacity * wordCount)
    costLanes = .allocate(capacity: 4)
    samples = .allocate(capacity: capacity)
    costs = .allocate(capacity: capacity)
    pieces = .allocate(capacity: capacity)
    var unionLanes = SIMDMask<SIMD16<Int32>>()
    var halfLanes = SIMDMask<SIMD16<Int32>>()
    for lane in 0..<16 {
      unionLanes[lane] = code.union(at: lane) == 1
      halfLanes[lane] = code.half(at: lane, branch: 0) == 1
    }
    self.unionLanes = unionLanes
    self.halfLanes = halfLanes
    for group in 0..<groupCount {
      let state = 16 * group
      arrangements[group] = UInt8(
        code.union(at: state) + 2 * code.half(at: state, branch: 0))
    }
  }

  deinit {
    arrangements.deallocate()
    metrics.deallocate()
    survivors.deallocate()
    decisions.deallocate()
    costLanes.deallocate()
    samples.deallocate()
    costs.deallocate()
    pieces.deallocate()
  }

  /// The members of the codebook to which a sequence, or the beginning of one, is quantised.
  ///
  /// - Parameters:
  ///   - sequence: in source units, shape `[n]`, at least as many samples as are decided; further ones are used up to the
  ///     lookahead.
  ///   - location: what is subtracted from each sample.
  ///   - scale: what it is then divided by.
  ///   - codebook: the search in the codebook, in units of the scale.
  ///   - state: the state before the first sample, replaced by that after the last decided one.
  ///   - members: written, shape `[decided]`: all `n`, or as many as ``decidableCount(of:isLast:)`` says.
  /// - Precondition: `n` is at most the length of the search's initialiser, or that length reached the limit of the buffers.
  /// - Complexity: O(n states)
  package func search(
    _ sequence: UnsafeBufferPointer<Double>, location: Double, scale: Double,
    codebook: SubsetSearch, from state: inout Int, members: UnsafeMutableBufferPointer<Int32>
  ) {
    let inverseScale = 1 / scale
    var start = 0
    while start < members.count {
      let isLast = sequence.count - start <= blockLength + lookahead
      let count = isLast ? sequence.count - start : blockLength + lookahead
      let decidedCount = isLast ? members.count - start : blockLength
      for i in 0..<count { samples[i] = Float((sequence[start + i] - location) * inverseScale) }
      codebook.search(
        UnsafeBufferPointer(start: samples, count: count), costs: costs, pieces: pieces)
      let final = searchForward(count: count, from: state)
      state = traceBack(
        count: count, from: final, decidedCount: decidedCount, codebook: codebook,
        members: UnsafeMutableBufferPointer(rebasing: members[start..<(start + decidedCount)]))
      start += decidedCount
    }
  }

  /// The number of leading samples of a sequence that can be decided when `count` samples are known.
  ///
  /// - Parameters:
  ///   - count: number of known samples.
  ///   - isLast: whether the sequence ends there.
  /// - Returns: all of them if the sequence ends, else those of the complete blocks whose decisions are those of a search of the
  ///   whole sequence.
  func decidableCount(of count: Int, isLast: Bool) -> Int {
    guard !isLast else { return count }
    let beyond = count - lookahead - 1
    return beyond < blockLength ? 0 : beyond - beyond % blockLength
  }

  /// Fills ``decisions`` for the first samples.
  ///
  /// - Returns: the state in which the cheapest path ends.
  private func searchForward(count: Int, from initialState: Int) -> Int {
    let vectorCount = 2 * groupCount
    var before = metrics
    var after = metrics + vectorCount
    let costsBefore = UnsafeMutableRawPointer(before).assumingMemoryBound(to: Float.self)
    for state in 0..<16 * vectorCount { costsBefore[state] = .infinity }
    costsBefore[initialState] = 0
    let isWidened = memory > code.memory
    for sample in 0..<count {
      arrangeCosts(of: costs[sample])
      if isWidened {
        extendPaths(before, sample: sample, isCrossed: false, to: after)
      } else {
        extendPaths(before, sample: sample, isCrossed: true, to: after)
      }
      (before, after) = (after, before)
      if (sample + 1).isMultiple(of: Self.normalisingInterval) { normalise(before) }
    }
    let final = UnsafeMutableRawPointer(before).assumingMemoryBound(to: Float.self)
    var best = 0
    for state in 1..<16 * vectorCount where final[state] < final[best] { best = state }
    return best
  }

  /// Arranges the costs of the four subsets for groups of sixteen states.
  ///
  /// Both parity checks are linear, so the costs in a group are those of the first group with the unions or the halves
  /// exchanged or not: four arrangements, of which each group takes two.
  @inline(__always)
  private func arrangeCosts(of cost: SIMD4<Float>) {
    let c0 = SIMD16(repeating: cost.x)
    let c1 = SIMD16(repeating: cost.y)
    let c2 = SIMD16(repeating: cost.z)
    let c3 = SIMD16(repeating: cost.w)
    let first = c0.replacing(with: c2, where: halfLanes)
    let second = c2.replacing(with: c0, where: halfLanes)
    let firstOdd = c1.replacing(with: c3, where: halfLanes)
    let secondOdd = c3.replacing(with: c1, where: halfLanes)
    let lanes = costLanes
    lanes[0] = first.replacing(with: firstOdd, where: unionLanes)
    lanes[1] = firstOdd.replacing(with: first, where: unionLanes)
    lanes[2] = second.replacing(with: secondOdd, where: unionLanes)
    lanes[3] = secondOdd.replacing(with: second, where: unionLanes)
  }

  /// Extends the paths by a sample.
  ///
  /// States `j` and `j + stateCount / 2` both lead to `2j` and `2j + 1`. For sixteen groups at a time, the metrics of the paths
  /// that end with branch 0 and with branch 1 are computed in parallel, and put in the order of the states while they are in
  /// cache.
  ///
  /// - Parameters:
  ///   - metrics: of the paths to all states.
  ///   - sample: index of the sample, for ``decisions``.
  ///   - isCrossed: whether the two states carry different halves on the same branch.
  ///   - extended: written: the metrics after the sample.
  @inline(__always)
  private func extendPaths(
    _ metrics: UnsafeMutablePointer<SIMD16<Float>>, sample: Int, isCrossed: Bool,
    to extended: UnsafeMutablePointer<SIMD16<Float>>
  ) {
    let groupCount = groupCount
    let survivors = survivors
    let costLanes = costLanes
    let arrangements = arrangements
    let decisions = decisions + sample &* wordCount
    var group = 0
    for word in 0..<wordCount {
      var chosen = SIMD16<UInt32>.zero
      var bit = SIMD16<UInt32>(repeating: 1)
      let first = group
      let end = min(groupCount, group &+ 16)
      while group < end {
        let low = metrics[group]
        let high = metrics[group &+ groupCount]
        let arrangement = Int(arrangements[group])
        let direct = costLanes[arrangement]
        let opposite = costLanes[arrangement ^ 2]
        let lowZero = low + direct
        let highZero = high + (isCrossed ? opposite : direct)
        let zeroFromHigh = highZero .< lowZero
        survivors[group &- first] = lowZero.replacing(with: highZero, where: zeroFromHigh)
        chosen.replace(with: chosen | bit, where: zeroFromHigh)
        bit &+= bit
        let lowOne = low + opposite
        let highOne = high + (isCrossed ? direct : opposite)
        let oneFromHigh = highOne .< lowOne
        survivors[group &- first &+ 16] = lowOne.replacing(with: highOne, where: oneFromHigh)
        chosen.replace(with: chosen | bit, where: oneFromHigh)
        bit &+= bit
        group &+= 1
      }
      decisions[word] = chosen
      interleave(groupCount: end &- first, to: extended + 2 &* first)
    }
  }

  /// Interleaves the survivors of some groups into the order of their states: branches 0 and 1 alternate.
  ///
  /// Written for one number at a time, which the compiler vectorises; vector types would be taken apart.
  @inline(__always)
  private func interleave(groupCount: Int, to target: UnsafeMutablePointer<SIMD16<Float>>) {
    let zeros = UnsafeMutableRawPointer(survivors).assumingMemoryBound(to: UInt32.self)
    let ones = zeros + 16 * 16
    let target = UnsafeMutableRawPointer(target).assumingMemoryBound(to: UInt64.self)
    for i in 0..<16 * groupCount { target[i] = UInt64(zeros[i]) | UInt64(ones[i]) &<< 32 }
  }

  /// Subtracts the least metric from all, which preserves differences and bounds the metrics.
  private func normalise(_ metrics: UnsafeMutablePointer<SIMD16<Float>>) {
    var least = metrics[0]
    for i in 1..<2 * groupCount {
      least.replace(with: metrics[i], where: metrics[i] .< least)
    }
    let shift = SIMD16(repeating: least.min())
    for i in 0..<2 * groupCount { metrics[i] -= shift }
  }

  /// Traces the survivors back from a state and writes the members of the decided samples.
  ///
  /// - Returns: the state after the last decided sample.
  private func traceBack(
    count: Int, from finalState: Int, decidedCount: Int, codebook: SubsetSearch,
    members: UnsafeMutableBufferPointer<Int32>
  ) -> Int {
    let bits = UnsafeMutableRawPointer(decisions).assumingMemoryBound(to: UInt32.self)
    var state = finalState
    var decidedState = finalState
    for sample in stride(from: count - 1, through: 0, by: -1) {
      if sample == decidedCount - 1 { decidedState = state }
      let branch = state & 1
      let pair = state >> 1
      let group = pair >> 4
      let word = bits[(sample * wordCount + group >> 4) * 16 + pair & 15]
      let survivor = Int(word >> UInt32(2 * (group & 15) + branch)) & 1
      state = pair + survivor << (memory - 1)
      guard sample < decidedCount else { continue }
      let known = state & (code.stateCount - 1)
      let subset = code.union(at: known) + 2 * code.half(at: known, branch: branch)
      members[sample] = codebook.member(inPiece: pieces[sample], subset: subset)
    }
    return decidedState
  }
}
