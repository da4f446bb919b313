import RDCore
import RealModule

/// PSNR-HVS-M: the PSNR of what the eye sees of an error in 8 by 8 blocks of the DCT.
///
/// A difference of two coefficients counts as far as it is above what the block's own contrast masks, weighted by the sensitivity of the
/// eye to that frequency:
/// ```
/// u = |X - Y|, less E / m for all but the mean;   E = sqrt(sum m X^2 * d) / 32, of the picture in which it is larger
/// d = sum of the squared deviations in the four quarters / that of the block
/// ```
/// both for unbiased variances times their numbers of samples. Blocks do not overlap; rows and columns beyond the last whole block are left
/// out. It is the authors' program `psnrhvsm.m` at its default step.
///
/// > Source: [ponomarenko2007], equations 2 to 5; [egiazarian2006] for the weights.
package enum PSNRHVSM {
  /// The quality in decibels of a picture's luma, scaled to 0 to 255.
  ///
  /// - Returns: `nil` for less than one block, infinity where no difference is visible.
  /// - Precondition: both pictures have the same shape.
  package static func decibels(of decoded: Image, with reference: Image) -> Double? {
    precondition(decoded.shape == reference.shape)
    let (height, width) = (decoded.shape.height, decoded.shape.width)
    guard height >= side, width >= side else { return nil }
    var sum = 0.0
    var count = 0
    for row in stride(from: 0, through: height - side, by: side) {
      for column in stride(from: 0, through: width - side, by: side) {
        func block(_ picture: Image) -> Block { Block(picture, first: row * width + column) }
        sum += visibleError(block(decoded), block(reference))
        count += side * side
      }
    }
    return RDCore.decibels(ofPowerRatio: 255 * 255 * Double(count) / sum)
  }

  /// The sum of the squared, weighted differences that are visible.
  private static func visibleError(_ decoded: Block, _ reference: Block) -> Double {
    let masking = max(decoded.masking, reference.masking)
    return (0..<(side * side)).reduce(0) { sum, index in
      let difference = abs(decoded.coefficients[index] - reference.coefficients[index])
      let visible = index == 0 ? difference : max(0, difference - masking / maskWeights[index])
      let weighted = visible * sensitivities[index]
      return sum + weighted * weighted
    }
  }

  private static let side = 8

  /// A block with its coefficients.
  private struct Block {
    /// Shape `[8, 8]`, vertical frequency first.
    let coefficients: [Double]

    /// `E`: the contrast that hides errors.
    let masking: Double

    /// - Parameters:
    ///   - picture: the picture.
    ///   - first: the block's first pixel.
    init(_ picture: Image, first: Int) {
      let maximum = Double(picture.maximum)
      let samples = (0..<(side * side)).map {
        picture.luma(at: first + $0 / side * picture.shape.width + $0 % side) * 255 / maximum
      }
      let columns = Block.transformedRows(samples)
      let coefficients = Block.transformedRows(columns)
      let energy = (1..<(side * side)).reduce(0) {
        $0 + maskWeights[$1] * coefficients[$1] * coefficients[$1]
      }
      func scatter(_ positions: [Int]) -> Double {
        let count = Double(positions.count)
        let mean = positions.reduce(0) { $0 + samples[$1] } / count
        return positions.reduce(0) { sum, position in
          let deviation = samples[position] - mean
          return sum + deviation * deviation
        } * count / (count - 1)
      }
      let whole = scatter(Array(samples.indices))
      let parts = quarters.reduce(0) { $0 + scatter($1) }
      self.coefficients = coefficients
      masking = (energy * (whole > 0 ? parts / whole : 0)).squareRoot() / 32
    }

    /// The orthonormal DCT of each row, transposed: done twice it is that of the block.
    private static func transformedRows(_ block: [Double]) -> [Double] {
      (0..<(side * side)).map { position in
        let (frequency, row) = (position / side, position % side)
        return (0..<side).reduce(0) {
          $0 + cosines[frequency * side + $1] * block[row * side + $1]
        }
      }
    }
  }

  /// The orthonormal DCT, shape `[8 frequencies, 8 samples]`.
  private static let cosines: [Double] = (0..<(side * side)).map { position in
    let (frequency, sample) = (position / side, position % side)
    let scale = frequency == 0 ? 1 / Double(side) : 2 / Double(side)
    return scale.squareRoot()
      * Double.cos(.pi * Double(frequency * (2 * sample + 1)) / Double(2 * side))
  }

  /// The positions of each quarter of a block.
  private static let quarters: [[Int]] = [0, 4, 32, 36].map { first in
    (0..<16).map { first + $0 / 4 * side + $0 % 4 }
  }

  /// The steps of JPEG's quantiser of luma, from which both tables of the authors follow to all of their six decimals.
  ///
  /// > Source: [itu1992jpeg], table K.1.
  private static let steps: [Double] = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
  ]

  /// The sensitivity of the eye to each frequency.
  private static let sensitivities = steps.map { ((25.73509 / $0) * 1e6).rounded() / 1e6 }

  /// `m`: what each frequency adds to the masking.
  private static let maskWeights = steps.map { ((100 / ($0 * $0)) * 1e6).rounded() / 1e6 }
}
