import RDCoding

/// Predicts the samples of a plane by many predictors, and by combinations of them.
///
/// Sixteen experts, most of them least squares, are weighted by their recent success nearby. A least-squares fit and a perceptron learn what their weighted mean
/// lacks, a map of contexts what bias is left; the final prediction weights these combinations as the experts are.
final class SamplePredictor {
  /// What the experts predict, and the mean magnitudes of their errors nearby.
  private(set) var experts = SIMD16<Float>.zero
  private(set) var expertErrors = SIMD16<Float>.zero

  /// What the combinations predict, and the mean magnitudes of their errors nearby: see ``Combination``.
  private(set) var combinations = SIMD8<Float>.zero
  private(set) var combinationErrors = SIMD8<Float>.zero

  /// The final prediction.
  private(set) var final: Float = 0

  /// The weighted mean distance of the experts from their weighted mean.
  private(set) var spread: Float = 0

  /// The lanes of the combinations.
  enum Combination {
    static let (blend, stack, perceptron, mean, unbiased) = (0, 1, 2, 3, 4)
    static let count = 5
  }

  private let plane: PixelPlane
  private let completePlane: PixelPlane?
  private let vectors: ContextVectors
  private let windowed: WindowedLeastSquares

  /// The weightings and orders of the first nine experts.
  private let fits: [(weighting: Int, order: Int)]

  /// Least squares that remembers long.
  private let global: AdaptiveLeastSquares
  private var globalPrediction = 0.0
  private let stack: AdaptiveLeastSquares
  private var stackPrediction = 0.0
  private let perceptron: OnlinePerceptron
  private var perceptronPrediction: Float = 0

  /// The reciprocal of the scale of the perceptron's inputs and output.
  private var inverseScale: Float = 1
  private let textureBiases = BiasMap(contextCount: 256 * 16)
  private let gradientBiases = BiasMap(contextCount: 729)
  private let expertMap: ErrorMap<SIMD16<Float>>
  private let combinationMap: ErrorMap<SIMD8<Float>>
  private let maximum: Float

  /// - Parameters:
  ///   - plane: the plane.
  ///   - completePlanes: at most two that are complete, the one coded last first.
  ///   - maximum: the greatest sample.
  init(plane: PixelPlane, completePlanes: [PixelPlane], maximum: Int) {
    self.plane = plane
    completePlane = completePlanes.first
    self.maximum = Float(maximum)
    let neighbours = Neighbour.inputs(completePlanes: completePlanes.count)
    let count = neighbours.count
    let weightings = [
      WindowedLeastSquares.Weighting(radius: 6, decay: 0.8, floor: 4, ridge: 0.7),
      WindowedLeastSquares.Weighting(radius: 8, decay: 0.93, floor: 30, ridge: 0.3),
      WindowedLeastSquares.Weighting(radius: 10, decay: 0.98, floor: 100, ridge: 0.7),
    ]
    let rowCount = (weightings.map(\.radius).max() ?? 0) + 1
    vectors = ContextVectors(
      [plane] + completePlanes, neighbours: neighbours, rowCount: rowCount)
    windowed = WindowedLeastSquares(vectors, width: plane.width, weightings: weightings)
    fits = [(0, 6), (2, 10), (0, 14), (2, 18), (2, 24), (0, count), (1, 12), (1, 20), (1, count)]
    global = AdaptiveLeastSquares(order: count, interval: 32, memory: 0.998, noise: 0.5)
    stack = AdaptiveLeastSquares(order: 16, interval: 16, memory: 0.995, noise: 0.5)
    perceptron = OnlinePerceptron(inputChunks: 3, hiddenChunks: 2, rate: 0.004)
    expertMap = ErrorMap(width: plane.width, start: 2)
    combinationMap = ErrorMap(width: plane.width, start: 2)
  }

  /// Predicts a pixel.
  func predict(row: Int, column: Int) {
    let here = plane.pointer(row: row, column: column)
    let near = Surroundings(here, stride: plane.stride)
    vectors.move(toRow: row, column: column)
    windowed.predict(row: row, column: column)
    consult(near, row: row, column: column)
    combine(near, row: row, column: column)
  }

