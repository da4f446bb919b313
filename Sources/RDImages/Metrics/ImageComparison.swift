import RDCore

/// The quality of decoded images, image by image.
///
/// For several images, PSNR may mean the mean of the PSNRs or the PSNR of the mean error; each has its own name here.
public struct ImageComparison: Sendable, Equatable {
  /// The largest sample: white.
  package let maximum: Double

  /// The mean-square error of each image, over all its samples, in squared units of the samples, shape `[count]`.
  package let meanSquaredErrors: [Double]

  /// The structural similarity of each image, shape `[count]`; `nil` if it was not requested or if images have fewer than 11 rows or columns, into which
  /// the window does not fit.
  package let structuralSimilarities: [Double]?

  /// The multi-scale structural similarity of each image, shape `[count]`; `nil` likewise.
  package let multiscaleStructuralSimilarities: [Double]?

  /// The mean-square error over all samples of all images, in squared units of the samples.
  public var pooledMeanSquaredError: Double { Self.mean(meanSquaredErrors) }

  /// The mean-square error over all samples of all images, for samples from 0 to 1.
  package var pooledRelativeMeanSquaredError: Double {
    pooledMeanSquaredError / (maximum * maximum)
  }

  /// The peak signal-to-noise ratio of each image in decibels, shape `[count]`; infinite for a lossless one.
  package var psnrDecibels: [Double] {
    meanSquaredErrors.map { Self.psnrDecibels(ofMeanSquaredError: $0, maximum: maximum) }
  }

  /// The peak signal-to-noise ratio of the pooled mean-square error, in decibels.
  package var psnrDecibelsOfPooledError: Double {
    Self.psnrDecibels(ofMeanSquaredError: pooledMeanSquaredError, maximum: maximum)
  }

  /// The mean of the images' peak signal-to-noise ratios, in decibels; infinite if one image is lossless.
  public var meanPSNRDecibels: Double { Self.mean(psnrDecibels) }

  /// The mean of the images' SSIM; `nil` where it was not measured.
  public var meanStructuralSimilarity: Double? { structuralSimilarities.map(Self.mean) }

  /// The mean of the multi-scale structural similarities.
  public var meanMultiscaleStructuralSimilarity: Double? {
    multiscaleStructuralSimilarities.map(Self.mean)
  }

  /// The peak signal-to-noise ratio `10 log10(maximum^2 / error)`.
  ///
  /// - Parameters:
  ///   - error: the mean-square error, in squared units of the samples.
  ///   - maximum: the largest sample.
  /// - Returns: decibels; infinite for an error of zero.
  package static func psnrDecibels(ofMeanSquaredError error: Double, maximum: Double) -> Double {
    decibels(ofPowerRatio: maximum * maximum / error)
  }

  private static func mean(_ numbers: [Double]) -> Double {
    numbers.reduce(0, +) / Double(numbers.count)
  }
}

extension ImageComparison {
  /// Compares blocks of 8-bit images.
  ///
  /// - Parameters:
  ///   - decoded: the decoded images.
  ///   - reference: the original images, at least one.
  ///   - measures: what to measure besides the mean-square error.
  /// - Throws: ``ImageComparisonError`` if the blocks differ in number or shape of their images, or are empty.
  package init(
    of decoded: ImageBlock, with reference: ImageBlock, measures: ImageMeasures = []
  ) throws(ImageComparisonError) {
    guard decoded.shape == reference.shape else {
      throw .differentShapes(reference: reference.shape, decoded: decoded.shape)
    }
    guard decoded.count == reference.count else {
      throw .differentCounts(reference: reference.count, decoded: decoded.count)
    }
    guard reference.count > 0 else { throw .noImages }
    self.init(
      samples: decoded.samples, references: reference.samples, shape: reference.shape,
      maximum: 255, measures: measures)
  }

