import RDCore

/// A value whose rows are images or maps of features: a handle to an array of shape `[height, width, channels]` in every row.
///
/// Channels are interleaved and pixels row by row, without padding in between, so that the same row is a vector to
/// a dense layer and a matrix of shape `[height * width, channels]` to a convolution.
package struct FeatureMap: Sendable {
  /// The value; its columns are `height * width * channels`.
  package let value: Value

  package let shape: ImageShape

  /// A value read as images.
  ///
  /// - Precondition: the shape has as many elements as the value has columns.
  package init(_ value: Value, shape: ImageShape) {
    precondition(value.columns == shape.elementCount)
    self.value = value
    self.shape = shape
  }
}
