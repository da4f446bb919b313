extension Matrix {
  /// The number of pixel matrices of rows of feature maps: one without padding, else one per row.
  @inline(__always)
  var chunkCount: Int { stride == columns ? 1 : rows }

  /// The pixels of one or all rows, shape `[pixels, channels]`, without padding.
  @inline(__always)
  func pixels(ofChunk chunk: Int, channels: Int) -> Matrix {
    let elementCount = stride == columns ? rows * columns : columns
    return Matrix(
      start: start + chunk * stride, rows: elementCount / channels, columns: channels,
      stride: channels)
  }

  /// The same matrix with fewer rows: a workspace of the batch's capacity as far as a pass uses it.
  @inline(__always)
  func firstRows(_ count: Int) -> Matrix {
    Matrix(start: start, rows: count, columns: columns, stride: stride)
  }
}
