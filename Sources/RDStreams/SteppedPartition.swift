import RealModule

/// A partition of sorted samples into cells, at first of equal width, each with the mean of its samples as its level.
package struct SteppedPartition {
  /// The sum of the samples before each, shape `[n + 1]`.
  private let sums: [Double]
  private let samples: [Float]

  /// The first sample of each cell and the number of samples, ascending, shape `[N + 1]`.
  private var starts: [Int]

  /// The mean of each cell, shape `[N]`.
  package private(set) var levels: [Double] = []

  /// The thresholds between the cells, shape `[N - 1]`.
  package private(set) var thresholds: [Double] = []

  /// The non-empty cells around the multiples of a step.
  ///
  /// - Precondition: the samples are ascending and finite, and not empty.
  package init(sorted samples: [Float], step: Double) {
    self.samples = samples
    var sum = 0.0
    sums =
      [0]
      + samples.map { sample in
        sum += Double(sample)
        return sum
      }
    func cell(_ index: Int) -> Double { (Double(samples[index]) / step).rounded() }
    starts = [0]
    for index in samples.indices.dropFirst() where cell(index) != cell(index - 1) {
      starts.append(index)
      // If no cell lies in between, this is the threshold of two neighbouring cells.
      thresholds.append(step * (cell(index - 1) + cell(index)) / 2)
    }
    starts.append(samples.count)
    findLevels()
  }

  /// Moves every threshold to equal Lagrangian cost, distortion plus `slope` times bits, of its two cells, and updates the levels.
  package mutating func moveBorders(slope: Double) {
    let count = Double(samples.count)
    // A sample `x` goes to the cell of the greatest `2 x level - offset`: the upper envelope of straight lines.
    let offsets = levels.indices.map { cell in
      let share = Double(self.starts[cell + 1] - self.starts[cell]) / count
      return levels[cell] * levels[cell] - slope * Double.log2(share)
    }
    var kept: [Int] = []
    var borders: [Double] = []
    for cell in levels.indices {
      while let last = kept.last {
        let crossing = (offsets[cell] - offsets[last]) / (2 * (levels[cell] - levels[last]))
        if let border = borders.last, crossing <= border {
          kept.removeLast()
          borders.removeLast()
          continue
        }
        borders.append(crossing)
        break
      }
      kept.append(cell)
    }
    var starts = [0]
    var thresholds: [Double] = []
    for border in borders {
      let start = firstIndex(atOrAbove: border)
      // An empty cell is removed, with its upper threshold.
      guard start > starts[starts.count - 1], start < samples.count else { continue }
      starts.append(start)
      thresholds.append(border)
    }
    self.starts = starts + [samples.count]
    self.thresholds = thresholds
    findLevels()
  }

  private mutating func findLevels() {
    levels = (0..<starts.count - 1).map { cell in
      (sums[starts[cell + 1]] - sums[starts[cell]]) / Double(starts[cell + 1] - starts[cell])
    }
    // Neighbouring means are equal only if cells are narrower than the rounding of the samples.
    precondition(zip(levels, levels.dropFirst()).allSatisfy(<), "the step is too narrow")
  }

  private func firstIndex(atOrAbove bound: Double) -> Int {
    var low = 0
    var high = samples.count
    while low < high {
      let middle = (low + high) / 2
      if Double(samples[middle]) < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
