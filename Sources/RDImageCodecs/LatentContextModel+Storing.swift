import RDCoding

extension LatentContextModel {
  /// The maximum number of channels of a stored model.
  private static let channelLimit = 1024

  /// Writes the model: channels, live channels, weights with the fewest bits, and the tables.
  package func write(to writer: inout BitWriter) {
    writer.writeExponentialGolomb(UInt64(channels))
    writer.writeExponentialGolomb(UInt64(liveChannels.count))
    for channel in liveChannels { writer.writeExponentialGolomb(UInt64(channel)) }
    for weights in [meanWeights, scaleWeights] {
      for (index, weight) in weights.enumerated() where isStored(index) {
        // Zigzag: the sign in the lowest bit.
        writer.writeExponentialGolomb(
          UInt64(UInt32(bitPattern: weight << 1 ^ weight >> 31)), order: 5)
      }
    }
    for reach in reaches { writer.writeExponentialGolomb(UInt64(reach)) }
    for table in tables { table.write(to: &writer) }
  }

  /// Reads a model that was written.
  ///
  /// - Throws: `CodingError` for bits that are not a model. Memory is bounded by the length of the input.
  package init(from reader: inout BitReader) throws(CodingError) {
    let channels = Int(try reader.readExponentialGolomb())
    let live = Int(try reader.readExponentialGolomb())
    guard 1...Self.channelLimit ~= channels, 0...channels ~= live else {
      throw .damagedTable(reason: "it has \(live) of \(channels) channels")
    }
    var liveChannels: [Int] = []
    for _ in 0..<live {
      let channel = Int(try reader.readExponentialGolomb())
      guard channel < channels, !liveChannels.contains(channel) else {
        throw .damagedTable(reason: "a channel is coded twice or is not there")
      }
      liveChannels.append(channel)
    }
    let stride = 1 + 5 * live
    // Half of the weights of the position itself are omitted; each of the others takes at least a bit.
    guard Self.borderCount * live * (1 + 4 * live) <= reader.remainingBitCount else {
      throw .damagedTable(reason: "it ends before its weights do")
    }
    func weights(_ reader: inout BitReader) throws(CodingError) -> [Int32] {
      var weights = [Int32](repeating: 0, count: Self.borderCount * live * stride)
      for index in weights.indices where Self.isStored(index, live: live) {
        let zigzag = UInt32(truncatingIfNeeded: try reader.readExponentialGolomb(order: 5))
        weights[index] = Int32(bitPattern: zigzag >> 1) ^ -Int32(zigzag & 1)
      }
      guard Self.areBounded(weights, stride: stride) else {
        throw .damagedTable(reason: "the weights of a prediction are too large")
      }
      return weights
    }
    let meanWeights = try weights(&reader)
    let scaleWeights = try weights(&reader)
    var reaches: [Int] = []
    for _ in 0..<Self.classCount {
      let reach = Int(try reader.readExponentialGolomb())
      guard 1...Self.reachLimit ~= reach else {
        throw .damagedTable(reason: "a distribution reaches to \(reach)")
      }
      reaches.append(reach)
    }
    var tables: [SymbolModel] = []
    for index in 0..<Self.classCount * Self.phaseCount {
      let table = try SymbolModel(from: &reader)
      guard table.symbolCount == 2 * reaches[index / Self.phaseCount] + 3 else {
        throw .damagedTable(reason: "a distribution has \(table.symbolCount) symbols")
      }
      tables.append(table)
    }
    self.init(
      channels: channels, liveChannels: liveChannels, meanWeights: meanWeights,
      scaleWeights: scaleWeights, reaches: reaches, tables: tables)
  }

  private func isStored(_ index: Int) -> Bool {
    Self.isStored(index, live: liveChannels.count)
  }

  /// Whether a weight can be other than zero: that of a channel at the same position only if the channel comes before.
  private static func isStored(_ index: Int, live: Int) -> Bool {
    let stride = 1 + 5 * live
    let channel = index / stride % live
    return index % stride <= 4 * live + channel
  }
}
