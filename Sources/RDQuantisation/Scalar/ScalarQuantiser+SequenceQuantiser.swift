extension ScalarQuantiser: SequenceQuantiser {
  /// Each sample is a block.
  public var blockLength: Int { 1 }

  /// Its symbol is the index.
  public var symbolsPerBlock: Int { 1 }

  /// One context, in which every index is possible.
  public var alphabetSizes: [Int] { [levelCount] }

  /// The indices of the samples.
  public func symbols(of samples: [Double]) -> [Int32] { samples.map { Int32(index(of: $0)) } }

  /// A walk, which needs no memory.
  public func makeWalk() -> LevelWalk { LevelWalk(levels: levels) }

  /// Gives the level of each index.
  public struct LevelWalk: SymbolWalk {
    private let levels: [Double]

    /// A walk over levels, one for each index.
    public init(levels: [Double]) { self.levels = levels }

    /// The only context.
    public var context: Int { 0 }

    /// The contexts of all symbols are known.
    public mutating func writeContexts(to contexts: UnsafeMutableBufferPointer<Int32>) -> Int {
      contexts.update(repeating: 0)
      return contexts.count
    }

    /// Appends the level.
    @inline(__always)
    public mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double]) {
      reconstruction.append(levels[Int(symbol)])
    }
  }
}
