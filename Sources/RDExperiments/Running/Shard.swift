import RDCore

/// One of several parts of the trials of a plan, for as many processes that share a store of trials.
package struct Shard: Sendable, Equatable, CustomStringConvertible {
  /// The part, from 1.
  package let index: Int

  /// The number of parts.
  package let count: Int

  /// The most parts, which is beyond the largest array of a Slurm cluster.
  package static let countLimit = 1_000_000

  /// A part.
  ///
  /// - Precondition: `1...count` contains `index`.
  package init(_ index: Int, of count: Int) {
    precondition(1...count ~= index)
    self.index = index
    self.count = count
  }

  /// Reads a part, as in `2/8`.
  ///
  /// - Throws: `Diagnosis`.
  package init(parsing text: String) throws(Diagnosis) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1],
      1...Self.countLimit ~= count, 1...count ~= index
    else {
      throw .wrongUse(
        "--shard is '\(text)', but must be a part from 1 and the number of parts, at most \(Self.countLimit), as in 2/8."
      )
    }
    self.init(index, of: count)
  }

  package var description: String { "\(index)/\(count)" }

  /// The positions of this part's trials, ascending.
  ///
  /// - Parameter costs: the expected cost of each trial; all parts must see the same.
  /// - Returns: the positions, none if there are more parts than trials.
  package func positions(of costs: [Double]) -> [Int] {
    let parts = Self.partition(costs, into: count)
    return index <= parts.count ? parts[index - 1] : []
  }

  /// Disjoint parts of about the same cost: the longest trial first, each to the part of the least cost so far, or the fewest trials
  /// among equals.
  ///
  /// - Returns: for each part the positions of its trials, ascending; no more parts than trials.
  /// - Complexity: O(n log n + n · count).
  ///
  /// > Source: [graham1969], LPT: the largest part costs at most 4/3 of the optimum.
  package static func partition(_ costs: [Double], into count: Int) -> [[Int]] {
    let partCount = min(count, costs.count)
    var parts = [[Int]](repeating: [], count: partCount)
    var loads = [Double](repeating: 0, count: partCount)
    for position in costs.indices.sorted(by: { (costs[$1], $0) < (costs[$0], $1) }) {
      var least = 0
      for part in 1..<max(1, partCount)
      where (loads[part], parts[part].count) < (loads[least], parts[least].count) {
        least = part
      }
      loads[least] += costs[position]
      parts[least].append(position)
    }
    return parts.map { $0.sorted() }
  }
}
