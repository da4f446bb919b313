import RDCore

extension TransformCodec {
  /// The options of fitting to training images after training the network.
  package struct FittingOptions: Sendable, Equatable {
    /// Whether the entropy code predicts from neighbours.
    package var usesContext: Bool

    /// Whether the encoder uses rate–distortion optimised quantisation, rather than rounding to the nearest.
    package var isRateDistortionOptimised: Bool

    /// The maximum number of alternations between fitting the code and quantising with it.
    package var rounds: Int

    package init(
      usesContext: Bool = true, isRateDistortionOptimised: Bool = true, rounds: Int = 2
    ) {
      self.usesContext = usesContext
      self.isRateDistortionOptimised = isRateDistortionOptimised
      self.rounds = rounds
    }
  }

  /// The codec of a trained network, its entropy code and quantisation fitted to training images.
  ///
  /// - Parameters:
  ///   - network: the trained network, of any image size.
  ///   - architecture: its shape.
  ///   - lambda: the Lagrangian weight that it was trained for.
  ///   - blocks: training images, of any sizes.
  ///   - options: the options of fitting.
  ///   - seed: the seed of the random errors that probe the sensitivity.
  ///   - check: called between pieces of work of less than a second; what it throws ends the fitting.
  /// - Throws: `NumericsError` or `CodingError` if no entropy code can be fitted; what `check` throws.
  package init(
    fitting network: TransformCodecNetwork<Float>, architecture: TransformCodecArchitecture,
    lambda: Double, to blocks: [ImageBlock], options: FittingOptions = FittingOptions(),
    seed: SeedPath, check: () throws -> Void = {}
  ) throws {
    let channels = architecture.latentChannels
    let parameters = network.graph.parameters.map { network.graph.numbers(of: $0) }
    func codec(_ model: LatentContextModel, _ quantisation: LatentQuantisation) -> TransformCodec {
      TransformCodec(
        architecture: architecture, parameters: parameters, lambda: lambda, latentModel: model,
        quantisation: quantisation)
    }
    let nearest = LatentQuantisation.nearest(channels: channels)
    // Latents do not depend on the entropy code, which is fitted later.
    let start = codec(.empty(channels: channels), nearest)
    let latents = try blocks.map { block in
      try check()
      return start.latents(of: block)
    }
    func grids(_ values: (ImageBlock, [Float], _ height: Int, _ width: Int) -> LatentGrid) throws
      -> [LatentGrid]
    {
      try zip(blocks, latents).map { block, latents in
        try check()
        let shape = start.latentShape(height: block.shape.height, width: block.shape.width)
        return values(block, latents, shape.height, shape.width)
      }
    }
    let rounded = try grids { block, latents, height, width in
      LatentGrid(
        count: block.count, height: height, width: width, channels: channels,
        values: latents.map { LatentContextModel.nearest($0) })
    }
    var best = codec(
      try .fitted(to: rounded, usesContext: options.usesContext, check: check), nearest)
    if options.isRateDistortionOptimised {
      let trial = Trial(blocks, latents, rounded)
      let gains = try best.errorGains(
        on: trial, seed: seed["trial-errors", "uniform"], check: check)
      var least = try best.cost(on: trial, check: check)
      func take(_ candidate: TransformCodec) throws -> Bool {
        let cost = try candidate.cost(on: trial, check: check)
        guard cost < least else { return false }
        (best, least) = (candidate, cost)
        return true
      }
      for round in 0...options.rounds {
        let model = best.latentModel
        // Errors towards the prediction are correlated, and so cost more than independent ones: the factor is found by trial.
        for factor in Self.distortionFactors {
          let weights = gains.map { Float(factor * lambda) * $0 }
          _ = try take(codec(model, LatentQuantisation(distortionWeights: weights)))
        }
        guard round < options.rounds, !best.quantisation.isNearest else { break }
        let chosen = try grids { block, latents, height, width in
          best.quantise(latents, count: block.count, height: height, width: width)
        }
        let fitted = try LatentContextModel.fitted(
          to: chosen, usesContext: options.usesContext, check: check)
        guard try take(codec(fitted, best.quantisation)) else { break }
      }
    }
    self = best
  }