  /// Asks the experts.
  @inline(__always)
  private func consult(_ near: Surroundings, row: Int, column: Int) {
    for input in 0..<vectors.inputCount { global.inputs[input] = Double(vectors.entries[input]) }
    globalPrediction = global.prediction()
    for (index, fit) in fits.enumerated() {
      experts[index] = vectors.reference + windowed.prediction(fit.weighting, order: fit.order)
    }
    experts[9] = vectors.reference + Float(globalPrediction)
    experts[10] = near.median
    experts[11] = near.west
    experts[12] = near.north
    experts[13] = (near.west + near.north) / 2 + (near.northEast - near.northWest) / 4
    if let completePlane {
      let there = completePlane.pointer(row: row, column: column)
      experts[14] = near.west + (there[0] - there[-1])
      experts[15] = near.north + (there[0] - there[0 &- completePlane.stride])
    } else {
      experts[14] = near.west + near.north - near.northWest
      experts[15] = near.northEast
    }
    experts = pointwiseMax(
      SIMD16<Float>.zero, pointwiseMin(experts, SIMD16<Float>(repeating: maximum)))
    expertErrors = expertMap.mean(row: row, column: column)
  }

  /// Combines what they say.
  @inline(__always)
  private func combine(_ near: Surroundings, row: Int, column: Int) {
    let floored = expertErrors + 0.3
    let squares = floored * floored
    let weights = SIMD16<Float>(repeating: 1) / (squares * squares * floored)
    let total = weights.orderedSum
    let blend = (weights * experts).orderedSum / total
    let differences = experts - blend
    spread = (weights * magnitudes(differences)).orderedSum / total
    combinationErrors = combinationMap.mean(row: row, column: column)
    for index in 0..<16 { stack.inputs[index] = Double(differences[index]) }
    stackPrediction = stack.prediction()
    let stacked = clamped(blend + Float(stackPrediction))

    inverseScale = 1 / (combinationErrors[Combination.blend] + spread + 0.5)
    perceptron.inputs[0] = (differences * inverseScale).clamped(to: 3)
    for chunk in 0..<2 {
      let vector = vectors.current[chunk] + (vectors.reference - blend)
      perceptron.inputs[1 &+ chunk] = (vector * inverseScale).clamped(to: 3)
    }
    perceptron.inputs[2][14] = 0
    perceptron.inputs[2][15] = 1
    perceptronPrediction = perceptron.prediction()
    let learned = clamped(blend + perceptronPrediction / inverseScale)

    let mean = (stacked + learned) / 2
    let level = Classes.octave(combinationErrors[Combination.mean], bits: 0) & 15
    func gradient(_ sample: Float) -> Int { Classes.signed((sample - mean) * inverseScale) }
    let bias =
      textureBiases.bias(in: near.texture(above: mean) << 4 | level)
      + gradientBiases.bias(
        in: (gradient(near.west) * 9 + gradient(near.north)) * 9 + gradient(near.northEast))
    combinations = SIMD8(blend, stacked, learned, mean, mean + bias / 2, 0, 0, 0)
    let flooredErrors = combinationErrors + 0.1
    let flooredSquares = flooredErrors * flooredErrors
    var finalWeights = SIMD8<Float>(repeating: 1) / (flooredSquares * flooredSquares)
    for lane in Combination.count..<8 { finalWeights[lane] = 0 }
    final = (finalWeights * combinations).orderedSum / finalWeights.orderedSum
  }

  @inline(__always)
  private func clamped(_ sample: Float) -> Float { max(0, min(maximum, sample)) }

  /// Learns the sample of the pixel that was predicted.
  func learn(_ sample: Float, row: Int, column: Int) {
    vectors.complete(with: sample)
    global.update(with: Double(sample - vectors.reference), predicted: globalPrediction)
    let lack = sample - combinations[Combination.blend]
    stack.update(with: Double(lack), predicted: stackPrediction)
    perceptron.learn(error: max(-2, min(2, lack * inverseScale - perceptronPrediction)))
    let bias = sample - combinations[Combination.mean]
    textureBiases.learn(bias)
    gradientBiases.learn(bias)
    expertMap.set(magnitudes(experts - sample), row: row, column: column)
    combinationMap.set(magnitudes(combinations - sample), row: row, column: column)
  }
}
