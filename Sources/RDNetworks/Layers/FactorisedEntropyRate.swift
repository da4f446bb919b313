import RDCore
import RealModule

/// The rate of latents under a learned factorised entropy model: for each row `-sum log2 P(x)` in bits, where `P(x)` is the mass of the
/// unit interval around `x` under the distribution of the channel.
///
/// For a component of mean `m` and scale `s`, with `z = |x - m| / s`, `E = exp(-z)`, `r = exp(-1 / (2 s))` and `g = 1 - r^2`,
/// ```
/// P(x) = g E / ((r + E) (1 + r E))        d ln P / dz = -r (1 - E^2) / ((r + E) (1 + r E))
/// ```
/// without cancellation. The components are summed relative to the one of least `z`, so that far outside, where `P` underflows, the rate
/// continues linearly with its slope: no floor is needed. Latents pass through unchanged, and so does their gradient,
/// to which that of the rate is added.
package struct FactorisedEntropyRate<Scalar: EngineScalar>: Node {
  /// The latents, shape `[batch, pixels * channels]`.
  let input: Value

  /// The same latents, shape `[batch, pixels * channels]`.
  let output: Value

  let model: FactorisedEntropyModel

  /// The rate of each row in bits.
  package let rate: LossTerm

  /// The constants of each component, repeated along a row to the period of channels and vectors, shape `[7 K, period]`: the
  /// rows of `Constant` for the first component, then for the second.
  let constants: Workspace

  /// The sums of the slopes of the logarithm of the probabilities, laid out like the constants, shape `[3 K, period]`.
  package let sums: Workspace

  /// The slopes of the logarithm of the probability by the latents, shape `[batch, pixels * channels]`.
  let slopes: Workspace

  /// Intermediate values of each component of a vector, before the sum over the components, shape `[3 K, lanes]`.
  let scratch: Workspace

  package var inputs: [Value] { [input] }

  package func forward(in pass: Pass<Scalar>) {
    fillConstants(in: pass)
    let isTraining = pass.mode == .training
    let input = pass.value(input)
    let output = pass.value(output)
    let slopes = pass.workspace(slopes)
    let sums = pass.workspace(sums)
    let rates = pass.rows(of: rate)
    let period = sums.vectorsPerRow
    let last = input.vectorsPerRow - 1
    let used = input.columns - last * Scalar.lanes
    let zero = Scalar.Wide(repeating: 0)
    if isTraining {
      for row in 0..<sums.rows {
        for vector in 0..<period { sums[row, vector: vector] = zero }
      }
    }
    for row in 0..<input.rows {
      var sum = zero
      var position = 0
      for vector in 0...last {
        let isLast = vector == last
        let x =
          isLast ? input[row, vector: vector].keepingFirst(used) : input[row, vector: vector]
        output[row, vector: vector] = x
        let logarithm = logarithmOfMass(x, position: position, in: pass)
        sum = sum + (isLast ? logarithm.keepingFirst(used) : logarithm)
        if isTraining {
          slopes[row, vector: vector] = addSlopes(
            count: isLast ? used : Scalar.lanes, position: position, in: pass)
        }
        position = position == period - 1 ? 0 : position + 1
      }
      rates[row] = -sum.sum() / Scalar.log(2)
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let inputGradient = pass.gradient(input)
    let outputGradient = pass.gradient(output)
    let slopes = pass.workspace(slopes)
    // Bits per row of the batch, for a nat of this probability.
    let weight = -Scalar(rate.weight) / (Scalar.log(2) * Scalar(pass.batchRowCount))
    let factor = Scalar.Wide(repeating: weight)
    for row in 0..<inputGradient.rows {
      for vector in 0..<inputGradient.vectorsPerRow {
        inputGradient[row, vector: vector] =
          outputGradient[row, vector: vector].addingProduct(factor, slopes[row, vector: vector])
      }
    }
    foldSums(weight: weight, in: pass)
  }
}

extension FactorisedEntropyRate {
  /// The rows of the constants of a component.
  private enum Constant {
    package static var mean: Int { 0 }
    static var inverseScale: Int { 1 }

    /// `r = exp(-1 / (2 s))`.
    static var ratio: Int { 2 }

    /// `w g`: the weight, and the first factor of the mass.
    static var mass: Int { 3 }

    /// `r / (2 s)`, the derivative of `r` by `ln s`.
    static var ratioSlope: Int { 4 }

    /// `r^2 / (s g)`, the derivative of `-ln g` by `ln s`.
    static var gainSlope: Int { 5 }

    static var weight: Int { 6 }
    static var count: Int { 7 }
  }

  /// Exponents are clamped to this: `exp(-43)` is negligible beside 1 even where it is divided by the least ratio, `exp(-16)`, and the
  /// product of two of them is still a normal number of single precision.
  private static var leastExponent: Scalar { -43 }

  /// Computes the constants from the parameters.
  private func fillConstants(in pass: Pass<Scalar>) {
    let constants = pass.workspace(constants)
    let logits = pass.value(model.logits)
    let means = pass.value(model.means)
    let scales = pass.value(model.scales)
    let channelCount = model.channelCount
    let least = Scalar(FactorisedEntropyModel.leastScale)
    for channel in 0..<channelCount {
      var largest = logits[0, channel]
      for component in 1..<logits.rows where logits[component, channel] > largest {
        largest = logits[component, channel]
      }
      var sum: Scalar = 0
      for component in 0..<logits.rows {
        sum += Scalar.exp(logits[component, channel] - largest)
      }
      for component in 0..<logits.rows {
        let row = component * Constant.count
        let scale = least + Scalar.exp(scales[component, channel])
        let ratio = Scalar.exp(-1 / (2 * scale))
        let gain = -Scalar.expMinusOne(-1 / scale)
        let weight = Scalar.exp(logits[component, channel] - largest) / sum
        for column in stride(from: channel, to: constants.columns, by: channelCount) {
          constants[row + Constant.weight, column] = weight
          constants[row + Constant.mean, column] = means[component, channel]
          constants[row + Constant.inverseScale, column] = 1 / scale
          constants[row + Constant.ratio, column] = ratio
          constants[row + Constant.mass, column] = weight * gain
          constants[row + Constant.ratioSlope, column] = ratio / (2 * scale)
          constants[row + Constant.gainSlope, column] = ratio * ratio / (scale * gain)
        }
      }
    }
  }

  /// The logarithm of the mass around each of a vector of latents; leaves the intermediates of `addSlopes(count:position:in:)`.
  @inline(__always)
  private func logarithmOfMass(_ x: Scalar.Wide, position: Int, in pass: Pass<Scalar>)
    -> Scalar.Wide
  {
    let constants = pass.workspace(constants)
    let scratch = pass.workspace(scratch)
    let one = Scalar.Wide(repeating: 1)
    let zero = Scalar.Wide(repeating: 0)
    let floor = Scalar.Wide(repeating: Self.leastExponent)
    var least = zero
    for component in 0..<model.componentCount {
      let row = component * Constant.count
      let signed =
        (x - constants[row + Constant.mean, vector: position])
        * constants[row + Constant.inverseScale, vector: position]
      let z = signed.wherePositive(signed, otherwise: zero - signed)
      scratch[3 * component, vector: 0] = signed
      scratch[3 * component + 1, vector: 0] = z
      least = component == 0 ? z : least.wherePositive(z - least, otherwise: z)
    }
    let negative = zero - least
    let common = negative.wherePositive(negative - floor, otherwise: floor).exponential()
    var sum = zero
    for component in 0..<model.componentCount {
      let row = component * Constant.count
      let signed = scratch[3 * component, vector: 0]
      let z = scratch[3 * component + 1, vector: 0]
      let ratio = constants[row + Constant.ratio, vector: position]
      let exponent = least - z
      let relative = exponent.wherePositive(exponent - floor, otherwise: floor).exponential()
      let e = common * relative
      let quotient = one / ((ratio + e) * one.addingProduct(ratio, e))
      let mass = constants[row + Constant.mass, vector: position] * relative * quotient
      sum = sum + mass
      let steepness = ratio * quotient * one.addingProduct(zero - e, e)
      // By ln s: -z d/dz, and what r and g change.
      let spread =
        one.addingProduct(e, ratio + ratio + e) * quotient
        * constants[row + Constant.ratioSlope, vector: position]
      scratch[3 * component, vector: 0] = mass
      scratch[3 * component + 1, vector: 0] =
        (zero - steepness).wherePositive(signed, otherwise: steepness)
        * constants[row + Constant.inverseScale, vector: position]
      scratch[3 * component + 2, vector: 0] =
        z * steepness - spread - constants[row + Constant.gainSlope, vector: position]
    }
    scratch[3 * model.componentCount, vector: 0] = one / sum
    return sum.naturalLogarithm() - least
  }

  /// Adds the slopes of the first `count` lanes of the vector last computed to the sums.
  @inline(__always)
  private func addSlopes(count: Int, position: Int, in pass: Pass<Scalar>) -> Scalar.Wide {
    let scratch = pass.workspace(scratch)
    let sums = pass.workspace(sums)
    let isWhole = count == Scalar.lanes
    let inverse = scratch[3 * model.componentCount, vector: 0]
    var slope = Scalar.Wide(repeating: 0)
    for component in 0..<model.componentCount {
      let whole = scratch[3 * component, vector: 0] * inverse
      let share = isWhole ? whole : whole.keepingFirst(count)
      let byMean = share * scratch[3 * component + 1, vector: 0]
      slope = slope + byMean
      sums[3 * component, vector: position] = sums[3 * component, vector: position] + share
      sums[3 * component + 1, vector: position] = sums[3 * component + 1, vector: position] - byMean
      sums[3 * component + 2, vector: position] = sums[3 * component + 2, vector: position]
        .addingProduct(share, scratch[3 * component + 2, vector: 0])
    }
    return slope
  }

  /// Writes the gradients of the parameters from the sums.
  private func foldSums(weight: Scalar, in pass: Pass<Scalar>) {
    let sums = pass.workspace(sums)
    let constants = pass.workspace(constants)
    let logitGradient = pass.gradient(model.logits)
    let meanGradient = pass.gradient(model.means)
    let scaleGradient = pass.gradient(model.scales)
    let channelCount = model.channelCount
    let least = Scalar(FactorisedEntropyModel.leastScale)
    let numberCount = Scalar(pass.rowCount * input.columns / channelCount)
    for channel in 0..<channelCount {
      for component in 0..<model.componentCount {
        var (share, byMean, byScale): (Scalar, Scalar, Scalar) = (0, 0, 0)
        for column in stride(from: channel, to: sums.columns, by: channelCount) {
          share += sums[3 * component, column]
          byMean += sums[3 * component + 1, column]
          byScale += sums[3 * component + 2, column]
        }
        let row = component * Constant.count
        let prior = constants[row + Constant.weight, channel]
        let inverseScale = constants[row + Constant.inverseScale, channel]
        logitGradient[component, channel] = weight * (share - numberCount * prior)
        meanGradient[component, channel] = weight * byMean
        scaleGradient[component, channel] = weight * byScale * (1 - least * inverseScale)
      }
    }
  }
}

extension GraphBuilder {
  /// Records a learned factorised entropy model, one distribution for each channel of a map.
  ///
  /// - `weight`: the weight of a bit of a row in the objective.
  @_specialize(where Scalar == Float)
  package mutating func factorisedRate(
    _ latents: FeatureMap, weight: Double = 1,
    options: FactorisedEntropyOptions = FactorisedEntropyOptions()
  ) -> (latents: FeatureMap, rate: LossTerm, model: FactorisedEntropyModel) {
    precondition(options.componentCount >= 1)
    precondition(options.firstScale > FactorisedEntropyModel.leastScale)
    let columns = latents.value.columns
    let channelCount = latents.shape.channels
    let componentCount = options.componentCount
    let factor = options.learningRateFactor
    let model = FactorisedEntropyModel(
      logits: parameter(rows: componentCount, columns: channelCount, learningRateFactor: factor),
      means: parameter(
        rows: componentCount, columns: channelCount,
        initialiser: FactorisedEntropyModel.FirstMeans(distance: options.firstScale),
        learningRateFactor: factor),
      scales: parameter(
        rows: componentCount, columns: channelCount,
        initialiser: FactorisedEntropyModel.FirstScales(scale: options.firstScale),
        learningRateFactor: factor))
    let output = value(columns: columns)
    let term = lossTerm(weight: weight)
    let period = min(
      Scalar.padded(columns), leastCommonMultiple(channelCount, Scalar.lanes))
    record(
      FactorisedEntropyRate<Scalar>(
        input: latents.value, output: output, model: model, rate: term,
        constants: workspace(rows: 7 * componentCount, columns: period),
        sums: workspace(rows: 3 * componentCount, columns: period),
        slopes: workspace(rows: batchCapacity, columns: columns),
        scratch: workspace(rows: 3 * componentCount + 1, columns: Scalar.lanes)))
    return (FeatureMap(output, shape: latents.shape), term, model)
  }

  /// Records a learned factorised entropy model, one distribution for each component of a vector.
  @_specialize(where Scalar == Float)
  package mutating func factorisedRate(
    _ latents: Value, weight: Double = 1,
    options: FactorisedEntropyOptions = FactorisedEntropyOptions()
  ) -> (latents: Value, rate: LossTerm, model: FactorisedEntropyModel) {
    let map = FeatureMap(
      latents, shape: ImageShape(height: 1, width: 1, channels: latents.columns))
    let (output, rate, model) = factorisedRate(map, weight: weight, options: options)
    return (output.value, rate, model)
  }
}

/// The least common multiple.
private func leastCommonMultiple(_ a: Int, _ b: Int) -> Int {
  var (x, y) = (a, b)
  while y != 0 { (x, y) = (y, x % y) }
  return a / x * b
}
