/// Candidates for the nearest points of one, by bounds on their distances.
struct CandidateList {
  private let count: Int

  /// The distance above which candidates are excluded by their lower bound: the greatest of `capacity` upper bounds.
  private(set) var limit = Float.infinity

  private var candidates: [Candidate] = []

  /// The number of candidates that triggers pruning.
  private var capacity: Int

  private struct Candidate {
    let lower: Float
    let upper: Float
    let index: Int32
  }

  /// An empty list for the nearest points.
  init(count: Int) {
    self.count = count
    capacity = 2 * count + 32
    candidates.reserveCapacity(capacity + 1)
  }

  package var indices: [Int32] {
    var sifted = self
    sifted.sift()
    return sifted.candidates.map(\.index)
  }

  /// Adds a point whose distance lies between bounds, if it can be among the nearest.
  package mutating func take(lower: Float, upper: Float, index: Int32) {
    guard lower <= limit else { return }
    candidates.append(Candidate(lower: lower, upper: upper, index: index))
    if candidates.count > capacity {
      sift()
      // Many points at nearly equal distances remain; the threshold grows, so that they are not pruned repeatedly.
      capacity = max(capacity, 2 * candidates.count)
    }
  }

  /// Removes the candidates whose lower bound exceeds `capacity` upper bounds.
  private mutating func sift() {
    guard candidates.count > count else { return }
    var uppers = candidates.map(\.upper)
    limit = Self.element(count - 1, ofSorted: &uppers)
    candidates.removeAll { $0.lower > limit }
  }

  /// The element of a rank, by quickselect; the elements are permuted.
  ///
  /// > Source: [hoare1961], Algorithm 65.
  private static func element(_ position: Int, ofSorted numbers: inout [Float]) -> Float {
    numbers.withUnsafeMutableBufferPointer { numbers in
      var first = 0
      var last = numbers.count - 1
      while first < last {
        let pivot = numbers[(first + last) / 2]
        var low = first
        var high = last
        while low <= high {
          while numbers[low] < pivot { low += 1 }
          while numbers[high] > pivot { high -= 1 }
          if low <= high {
            numbers.swapAt(low, high)
            low += 1
            high -= 1
          }
        }
        // The elements between them equal the pivot.
        if position <= high {
          last = high
        } else if position >= low {
          first = low
        } else {
          break
        }
      }
      return numbers[position]
    }
  }
}
