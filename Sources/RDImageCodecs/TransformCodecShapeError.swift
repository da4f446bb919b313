import RDCore

/// Images that a transform codec cannot be trained on.
package struct TransformCodecShapeError: DiagnosedError, Equatable {
  /// The shape of the training rows.
  package let shape: ImageShape

  /// What sides must be multiples of.
  package let stride: Int

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "A transform codec cannot be trained on images of \(shape): it takes 3 channels, and sides that are multiples of \(stride). Set crop to such a side."
  }
}

extension TransformCodecArchitecture {
  /// Refuses images that a network of this shape cannot be trained on.
  ///
  /// - Throws: ``TransformCodecShapeError``.
  package func check(_ shape: ImageShape) throws(TransformCodecShapeError) {
    guard shape.channels == 3, shape.height % stride == 0, shape.width % stride == 0 else {
      throw TransformCodecShapeError(shape: shape, stride: stride)
    }
  }
}
