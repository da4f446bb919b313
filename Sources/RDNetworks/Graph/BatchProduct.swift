/// The gradient of a large matrix as one product over the rows of all shards: `left^T right`.
///
/// Shards only store their rows of both factors. A product per shard would write, and the sum over the shards read, as many
/// numbers as the matrix has, with few operations per number.
struct BatchProduct: Sendable {
  let parameter: Parameter

  /// Elements before the factors in the region of factors, for each row that the shards of the graph can hold.
  let offset: Int

  /// Elements from one row of the left factor to the next.
  let leftStride: Int

  /// The factors, a row for each that the shards can hold; `region` is where the region of factors begins.
  @inline(__always)
  func factors<Scalar: EngineScalar>(
    in region: UnsafeMutablePointer<Scalar>, rows: Int
  ) -> (left: Matrix<Scalar>, right: Matrix<Scalar>) {
    let start = region + rows * offset
    return (
      Matrix(start: start, rows: rows, columns: parameter.rows, stride: leftStride),
      Matrix(
        start: start + rows * leftStride, rows: rows, columns: parameter.columns,
        stride: parameter.stride)
    )
  }

  /// The elements of the matrix among all parameters.
  package var elements: Range<Int> {
    parameter.offset..<parameter.offset + parameter.rows * parameter.stride
  }
}

extension GraphBuilder {
  /// Reserves memory for the factors of the gradient of a matrix.
  ///
  /// A node that has called this calls `Pass/keep(_:_:for:)` on its way back and does not write the gradient.
  mutating func batchProduct(_ parameter: Parameter) -> BatchProduct {
    let product = BatchProduct(
      parameter: parameter, offset: factorExtent, leftStride: Scalar.padded(parameter.rows))
    factorExtent += product.leftStride + parameter.stride
    batchProducts.append(product)
    return product
  }
}

extension Pass {
  /// Stores this shard's rows of both factors for the product over all shards.
  @inline(__always)
  func keep(_ left: Matrix<Scalar>, _ right: Matrix<Scalar>, for product: BatchProduct) {
    let rows = shard * batchCapacity..<(shard + 1) * batchCapacity
    let factors = product.factors(in: factors, rows: shardCount * batchCapacity)
    factors.left.rows(rows).setFirstRows(from: left)
    factors.right.rows(rows).setFirstRows(from: right)
  }
}

extension Matrix {
  /// Copies the rows of a matrix of equal stride, and writes zeros into the remaining rows.
  @inline(__always)
  fileprivate func setFirstRows(from other: Matrix) {
    start.update(from: other.start, count: other.rows * stride)
    (start + other.rows * stride).update(repeating: 0, count: (rows - other.rows) * stride)
  }
}
