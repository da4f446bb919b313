import RDQuantisers

/// A trellis-coded quantiser: the path through a trellis determines which half of a codebook each sample may use.
///
/// Each sample is a block of one symbol. Its context is the union of two subsets at the state; the symbol is the index in the
/// codebook of that union, and its last bit also determines the branch. So there are two contexts with alphabets of half the
/// codebook, and the state after any symbol is known without a tail. A sequence begins in state 0. The encoder finds the path of
/// least total cost, the cost being squared error plus a penalty per symbol.
///
/// > Source: [marcellin1990]; with penalties for the length of an entropy code [fischer1992].
package struct TrellisQuantiser: Sendable {
  package let code: TrellisCode

  /// The codebook, in source units, shape `[M]` with `M` a multiple of 4; level `k` belongs to the subset `D(k mod 4)` and is the symbol
  /// `k / 2` in the context `k mod 2`.
  package let levels: [Double]

  /// The penalty of each symbol, in squared source units, shape `[M]`; all 0 for a fixed rate.
  package let penalties: [Double]

  /// The shift and factor that bring levels into a range suitable for single precision.
  private let location: Double
  private let scale: Double

  private let codebook: SubsetSearch
  private let branches: [TrellisDecoderState.Branches]

  /// A quantiser from its parts.
  ///
  /// - Precondition: the number of levels is a multiple of 4, all are finite, and there is a finite penalty for each.
  package init(code: TrellisCode, levels: [Double], penalties: [Double]? = nil) {
    let low = levels.min() ?? 0
    let high = levels.max() ?? 0
    let location = low / 2 + high / 2
    let penalties = penalties ?? [Double](repeating: 0, count: levels.count)
    let spread = high - low
    let scale = spread > 0 ? spread : 1
    self.init(
      code: code, standardLevels: levels.map { ($0 - location) / scale },
      standardPenalties: penalties.map { $0 / scale / scale }, location: location, scale: scale)
  }

  /// The quantiser with its parts transformed to `location + scale z`.
  init(
    code: TrellisCode, standardLevels: [Double], standardPenalties: [Double], location: Double,
    scale: Double
  ) {
    precondition(
      standardLevels.count >= 4 && standardLevels.count.isMultiple(of: 4),
      "four subsets need as many levels each")
    precondition(standardPenalties.count == standardLevels.count, "each level needs a penalty")
    precondition((standardLevels + standardPenalties).allSatisfy(\.isFinite))
    self.code = code
    self.location = location
    self.scale = scale
    levels = standardLevels.map { location + scale * $0 }
    penalties = standardPenalties.map { scale * scale * $0 }
    codebook = SubsetSearch(positions: standardLevels, penalties: standardPenalties)
    branches = TrellisDecoderState.branches(of: code)
  }
}

extension TrellisQuantiser: SequenceQuantiser {
  package var blockLength: Int { 1 }

  package var symbolsPerBlock: Int { 1 }

  /// Half of the levels, for each union.
  package var alphabetSizes: [Int] { [levels.count / 2, levels.count / 2] }

  /// The symbols of the least costly path.
  ///
  /// - Complexity: O(n states) time; memory beyond the symbols does not grow with n from some ten thousand samples on.
  package func symbols(of samples: [Double]) -> [Int32] {
    let search = TrellisSearch(code: code, sequenceLength: samples.count)
    return [Int32](unsafeUninitializedCapacity: samples.count) { symbols, count in
      count = samples.count
      var state = 0
      decide(
        samples, with: search, from: &state,
        symbols: UnsafeMutableBufferPointer(rebasing: symbols[..<count]))
    }
  }

  /// The symbols of the first samples of a sequence, as many as the buffer holds; the search may look at more samples.
  package func decide(
    _ samples: [Double], with search: TrellisSearch, from state: inout Int,
    symbols: UnsafeMutableBufferPointer<Int32>
  ) {
    samples.withUnsafeBufferPointer {
      search.search(
        $0, location: location, scale: scale, codebook: codebook, from: &state, members: symbols)
    }
    for i in symbols.indices { symbols[i] >>= 1 }
  }

  /// A streaming encoder whose path continues from piece to piece.
  package func makeStreamingEncoder() -> any StreamingEncoder { TrellisStreamingEncoder(self) }

  package func makeDecoderState() -> TrellisDecoderState {
    TrellisDecoderState(levels: levels, branches: branches)
  }
}
