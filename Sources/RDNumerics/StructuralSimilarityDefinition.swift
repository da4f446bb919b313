import RealModule

/// The definition of structural similarity: its window, its constants, and the scales of its multi-scale form.
///
/// The metric of decoded images and the training loss of networks both read these, so that they are the same function.
/// ```
/// SSIM = l c,   l = (2 mx my + C1) / (mx^2 + my^2 + C1),   c = (2 sxy + C2) / (sxx + syy + C2)
/// ```
/// with means, variances and covariance under the window, at every position where the whole window lies inside the image; the
/// mean over the positions, for each channel, then the mean over the channels. The multi-scale form is, for each channel, the
/// product over the scales of the mean `c` (at the coarsest scale the mean `SSIM`) to the power of the scale's weight. From one
/// scale to the next, each two by two pixels are replaced by their mean; an odd last row or column is dropped. With more than one
/// scale, a negative mean counts as zero.
///
/// > Source: [wang2004], section III-B and -C; [wang2003], section 3, for the scales.
package enum StructuralSimilarityDefinition {
  /// Rows and columns of the window.
  package static let windowWidth = 11

  /// The window is the outer product of this vector with itself: a Gaussian of standard deviation 1.5 and sum 1, shape `[11]`.
  package static let window: [Double] = {
    let weights = (0..<windowWidth).map { tap in
      let distance = Double(tap - windowWidth / 2) / 1.5
      return Double.exp(-distance * distance / 2)
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }()

  /// `C1` for samples from 0 to 1; it scales with the square of the peak sample value.
  package static let luminanceConstant = 0.01 * 0.01

  /// `C2` for samples from 0 to 1; it scales with the square of the peak sample value.
  package static let contrastConstant = 0.03 * 0.03

  /// The weights of five scales, the finest first; their sum is 1.0001.
  package static let scaleWeights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]

  /// The weights of the scales at which the window fits into the image, the finest first, at most five.
  ///
  /// Five scales need 176 rows and columns. For fewer scales the weights are divided by their sum; images of 11 to 21 rows or
  /// columns have one scale, where both forms are the same.
  ///
  /// - Parameters:
  ///   - height: rows of the image.
  ///   - width: columns of the image.
  /// - Returns: the weights; empty if the window does not fit into the image.
  package static func scaleWeights(height: Int, width: Int) -> [Double] {
    var scales = 0
    var size = min(height, width)
    while size >= windowWidth && scales < scaleWeights.count {
      scales += 1
      size /= 2
    }
    guard scales < scaleWeights.count else { return scaleWeights }
    let weights = scaleWeights.prefix(scales)
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
