import RDCoding
import RDNumerics
import RealModule

extension LatentContextModel {
  /// Fits the model to the latents of training images, grids of any sizes.
  ///
  /// Weights are least-squares regressions: of each channel on its causal context, and then of the magnitudes of the
  /// errors on earlier magnitudes. Distributions are the relative frequencies of the errors, with a prior of a two-sided geometric
  /// distribution of the weight of a few counts.
  ///
  /// - Parameters:
  ///   - grids: the latents.
  ///   - usesContext: without it there is no prediction from neighbours, and each channel has one mean and one scale for all positions with the same
  ///     neighbours: a factorised model.
  ///   - check: called before each of the grids; what it throws ends the fitting.
  /// - Returns: the model.
  /// - Throws: `NumericsError` if the regression fails, `CodingError` for latents without a model.
  /// - Precondition: all have the same channels.
  package static func fitted(
    to grids: [LatentGrid], usesContext: Bool = true, check: () throws -> Void = {}
  ) throws -> LatentContextModel {
    let channels = grids[0].channels
    precondition(grids.allSatisfy { $0.channels == channels })
    let live = liveChannels(of: grids)
    var fitting = LatentContextModel(
      channels: channels, liveChannels: live,
      meanWeights: [Int32](repeating: 0, count: borderCount * live.count * (1 + 5 * live.count)),
      scaleWeights: [Int32](repeating: 0, count: borderCount * live.count * (1 + 5 * live.count)),
      reaches: Array(repeating: 0, count: classCount), tables: [])
    guard !live.isEmpty else {
      return try fitting.withDistributions(from: grids, check: check)
    }
    fitting.meanWeights = try fitting.regression(
      on: grids, of: .numbers, usesContext: usesContext, check: check)
    fitting.scaleWeights = try fitting.regression(
      on: grids, of: .magnitudes, usesContext: usesContext, check: check)
    return try fitting.withDistributions(from: grids, check: check)
  }

  /// Channels that are not always zero, by descending energy.
  private static func liveChannels(of grids: [LatentGrid]) -> [Int] {
    let channels = grids[0].channels
    var energies = Array(repeating: 0.0, count: channels)
    for grid in grids {
      for first in stride(from: 0, to: grid.values.count, by: channels) {
        for channel in 0..<channels {
          let value = Double(grid.values[first + channel])
          energies[channel] += value * value
        }
      }
    }
    return energies.indices.filter { energies[$0] > 0 }
      .sorted { (energies[$1], $0) < (energies[$0], $1) }
  }

  private enum Predicted {
    case numbers
    case magnitudes
  }

  /// The integer weights of a regression over all positions.
  private func regression(
    on grids: [LatentGrid], of predicted: Predicted, usesContext: Bool, check: () throws -> Void
  ) throws -> [Int32] {
    let order = weightStride
    let live = liveChannels.count
    var products = (0..<Self.borderCount).map { _ in ProductSums(order: order) }
    for grid in grids {
      try check()
      forEachPosition(count: grid.count, height: grid.height, width: grid.width) {
        contexts, first in
        for (index, channel) in liveChannels.enumerated() {
          let expectation = contexts.expectation(of: index)
          contexts.accept(grid.values[first + channel], channel: index, expectation: expectation)
        }
        products[contexts.border].add { features in
          contexts.features(
            of: predicted == .numbers ? contexts.numbers : contexts.magnitudes, into: &features)
        }
      }
    }
    var weights = [Int32](repeating: 0, count: Self.borderCount * live * order)
    let unit = Double(1 << Self.fractionBits)
    for border in 0..<Self.borderCount where products[border].count > 0 {
      products[border].flush()
      let sums = products[border]
      let regression =
        usesContext
        ? try SequentialRegression(
          products: sums.values, order: order, ridge: 1 + 1e-4 * Double(sums.count)) : nil
      for channel in 0..<live {
        let variable = 1 + 4 * live + channel
        let coefficients =
          regression?.coefficients(of: variable)
          ?? [sums.values[variable] / Double(sums.count)]
        let first = (border * live + channel) * order
        for (index, coefficient) in coefficients.enumerated() {
          let limit = index == 0 ? 1e8 : 32_767
          weights[first + index] = Int32(
            min(max((coefficient * unit).rounded(), -limit), limit))
        }
      }
    }
    guard Self.areBounded(weights, stride: order) else {
      throw CodingError.damagedTable(reason: "the weights of a prediction are too large")
    }
    return weights
  }

  /// Whether sums with these weights fit into 32 bits.
  static func areBounded(_ weights: [Int32], stride: Int) -> Bool {
    for first in Swift.stride(from: 0, to: weights.count, by: stride) {
      var sum = Int64(abs(Int64(weights[first])))
      for weight in weights[(first + 1)..<(first + stride)] {
        sum += Int64(featureLimit) * abs(Int64(weight))
      }
      guard sum < 1 << 30 else { return false }
    }
    return true
  }

  /// The limit of the largest error with a symbol of its own.
  static let reachLimit = 60