  /// The trial factors of the costs of independent errors.
  private static let distortionFactors = [8.0, 5.6, 4, 2.8, 2, 1.4, 1]

  /// The squared error of the image per unit of squared error of each latent, shape `[channels]`.
  ///
  /// The mean increase of the squared error by uniform errors of both signs: the part that is
  /// linear in the errors cancels.
  private func errorGains(
    on trial: Trial, seed: SeedPath, check: () throws -> Void
  ) rethrows -> [Float] {
    let channels = architecture.latentChannels
    var gains = [Double](repeating: 0, count: channels)
    var energies = gains
    for (block, grid) in zip(trial.blocks, trial.grids) {
      let base = reconstruction(of: grid)
      let without = squaredError(of: base, against: block)
      for channel in latentModel.liveChannels {
        try check()
        var stream = RandomStream(seed: seed["channel", channel])
        var above = base
        var below = base
        for index in Swift.stride(from: channel, to: base.count, by: channels) {
          let error = Float(stream.nextUniform() - 0.5)
          above[index] += error
          below[index] -= error
          energies[channel] += Double(error * error)
        }
        gains[channel] +=
          (squaredError(of: above, against: block) + squaredError(of: below, against: block)) / 2
          - without
      }
    }
    return zip(gains, energies).map { $1 > 0 ? Float(max(0, $0 / $1)) : 0 }
  }

  /// Bits and `lambda` times the squared error of the trial images.
  private func cost(on trial: Trial, check: () throws -> Void) rethrows -> Double {
    var cost = 0.0
    for (block, latents) in zip(trial.blocks, trial.latents) {
      try check()
      let (rows, columns) = latentShape(height: block.shape.height, width: block.shape.width)
      let grid = quantise(latents, count: block.count, height: rows, width: columns)
      cost += latentModel.idealBits(of: grid).reduce(0, +)
      cost += lambda * squaredError(of: reconstruction(of: grid), against: block)
    }
    return cost
  }

  /// The squared error of the images of latents, samples from 0 to 1.
  private func squaredError(of latents: [Float], against block: ImageBlock) -> Double {
    let samples = samples(
      of: latents, count: block.count, height: block.shape.height, width: block.shape.width)
    var sum = 0.0
    for (sample, original) in zip(samples, block.samples) {
      let error = Double(min(max(sample, 0), 1)) - Double(original) / 255
      sum += error * error
    }
    return sum
  }
}

/// A few of the training images, for trials.
private struct Trial {
  private static let pixelLimit = 1 << 18
  private(set) var blocks: [ImageBlock] = []
  private(set) var latents: [[Float]] = []
  private(set) var grids: [LatentGrid] = []

  init(_ blocks: [ImageBlock], _ latents: [[Float]], _ grids: [LatentGrid]) {
    var pixels = 0
    for (index, block) in blocks.enumerated() where pixels < Self.pixelLimit && block.count > 0 {
      let count = min(block.count, max(1, (Self.pixelLimit - pixels) / block.shape.pixelCount))
      pixels += count * block.shape.pixelCount
      let grid = grids[index]
      let size = grid.positionCount * grid.channels * count
      self.blocks.append(block[0..<count])
      self.latents.append(Array(latents[index][..<size]))
      self.grids.append(
        LatentGrid(
          count: count, height: grid.height, width: grid.width, channels: grid.channels,
          values: Array(grid.values[..<size])))
    }
  }
}

extension LatentContextModel {
  static func empty(channels: Int) -> LatentContextModel {
    LatentContextModel(
      channels: channels, liveChannels: [], meanWeights: [], scaleWeights: [],
      reaches: [], tables: [])
  }
}
