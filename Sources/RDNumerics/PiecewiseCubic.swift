/// A cubic between each two points, with one slope at each point: continuous, and so is its derivative.
package struct PiecewiseCubic: Sendable, Equatable {
  /// The abscissae of the points, ascending, shape `[n]`.
  package let abscissae: [Double]

  /// The values there, shape `[n]`.
  package let values: [Double]

  /// The slopes there, shape `[n]`.
  package let slopes: [Double]

  /// The interpolant through points, whose slopes follow from the widths `[n - 1]` of the intervals and the slopes `[n - 1]` of their chords.
  ///
  /// - Precondition: there are at least two abscissae, and they ascend.
  private init(
    abscissae: [Double], values: [Double],
    slopes: (_ widths: [Double], _ chords: [Double]) -> [Double]
  ) {
    precondition(abscissae.count >= 2 && abscissae.count == values.count)
    let widths = zip(abscissae.dropFirst(), abscissae).map { $0 - $1 }
    precondition(widths.allSatisfy { $0 > 0 }, "the abscissae must ascend")
    let chords = widths.indices.map { (values[$0 + 1] - values[$0]) / widths[$0] }
    self.abscissae = abscissae
    self.values = values
    self.slopes = chords.count == 1 ? [chords[0], chords[0]] : slopes(widths, chords)
  }

  /// The interpolant that is monotone wherever the points are (PCHIP).
  ///
  /// The slope at a point is the weighted harmonic mean of those of the two chords, or zero where their signs differ; at the ends
  /// it is that of a parabola through three points, limited so that the shape is preserved.
  ///
  /// > Source: [fritsch1984], equation 5; the ends as in SLATEC's PCHIM, [fritsch1982].
  ///
  /// - Precondition: there are at least two abscissae, and they ascend.
  package static func monotone(abscissae: [Double], values: [Double]) -> PiecewiseCubic {
    PiecewiseCubic(abscissae: abscissae, values: values) { widths, chords in
      var slopes = [endSlope(widths[0], widths[1], chords[0], chords[1])]
      for i in 1..<chords.count {
        guard chords[i - 1] * chords[i] > 0 else {
          slopes.append(0)
          continue
        }
        let left = 2 * widths[i] + widths[i - 1]
        let right = widths[i] + 2 * widths[i - 1]
        slopes.append((left + right) / (left / chords[i - 1] + right / chords[i]))
      }
      let last = chords.count - 1
      slopes.append(endSlope(widths[last], widths[last - 1], chords[last], chords[last - 1]))
      return slopes
    }
  }

  /// Akima's interpolant, which a point far off bends only nearby.
  ///
  /// The slope at a point is the mean of those of the two chords beside it, each weighted by how much the slope changes on the other
  /// side; where it changes on neither, their plain mean. Beyond each end the slopes of two more chords are extrapolated.
  ///
  /// > Source: [akima1970], equations 1 and 12.
  ///
  /// - Precondition: there are at least two abscissae, and they ascend.
  package static func akima(abscissae: [Double], values: [Double]) -> PiecewiseCubic {
    PiecewiseCubic(abscissae: abscissae, values: values) { _, chords in
      let last = chords.count - 1
      let before = 2 * chords[0] - chords[1]
      let after = 2 * chords[last] - chords[last - 1]
      let m = [2 * before - chords[0], before] + chords + [after, 2 * after - chords[last]]
      let changes = zip(m.dropFirst(), m).map { abs($0 - $1) }
      // Below this a change is rounding.
      let least = 1e-9 * (zip(changes, changes.dropFirst(2)).map { $0 + $1 }.max() ?? 0)
      return (0...chords.count).map { i in
        let (left, right) = (changes[i], changes[i + 2])
        return left + right > least
          ? (right * m[i + 1] + left * m[i + 2]) / (left + right) : (m[i + 1] + m[i + 2]) / 2
      }
    }
  }

  /// The interpolant at `x`, which lies between the first and the last position.
  package func callAsFunction(_ x: Double) -> Double {
    let piece = max(0, (abscissae.firstIndex { $0 >= x } ?? abscissae.count - 1) - 1)
    let (t, cubic) = (x - abscissae[piece], coefficients(piece))
    return cubic.0 + t * (cubic.1 + t * (cubic.2 + t * cubic.3))
  }

  /// The integral over an interval between the first and the last position.
  package func integral(from lower: Double, to upper: Double) -> Double {
    (0..<(abscissae.count - 1)).reduce(0) { sum, piece in
      let from = max(lower, abscissae[piece]) - abscissae[piece]
      let to = min(upper, abscissae[piece + 1]) - abscissae[piece]
      guard to > from else { return sum }
      let c = coefficients(piece)
      func primitive(_ t: Double) -> Double {
        t * (c.0 + t * (c.1 / 2 + t * (c.2 / 3 + t * c.3 / 4)))
      }
      return sum + primitive(to) - primitive(from)
    }
  }

  /// The coefficients of a piece in powers of the distance from its first point.
  private func coefficients(_ piece: Int) -> (Double, Double, Double, Double) {
    let width = abscissae[piece + 1] - abscissae[piece]
    let chord = (values[piece + 1] - values[piece]) / width
    let (left, right) = (slopes[piece], slopes[piece + 1])
    return (
      values[piece], left, (3 * chord - 2 * left - right) / width,
      (left + right - 2 * chord) / (width * width)
    )
  }

  private static func endSlope(
    _ width: Double, _ nextWidth: Double, _ chord: Double, _ nextChord: Double
  ) -> Double {
    let slope = ((2 * width + nextWidth) * chord - width * nextChord) / (width + nextWidth)
    if slope * chord <= 0 { return 0 }
    if chord * nextChord <= 0 && abs(slope) > 3 * abs(chord) { return 3 * chord }
    return slope
  }
}
