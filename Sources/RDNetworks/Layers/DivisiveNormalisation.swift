/// Generalised divisive normalisation across the channels of each pixel, or its approximate inverse:
/// `y_i = x_i / sqrt(n_i)` or `y_i = x_i sqrt(n_i)` with `n_i = beta_i + sum over j of gamma_ij x_j^2`.
///
/// > Source: [balle2016gdn]; [balle2017], section 2, for the form with squares and for the inverse.
package struct DivisiveNormalisation<Scalar: EngineScalar>: Node {
  /// The value `x`, shape `[batch, pixels * channels]`.
  let input: Value

  /// The value `y`, shape `[batch, pixels * channels]`.
  let output: Value

  /// The transpose of `gamma`, shape `[channels, channels]`.
  let mixing: NonnegativeParameter<Scalar>

  /// `beta`, shape `[1, channels]`.
  let offsets: NonnegativeParameter<Scalar>

  /// Whether it multiplies rather than divides.
  let isInverse: Bool

  /// `gamma`, shape `[channels, channels]`.
  let transposedMixing: Workspace

  /// `beta` for each pixel, shape `[1, pixels * channels]`; its padding is one.
  let tiledOffsets: Workspace

  /// `x^2`, and in the backward pass the product with the norms' gradients, shape `[batch, pixels * channels]`.
  package let squares: Workspace

  /// The factor of `x`: `n^(-1/2)` or `n^(1/2)`, shape `[batch, pixels * channels]`.
  let factors: Workspace

  /// A part of the gradient of `gamma`, shape `[channels, channels]`, where rows are parted by padding.
  let partialProduct: Workspace

  package var inputs: [Value] { [input] }
  private var channels: Int { mixing.stored.columns }

  package func forward(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let output = pass.value(output)
    let squares = pass.workspace(squares).firstRows(input.rows)
    let factors = pass.workspace(factors).firstRows(input.rows)
    let tile = pass.workspace(tiledOffsets)
    let mixing = mixing.evaluate(in: pass)
    fill(tile, with: offsets.evaluate(in: pass))
    square(input, into: squares)
    for chunk in 0..<input.chunkCount {
      factors.pixels(ofChunk: chunk, channels: channels).setProduct(
        squares.pixels(ofChunk: chunk, channels: channels), mixing)
    }
    let one = Scalar.Wide(repeating: 1)
    for row in 0..<input.rows {
      for vector in 0..<input.vectorsPerRow {
        let root = (factors[row, vector: vector] + tile[0, vector: vector]).squareRoot()
        let factor = isInverse ? root : one / root
        factors[row, vector: vector] = factor
        output[row, vector: vector] = input[row, vector: vector] * factor
      }
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let gradient = pass.gradient(output)
    let squares = pass.workspace(squares).firstRows(gradient.rows)
    differentiateNorms(in: pass)

    addUp(gradient, into: pass.gradient(offsets.stored))
    setMixingGradient(pass.gradient(mixing.stored), squares: squares, norms: gradient, in: pass)
    offsets.passBack(in: pass)
    mixing.passBack(in: pass)

    guard !input.isData else { return }
    let transpose = pass.workspace(transposedMixing)
    transpose.setTranspose(of: pass.workspace(mixing.effective))
    for chunk in 0..<gradient.chunkCount {
      squares.pixels(ofChunk: chunk, channels: channels).setProduct(
        gradient.pixels(ofChunk: chunk, channels: channels), transpose)
    }
    let input = pass.value(input)
    let inputGradient = pass.gradient(self.input)
    let last = input.vectorsPerRow - 1
    for row in 0..<input.rows {
      for vector in 0...last {
        let x = input[row, vector: vector]
        let sum = inputGradient[row, vector: vector].addingProduct(
          x + x, squares[row, vector: vector])
        inputGradient[row, vector: vector] =
          vector < last ? sum : sum.keepingFirst(input.columns - last * Scalar.lanes)
      }
    }
  }

  /// Writes the direct part of the gradient of `x`, and replaces the gradient of `y` by that of the norms `n`.
  @inline(__always)
  private func differentiateNorms(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let gradient = pass.gradient(output)
    let factors = pass.workspace(factors)
    let half = Scalar.Wide(repeating: isInverse ? 0.5 : -0.5)
    // Data has memory for a gradient too, which is never read.
    let inputGradient = pass.gradient(self.input)
    for row in 0..<input.rows {
      for vector in 0..<input.vectorsPerRow {
        let slope = gradient[row, vector: vector]
        let factor = factors[row, vector: vector]
        inputGradient[row, vector: vector] = slope * factor
        let product = half * slope * input[row, vector: vector]
        gradient[row, vector: vector] =
          isInverse ? product / factor : product * (factor * factor * factor)
      }
    }
  }

  /// Writes the gradient of the transposed `gamma`: products of squares with the gradients of norms, over all pixels.
  @inline(__always)
  private func setMixingGradient(
    _ mixingGradient: Matrix<Scalar>, squares: Matrix<Scalar>, norms: Matrix<Scalar>,
    in pass: Pass<Scalar>
  ) {
    mixingGradient.setProduct(
      transposing: squares.pixels(ofChunk: 0, channels: channels),
      norms.pixels(ofChunk: 0, channels: channels))
    let part = pass.workspace(partialProduct)
    for chunk in 1..<max(1, norms.chunkCount) {
      part.setProduct(
        transposing: squares.pixels(ofChunk: chunk, channels: channels),
        norms.pixels(ofChunk: chunk, channels: channels))
      for row in 0..<part.rows {
        for vector in 0..<part.vectorsPerRow {
          mixingGradient[row, vector: vector] =
            mixingGradient[row, vector: vector] + part[row, vector: vector]
        }
      }
    }
  }

  /// Sums the pixels of all rows.
  @inline(__always)
  private func addUp(_ norms: Matrix<Scalar>, into sums: Matrix<Scalar>) {
    let sum = sums.start
    for channel in 0..<channels { sum[channel] = 0 }
    for row in 0..<norms.rows {
      var pixel = norms.start + row * norms.stride
      for _ in 0..<(norms.columns / channels) {
        for channel in 0..<channels { sum[channel] += pixel[channel] }
        pixel += channels
      }
    }
  }

  /// Writes `beta` for each pixel; in the padding one, whose square root and quotient are harmless.
  @inline(__always)
  private func fill(_ tile: Matrix<Scalar>, with offsets: Matrix<Scalar>) {
    for pixel in 0..<(tile.columns / channels) {
      for channel in 0..<channels { tile[0, pixel * channels + channel] = offsets[0, channel] }
    }
    for column in tile.columns..<tile.stride { tile[0, column] = 1 }
  }

  @inline(__always)
  private func square(_ input: Matrix<Scalar>, into squares: Matrix<Scalar>) {
    for row in 0..<input.rows {
      for vector in 0..<input.vectorsPerRow {
        let x = input[row, vector: vector]
        squares[row, vector: vector] = x * x
      }
    }
  }
}

extension GraphBuilder {
  /// Records a generalised divisive normalisation, initially near `y = x / sqrt(1 + x^2 / 10)`, or its approximate inverse.
  @_specialize(where Scalar == Float)
  package mutating func generalisedDivisiveNormalisation(_ input: FeatureMap, isInverse: Bool)
    -> FeatureMap
  {
    let channels = input.shape.channels
    let columns = input.value.columns
    let output = value(columns: columns)
    record(
      DivisiveNormalisation(
        input: input.value, output: output,
        mixing: nonnegativeParameter(
          rows: channels, columns: channels, minimum: 0, diagonal: 0.1, elsewhere: 0),
        offsets: nonnegativeParameter(
          rows: 1, columns: channels, minimum: 1e-6, diagonal: 1, elsewhere: 1),
        isInverse: isInverse, transposedMixing: workspace(rows: channels, columns: channels),
        tiledOffsets: workspace(rows: 1, columns: columns),
        squares: workspace(rows: batchCapacity, columns: columns),
        factors: workspace(rows: batchCapacity, columns: columns),
        partialProduct: workspace(rows: channels, columns: channels)))
    return FeatureMap(output, shape: input.shape)
  }
}
