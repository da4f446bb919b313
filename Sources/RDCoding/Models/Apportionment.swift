/// Integer frequencies for probabilities, of least cost in code length.
///
/// Minimises `-sum p[i] ln f[i]` subject to `f[i] >= 1` and `sum f[i] = total`. The cost is a sum of convex functions, so
/// frequencies are optimal exactly if no unit moved from one symbol to another lowers it.
///
/// > Source: [fox1966], marginal analysis.
enum Apportionment {
  /// Chooses the frequencies; ties favour earlier symbols.
  ///
  /// - Parameters:
  ///   - probabilities: shape `[K]`, not negative, adding up to 1.
  ///   - total: what the frequencies add up to, at least `K`.
  /// - Returns: shape `[K]`.
  /// - Complexity: O(K log K).
  static func frequencies(of probabilities: [Double], total: Int) -> [UInt32] {
    var frequencies = proportional(to: probabilities, total: total)
    var missing = total - frequencies.reduce(0, +)
    // Largest gain first, smallest loss first; ties favour earlier symbols.
    func gain(_ index: Int) -> Move {
      let (probability, frequency) = (probabilities[index], frequencies[index])
      return Move(
        cost: -probability * logarithmOfIncrement(frequency), index: index, rank: index,
        frequency: frequency)
    }
    func loss(_ index: Int) -> Move? {
      let (probability, frequency) = (probabilities[index], frequencies[index])
      guard frequency > 1 else { return nil }
      return Move(
        cost: probability * logarithmOfIncrement(frequency - 1), index: index, rank: -index,
        frequency: frequency)
    }
    var gains = Heap(frequencies.indices.map(gain))
    var losses = Heap(frequencies.indices.compactMap(loss))
    func best(_ moves: inout Heap<Move>) -> Move? {
      // A move is stale if its symbol has changed since.
      while let move = moves.first, frequencies[move.index] != move.frequency {
        moves.removeFirst()
      }
      return moves.first
    }
    func change(_ index: Int, by amount: Int) {
      frequencies[index] += amount
      gains.push(gain(index))
      if let loss = loss(index) { losses.push(loss) }
    }
    while missing > 0, let gain = best(&gains) {
      change(gain.index, by: 1)
      missing -= 1
    }
    while missing < 0, let loss = best(&losses) {
      change(loss.index, by: -1)
      missing += 1
    }
    while let gain = best(&gains), let loss = best(&losses), -gain.cost > loss.cost {
      change(gain.index, by: 1)
      change(loss.index, by: -1)
    }
    return frequencies.map { UInt32($0) }
  }

  /// Frequencies at least 1 that share out nearly `total`: the rest of those that get 1 is proportional to the probabilities.
  private static func proportional(to probabilities: [Double], total: Int) -> [Int] {
    var share = Double(total)
    // What is raised to 1 is taken from the others, some of which then fall below 1.
    for _ in 0..<4 {
      var (raised, mass) = (0, 0.0)
      for probability in probabilities {
        if probability * share < 1 { raised += 1 } else { mass += probability }
      }
      guard mass > 0 else { break }
      share = Double(total - raised) / mass
    }
    return probabilities.map { max(1, Int($0 * share)) }
  }

  /// ``computedLogarithmOfIncrement(_:)``, from a table for the frequencies of most symbols.
  private static func logarithmOfIncrement(_ frequency: Int) -> Double {
    frequency < smallIncrements.count
      ? smallIncrements[frequency] : computedLogarithmOfIncrement(frequency)
  }

  private static let smallIncrements = (0..<256).map(computedLogarithmOfIncrement)

  /// `ln((f + 1) / f)`, by a series that needs no library: `2 artanh(1 / (2f + 1))`.
  private static func computedLogarithmOfIncrement(_ frequency: Int) -> Double {
    let z = 1 / Double(2 * frequency + 1)
    let square = z * z
    // 1/9 to the seventeenth power is below the rounding of the sum.
    var sum = 0.0
    for denominator in stride(from: 35.0, through: 1, by: -2) {
      sum = sum * square + 1 / denominator
    }
    return 2 * z * sum
  }
}

/// A unit given to a symbol or taken from it, when it had this frequency.
private struct Move: Comparable {
  let cost: Double
  let index: Int

  /// The order of moves of equal cost.
  let rank: Int
  let frequency: Int

  static func < (left: Move, right: Move) -> Bool {
    (left.cost, left.rank) < (right.cost, right.rank)
  }
}
