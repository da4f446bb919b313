import RDCore
import RDNumerics
import RealModule

/// One minus the structural similarity of each image, or minus its multi-scale form, as a term of the objective.
///
/// The similarity is that of `StructuralSimilarityDefinition`.
package struct StructuralSimilarityLoss<Scalar: EngineScalar>: Node {
  /// The prediction, shape `[batch, height * width * channels]`.
  let prediction: Value

  /// The target, shape `[batch, height * width * channels]`; data.
  package let target: Value

  /// The scales, the finest first.
  let scales: [SimilarityScale]

  let window: SimilarityWindow<Scalar>

  /// `C1` and `C2` for the largest sample there is.
  let luminanceConstant: Scalar
  let contrastConstant: Scalar

  /// Sums of squares and products of an image and of its target, shape `[2, height * width * channels]`.
  package let products: Workspace

  /// Prediction, target, and both products, filtered down the columns, shape `[4, positions + 10 channels]`.
  package let columns: Workspace

  /// The similarity at each position, shape `[1, positions]`, and the sums over the rows of the map, shape `[1, rowLength]`.
  package let map: Workspace
  let columnSums: Workspace

  /// The factors of the channels, repeated, shape `[1, channels + lanes]`.
  let factors: Workspace

  let term: LossTerm

  package var inputs: [Value] { [prediction, target] }

  package func forward(in pass: Pass<Scalar>) {
    let losses = pass.rows(of: term)
    for row in 0..<pass.rowCount {
      for index in scales.indices {
        let images = images(ofRow: row, scale: index, in: pass)
        if index > 0 {
          let finer = self.images(ofRow: row, scale: index - 1, in: pass)
          halve(finer.prediction, of: scales[index - 1].shape, into: images.prediction)
          halve(finer.target, of: scales[index - 1].shape, into: images.target)
        }
        compare(images, ofRow: row, scale: scales[index], in: pass)
      }
      var sum = 0.0
      let channels = scales[0].shape.channels
      for channel in 0..<channels { sum += similarity(ofRow: row, channel: channel, in: pass) }
      losses[row] = Scalar(1 - sum / Double(channels))
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    for row in 0..<pass.rowCount {
      for index in scales.indices.reversed() {
        setFactors(ofRow: row, scale: scales[index], in: pass)
        let gradient = gradient(ofRow: row, scale: index, in: pass)
        differentiate(
          images(ofRow: row, scale: index, in: pass), ofRow: row, scale: scales[index],
          into: gradient, in: pass)
        if index + 1 < scales.count {
          addHalved(
            self.gradient(ofRow: row, scale: index + 1, in: pass), to: gradient,
            of: scales[index].shape)
        }
      }
    }
  }

  // MARK: Forwards

  /// Writes the mean similarity of each channel, and in training the slopes.
  @inline(__always)
  private func compare(
    _ images: Images, ofRow row: Int, scale: SimilarityScale, in pass: Pass<Scalar>
  ) {
    multiply(images, count: scale.shape.elementCount, in: pass)
    let products = pass.workspace(products)
    let columns = pass.workspace(columns)
    func filter(_ source: UnsafeMutablePointer<Scalar>, into row: Int) {
      window.filter(
        source, distance: scale.rowLength, into: columns.row(row), count: scale.positionCount)
    }
    filter(images.prediction, into: 0)
    filter(images.target, into: 1)
    filter(products.row(0), into: 2)
    filter(products.row(1), into: 3)
    if scale.hasLuminance {
      fillMap(ofRow: row, scale: scale, hasLuminance: true, in: pass)
    } else {
      fillMap(ofRow: row, scale: scale, hasLuminance: false, in: pass)
    }
    if pass.mode == .training { clearSlopesOverTheEdge(ofRow: row, scale: scale, in: pass) }
    average(ofRow: row, scale: scale, in: pass)
  }

  /// Writes `x^2 + y^2` and `x y`.
  @inline(__always)
  private func multiply(_ images: Images, count: Int, in pass: Pass<Scalar>) {
    let products = pass.workspace(products)
    for first in stride(from: 0, to: count, by: Scalar.lanes) {
      let x = images.prediction.vector(at: first)
      let y = images.target.vector(at: first)
      products.row(0).setVector(x * x + y * y, at: first)
      products.row(1).setVector(x * y, at: first)
    }
  }

  /// Writes the similarity at each position, and in training its slopes.
  @inline(__always)
  private func fillMap(
    ofRow row: Int, scale: SimilarityScale, hasLuminance: Bool, in pass: Pass<Scalar>
  ) {
    let columns = pass.workspace(columns)
    let map = pass.workspace(map).row(0)
    let slopes = slopes(ofRow: row, scale: scale, in: pass)
    let channels = scale.shape.channels
    let one = Scalar.Wide(repeating: 1)
    let c1 = Scalar.Wide(repeating: luminanceConstant)
    let c2 = Scalar.Wide(repeating: contrastConstant)
    for first in stride(from: 0, to: scale.positionCount, by: Scalar.lanes) {
      let x = window.sum(from: columns.row(0) + first, distance: channels)
      let y = window.sum(from: columns.row(1) + first, distance: channels)
      let squares = window.sum(from: columns.row(2) + first, distance: channels)
      let product = window.sum(from: columns.row(3) + first, distance: channels)
      // Not fused, so that two images that are the same have a similarity of exactly one.
      let meanSquares = x * x + y * y
      let meanProduct = x * y
      let covariance = product - meanProduct
      let inverse = one / (squares - meanSquares + c2)
      let contrast = (covariance + covariance + c2) * inverse
      let contrastSlope = (inverse + inverse) * (contrast * x - y)
      if hasLuminance {
        let luminanceInverse = one / (meanSquares + c1)
        let luminance = (meanProduct + meanProduct + c1) * luminanceInverse
        let luminanceSlope = (luminanceInverse + luminanceInverse) * (y - luminance * x)
        let similarity = luminance * contrast
        map.setVector(similarity, at: first)
        guard pass.mode == .training else { continue }
        slopes.mean.setVector(
          luminance * contrastSlope + contrast * luminanceSlope, at: first)
        slopes.squares.setVector(Scalar.Wide(repeating: 0) - similarity * inverse, at: first)
        slopes.product.setVector(luminance * (inverse + inverse), at: first)
      } else {
        map.setVector(contrast, at: first)
        guard pass.mode == .training else { continue }
        slopes.mean.setVector(contrastSlope, at: first)
        slopes.squares.setVector(Scalar.Wide(repeating: 0) - contrast * inverse, at: first)
        slopes.product.setVector(inverse + inverse, at: first)
      }
    }
  }

  /// Windows that lie over the edge have no slope.
  @inline(__always)
  private func clearSlopesOverTheEdge(
    ofRow row: Int, scale: SimilarityScale, in pass: Pass<Scalar>
  ) {
    let slopes = pass.workspace(scale.slopes)
    for kind in 0..<3 {
      let slope = slopes.row(3 * row + kind) + 10 * scale.shape.channels
      for mapRow in 0..<scale.mapHeight {
        let end = (mapRow + 1) * scale.rowLength
        for position in (end - scale.rowLength + scale.mapRowLength)..<end { slope[position] = 0 }
      }
      // The last vector may reach further.
      for position in scale.positionCount..<Scalar.padded(scale.positionCount) {
        slope[position] = 0
      }
    }
  }

  /// Writes the mean similarity of each channel.
  @inline(__always)
  private func average(ofRow row: Int, scale: SimilarityScale, in pass: Pass<Scalar>) {
    let map = pass.workspace(map).row(0)
    let sums = pass.workspace(columnSums).row(0)
    let means = pass.workspace(scale.means)
    let rowLength = scale.rowLength
    for position in 0..<rowLength { sums[position] = 0 }
    for mapRow in 0..<scale.mapHeight {
      let start = map + mapRow * rowLength
      for position in 0..<scale.mapRowLength { sums[position] += start[position] }
    }
    for channel in 0..<scale.shape.channels {
      var sum = 0.0
      for position in stride(from: channel, to: scale.mapRowLength, by: scale.shape.channels) {
        sum += Double(sums[position])
      }
      means[row, channel] = Scalar(sum / Double(scale.windowCount))
    }
  }

  /// The similarity of a channel, over all scales.
  @inline(__always)
  private func similarity(ofRow row: Int, channel: Int, in pass: Pass<Scalar>) -> Double {
    guard scales.count > 1 else { return Double(pass.workspace(scales[0].means)[row, channel]) }
    return scales.reduce(1) { product, scale in
      let mean = max(0, Double(pass.workspace(scale.means)[row, channel]))
      return product * Double.pow(mean, scale.weight)
    }
  }

  // MARK: Backwards

  /// Writes, for each channel, what the slope of the similarity at a position of a scale counts for in the objective.
  @inline(__always)
  private func setFactors(ofRow row: Int, scale: SimilarityScale, in pass: Pass<Scalar>) {
    let factors = pass.workspace(factors)
    let channels = scale.shape.channels
    let share =
      -term.weight / (Double(pass.batchRowCount) * Double(channels) * Double(scale.windowCount))
    for channel in 0..<channels {
      var factor = share
      if scales.count > 1 {
        let mean = Double(pass.workspace(scale.means)[row, channel])
        let product = similarity(ofRow: row, channel: channel, in: pass)
        factor *= mean > 0 ? scale.weight * product / mean : 0
      }
      factors[0, channel] = Scalar(factor)
    }
    for position in channels..<(channels + Scalar.lanes) {
      factors[0, position] = factors[0, position - channels]
    }
  }

  /// Writes the gradient of the prediction at a scale.
  @inline(__always)
  private func differentiate(
    _ images: Images, ofRow row: Int, scale: SimilarityScale,
    into gradient: UnsafeMutablePointer<Scalar>, in pass: Pass<Scalar>
  ) {
    let slopes = pass.workspace(scale.slopes)
    let spreads = pass.workspace(scale.spreads)
    let factors = pass.workspace(factors)
    let margin = 10 * scale.rowLength
    for kind in 0..<3 {
      let spread = spreads.row(kind) + margin
      for first in stride(from: 0, to: scale.positionCount, by: Scalar.lanes) {
        // The row of slopes begins `10 channels` before the first of them.
        spread.setVector(
          window.sum(from: slopes.row(3 * row + kind) + first, distance: scale.shape.channels),
          at: first)
      }
    }
    let count = scale.shape.elementCount
    var phase = 0
    let step = Scalar.lanes % scale.shape.channels
    for first in stride(from: 0, to: count, by: Scalar.lanes) {
      let mean = window.sum(from: spreads.row(0) + first, distance: scale.rowLength)
      let squares = window.sum(from: spreads.row(1) + first, distance: scale.rowLength)
      let product = window.sum(from: spreads.row(2) + first, distance: scale.rowLength)
      let x = images.prediction.vector(at: first)
      let sum = mean.addingProduct(x + x, squares)
        .addingProduct(images.target.vector(at: first), product)
      gradient.setVector(
        (sum * factors.row(0).vector(at: phase)).keepingFirst(min(Scalar.lanes, count - first)),
        at: first)
      phase += step
      if phase >= scale.shape.channels { phase -= scale.shape.channels }
    }
  }

  // MARK: Scales

  /// A prediction and its target.
  private typealias Images = (
    prediction: UnsafeMutablePointer<Scalar>, target: UnsafeMutablePointer<Scalar>
  )

  @inline(__always)
  private func images(ofRow row: Int, scale: Int, in pass: Pass<Scalar>) -> Images {
    guard let images = scales[scale].images else {
      return (pass.value(prediction).row(row), pass.value(target).row(row))
    }
    let reduced = pass.workspace(images)
    return (reduced.row(2 * row), reduced.row(2 * row + 1))
  }

  @inline(__always)
  private func gradient(ofRow row: Int, scale: Int, in pass: Pass<Scalar>)
    -> UnsafeMutablePointer<Scalar>
  {
    guard let gradient = scales[scale].gradient else {
      return pass.gradient(prediction).row(row)
    }
    return pass.workspace(gradient).row(0)
  }

  /// Where the slopes of a row stand, behind their leading zeros.
  @inline(__always)
  private func slopes(ofRow row: Int, scale: SimilarityScale, in pass: Pass<Scalar>) -> (
    mean: UnsafeMutablePointer<Scalar>, squares: UnsafeMutablePointer<Scalar>,
    product: UnsafeMutablePointer<Scalar>
  ) {
    let slopes = pass.workspace(scale.slopes)
    let margin = 10 * scale.shape.channels
    return (
      slopes.row(3 * row) + margin, slopes.row(3 * row + 1) + margin,
      slopes.row(3 * row + 2) + margin
    )
  }

  /// Writes the means of two by two pixels.
  @inline(__always)
  private func halve(
    _ image: UnsafeMutablePointer<Scalar>, of shape: ImageShape,
    into half: UnsafeMutablePointer<Scalar>
  ) {
    let rowLength = shape.width * shape.channels
    var position = 0
    for row in 0..<(shape.height / 2) {
      for column in 0..<(shape.width / 2) {
        let first = image + 2 * (row * rowLength + column * shape.channels)
        for channel in 0..<shape.channels {
          let above = first[channel] + first[channel + shape.channels]
          let below = first[channel + rowLength] + first[channel + rowLength + shape.channels]
          half[position] = (above + below) / 4
          position += 1
        }
      }
    }
  }

  /// Propagates the gradient of the means of two by two pixels to the pixels.
  @inline(__always)
  private func addHalved(
    _ half: UnsafeMutablePointer<Scalar>, to gradient: UnsafeMutablePointer<Scalar>,
    of shape: ImageShape
  ) {
    let rowLength = shape.width * shape.channels
    var position = 0
    for row in 0..<(shape.height / 2) {
      for column in 0..<(shape.width / 2) {
        let first = gradient + 2 * (row * rowLength + column * shape.channels)
        for channel in 0..<shape.channels {
          let share = half[position] / 4
          first[channel] += share
          first[channel + shape.channels] += share
          first[channel + rowLength] += share
          first[channel + rowLength + shape.channels] += share
          position += 1
        }
      }
    }
  }
}

extension Matrix {
  /// The first element of a row.
  @inline(__always)
  fileprivate func row(_ row: Int) -> UnsafeMutablePointer<Scalar> { start + row * stride }
}

extension GraphBuilder {
  /// Records one minus the structural similarity of a prediction to data.
  ///
  /// - `weight`: the weight of an image's loss in the objective.
  /// - Returns: the loss of each image, from 0 to 2.
  /// - Precondition: both have the same shape, of 11 rows and columns at least, and `target` is data.
  @_specialize(where Scalar == Float)
  package mutating func structuralSimilarityLoss(
    _ prediction: FeatureMap, target: FeatureMap, weight: Double, maximum: Double = 1
  ) -> LossTerm {
    similarityLoss(
      prediction, target: target, weight: weight, maximum: maximum, scaleWeights: [1])
  }

  /// Records one minus the multi-scale structural similarity of a prediction to data.
  ///
  /// - `weight`: the weight of an image's loss in the objective.
  /// - Precondition: both have the same shape, of 11 rows and columns at least, and `target` is data.
  @_specialize(where Scalar == Float)
  package mutating func multiscaleStructuralSimilarityLoss(
    _ prediction: FeatureMap, target: FeatureMap, weight: Double, maximum: Double = 1
  ) -> LossTerm {
    similarityLoss(
      prediction, target: target, weight: weight, maximum: maximum,
      scaleWeights: StructuralSimilarityDefinition.scaleWeights(
        height: prediction.shape.height, width: prediction.shape.width))
  }

  private mutating func similarityLoss(
    _ prediction: FeatureMap, target: FeatureMap, weight: Double, maximum: Double,
    scaleWeights: [Double]
  ) -> LossTerm {
    typealias Definition = StructuralSimilarityDefinition
    let shape = prediction.shape
    precondition(shape == target.shape && target.value.isData && maximum > 0)
    precondition(
      min(shape.height, shape.width) >= Definition.windowWidth, "the window does not fit")
    let scales = similarityScales(of: shape, weights: scaleWeights)
    let term = lossTerm(weight: weight)
    record(
      StructuralSimilarityLoss(
        prediction: prediction.value, target: target.value, scales: scales,
        window: SimilarityWindow(),
        luminanceConstant: Scalar(Definition.luminanceConstant * maximum * maximum),
        contrastConstant: Scalar(Definition.contrastConstant * maximum * maximum),
        products: workspace(rows: 2, columns: shape.elementCount),
        columns: workspace(
          rows: 4, columns: scales[0].positionCount + 10 * shape.channels + Scalar.lanes),
        map: workspace(rows: 1, columns: scales[0].positionCount),
        columnSums: workspace(rows: 1, columns: scales[0].rowLength),
        factors: workspace(rows: 1, columns: shape.channels + Scalar.lanes), term: term))
    return term
  }

  private mutating func similarityScales(of shape: ImageShape, weights: [Double])
    -> [SimilarityScale]
  {
    var shape = shape
    return weights.enumerated().map { index, weight in
      defer {
        if index + 1 < weights.count {
          shape = ImageShape(
            height: shape.height / 2, width: shape.width / 2, channels: shape.channels)
        }
      }
      let rowLength = shape.width * shape.channels
      let positions = (shape.height - StructuralSimilarityDefinition.windowWidth + 1) * rowLength
      return SimilarityScale(
        shape: shape, weight: weight, hasLuminance: index + 1 == weights.count,
        images: index == 0
          ? nil : workspace(rows: 2 * batchCapacity, columns: shape.elementCount),
        slopes: workspace(
          rows: 3 * batchCapacity, columns: 10 * shape.channels + positions + Scalar.lanes),
        means: workspace(rows: batchCapacity, columns: shape.channels),
        spreads: workspace(rows: 3, columns: positions + 20 * rowLength + Scalar.lanes),
        gradient: index == 0 ? nil : workspace(rows: 1, columns: shape.elementCount))
    }
  }
}