  /// The weight of the geometric prior, in counts.
  private static let priorCount = 16.0

  /// The model with the distributions of the errors.
  private func withDistributions(
    from grids: [LatentGrid], check: () throws -> Void
  ) throws -> LatentContextModel {
    let width = 2 * Self.reachLimit + 3
    var counts = Array(repeating: 0.0, count: Self.classCount * Self.phaseCount * width)
    var sums = Array(repeating: 0.0, count: Self.classCount)
    var totals = sums
    for grid in grids {
      try check()
      forEachNumber(of: grid) { number, expectation in
        let error = Int(number - expectation.rounded)
        let symbol = min(max(error, -Self.reachLimit - 1), Self.reachLimit + 1)
        counts[expectation.table * width + symbol + Self.reachLimit + 1] += 1
        let fraction = Double(expectation.fraction) / Double(1 << Self.fractionBits)
        sums[expectation.class] += abs(Double(error) - fraction)
        totals[expectation.class] += 1
      }
    }
    var reaches: [Int] = []
    var tables: [SymbolModel] = []
    for index in 0..<Self.classCount {
      let classCounts = (0..<Self.phaseCount).map { phase in
        let first = (index * Self.phaseCount + phase) * width
        return Array(counts[first..<first + width])
      }
      let reach = Self.reach(of: classCounts)
      reaches.append(reach)
      let magnitude = max(
        1e-3, totals[index] > 0 ? sums[index] / totals[index] : Self.magnitude(ofClass: index))
      for phase in 0..<Self.phaseCount {
        tables.append(
          try Self.distribution(
            counts: classCounts[phase], reach: reach, magnitude: magnitude,
            fraction: (Double(phase) + 0.5) / Double(Self.phaseCount) - 0.5))
      }
    }
    return LatentContextModel(
      channels: channels, liveChannels: liveChannels, meanWeights: meanWeights,
      scaleWeights: scaleWeights, reaches: reaches, tables: tables)
  }

  private static func magnitude(ofClass index: Int) -> Double {
    Double(index == 0 ? thresholds[0] / 2 : thresholds[index - 1]) / Double(1 << fractionBits)
  }

  /// The largest error of a class that is frequent enough for a symbol of its own.
  private static func reach(of counts: [[Double]]) -> Int {
    let total = counts.reduce(0) { $0 + $1.reduce(0, +) }
    for reach in (2...reachLimit).reversed() {
      let count = counts.reduce(0) {
        $0 + $1[reachLimit + 1 - reach] + $1[reachLimit + 1 + reach]
      }
      if count > max(4, 2e-5 * total) { return reach }
    }
    return 1
  }

  /// The distribution of one class and phase.
  private static func distribution(
    counts: [Double], reach: Int, magnitude: Double, fraction: Double
  ) throws -> SymbolModel {
    func density(_ error: Int) -> Double {
      Double.exp(-abs(Double(error) - fraction) / max(magnitude, 0.12))
    }
    var prior = [density(-reach - 1)] + (-reach...reach).map(density) + [density(reach + 1)]
    let sum = prior.reduce(0, +)
    for index in prior.indices { prior[index] *= priorCount / sum }
    let centre = reachLimit + 1
    var weights = prior
    for error in -reach...reach { weights[error + reach + 1] += counts[centre + error] }
    weights[0] += counts[..<(centre - reach)].reduce(0, +)
    weights[2 * reach + 2] += counts[(centre + reach + 1)...].reduce(0, +)
    let total = weights.reduce(0, +)
    return try SymbolModel(probabilities: weights.map { $0 / total }, precision: 16)
  }
}

/// Sums of products of variables over samples, by matrix products of batches.
private struct ProductSums {
  private static let batch = 1024
  private let order: Int
  private var rows: [Double]
  private var filled = 0
  private var features: [Double]

  /// The sums so far, shape `[order, order]`, after ``flush()``.
  private(set) var values: [Double]
  private(set) var count = 0

  init(order: Int) {
    self.order = order
    rows = []
    features = Array(repeating: 0, count: order)
    values = []
  }

  /// Adds a sample, which `fill` writes.
  package mutating func add(_ fill: (inout [Double]) -> Void) {
    if rows.isEmpty {
      rows = Array(repeating: 0, count: order * Self.batch)
      values = Array(repeating: 0, count: order * order)
    }
    fill(&features)
    let first = filled * order
    for i in 0..<order { rows[first + i] = features[i] }
    filled += 1
    count += 1
    if filled == Self.batch { flush() }
  }

  mutating func flush() {
    guard filled > 0 else { return }
    rows.withUnsafeBufferPointer { rows in
      values.withUnsafeMutableBufferPointer { values in
        guard let rows = rows.baseAddress, let values = values.baseAddress else { return }
        BLAS.multiply(
          .transposed, .asStored, m: order, n: order, k: filled, alpha: 1, a: rows, lda: order,
          b: rows, ldb: order, beta: 1, c: values, ldc: order)
      }
    }
    filled = 0
  }
}