  /// Compares two pictures, their alpha channels included.
  ///
  /// - Parameters:
  ///   - decoded: the decoded picture.
  ///   - reference: the original picture.
  ///   - measures: what to measure besides the mean-square error.
  /// - Throws: ``ImageComparisonError`` if they differ in shape or in bits per sample.
  public init(
    of decoded: Image, with reference: Image, measures: ImageMeasures = []
  ) throws(ImageComparisonError) {
    guard decoded.shape == reference.shape else {
      throw .differentShapes(reference: reference.shape, decoded: decoded.shape)
    }
    guard decoded.bitDepth == reference.bitDepth else {
      throw .differentBitDepths(reference: reference.bitDepth, decoded: decoded.bitDepth)
    }
    self.init(
      samples: decoded.samples, references: reference.samples, shape: reference.shape,
      maximum: Double(reference.maximum), measures: measures)
  }

  /// Compares images whose samples are floating-point numbers.
  ///
  /// - Parameters:
  ///   - decoded: the decoded images, shape `[count, height, width, channels]`.
  ///   - reference: the original images, in the same shape; at least one.
  ///   - shape: the shape of each image.
  ///   - maximum: the largest sample: white.
  ///   - measures: what to measure besides the mean-square error.
  /// - Precondition: both have the same number of images.
  package init(
    of decoded: [Float], with reference: [Float], shape: ImageShape, maximum: Double = 1,
    measures: ImageMeasures = []
  ) {
    precondition(decoded.count == reference.count && !reference.isEmpty && maximum > 0)
    precondition(reference.count.isMultiple(of: shape.elementCount))
    self.init(
      samples: decoded, references: reference, shape: shape, maximum: maximum, measures: measures)
  }

  init<Sample: ImageSample>(
    samples: [Sample], references: [Sample], shape: ImageShape, maximum: Double,
    measures: ImageMeasures
  ) {
    let size = shape.elementCount
    let count = references.count / size
    let similarity =
      measures.isEmpty ? nil : SimilarityMeter(shape: shape, maximum: maximum, measures: measures)
    var errors: [Double] = []
    var similarities: [Double] = []
    var multiscale: [Double] = []
    errors.reserveCapacity(count)
    samples.withUnsafeBufferPointer { samples in
      references.withUnsafeBufferPointer { references in
        for image in 0..<count {
          let range = (image * size)..<((image + 1) * size)
          let decoded = UnsafeBufferPointer(rebasing: samples[range])
          let reference = UnsafeBufferPointer(rebasing: references[range])
          errors.append(Self.meanSquaredError(decoded, reference))
          guard let values = similarity?.measure(decoded, reference) else { continue }
          similarities.append(values.single)
          multiscale.append(values.multiscale)
        }
      }
    }
    self.maximum = maximum
    meanSquaredErrors = errors
    let hasSimilarity = similarity != nil
    structuralSimilarities =
      hasSimilarity && measures.contains(.structuralSimilarity) ? similarities : nil
    multiscaleStructuralSimilarities =
      hasSimilarity && measures.contains(.multiscaleStructuralSimilarity) ? multiscale : nil
  }

  /// The mean of the squared differences, in eight sums that are added up at the end.
  private static func meanSquaredError<Sample: ImageSample>(
    _ decoded: UnsafeBufferPointer<Sample>, _ reference: UnsafeBufferPointer<Sample>
  ) -> Double {
    var sums = SIMD8<Double>(repeating: 0)
    let whole = reference.count / 8 * 8
    for first in stride(from: 0, to: whole, by: 8) {
      var difference = SIMD8<Double>()
      for lane in 0..<8 {
        difference[lane] = decoded[first + lane].number - reference[first + lane].number
      }
      sums.addProduct(difference, difference)
    }
    var sum = sums.sum()
    for index in whole..<reference.count {
      let difference = decoded[index].number - reference[index].number
      sum += difference * difference
    }
    return sum / Double(reference.count)
  }
}
