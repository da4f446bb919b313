import RDTrellisQuantisation

/// The least costly path through a trellis, one state at a time in double precision over the whole sequence: the oracle of
/// the fast search.
struct PlainTrellisSearch {
  let quantiser: TrellisQuantiser

  /// The cost of the symbols of a sequence: squared errors and penalties.
  func cost(of symbols: [Int32], samples: [Double]) -> Double {
    let contexts = quantiser.contexts(of: symbols)
    return samples.indices.reduce(0) { sum, i in
      let level = 2 * Int(symbols[i]) + Int(contexts[i])
      return sum + cost(of: level, sample: samples[i])
    }
  }

  /// The least cost of all paths from state 0.
  func leastCost(samples: [Double]) -> Double {
    let code = quantiser.code
    var costs = Array(repeating: Double.infinity, count: code.stateCount)
    costs[0] = 0
    for sample in samples {
      let subsets = (0..<4).map { leastCost(ofSubset: $0, sample: sample) }
      var next = Array(repeating: Double.infinity, count: code.stateCount)
      for state in 0..<code.stateCount {
        for branch in 0...1 {
          let subset = code.union(at: state) + 2 * code.half(at: state, branch: branch)
          let target = code.state(after: state, branch: branch)
          next[target] = min(next[target], costs[state] + subsets[subset])
        }
      }
      costs = next
    }
    return costs.min() ?? 0
  }

  /// The least cost of all paths from state 0, each of them followed on its own.
  func leastCostOfAllPaths(samples: [Double], from state: Int = 0) -> Double {
    guard let sample = samples.first else { return 0 }
    let code = quantiser.code
    return (0...1).map { branch in
      let subset = code.union(at: state) + 2 * code.half(at: state, branch: branch)
      return leastCost(ofSubset: subset, sample: sample)
        + leastCostOfAllPaths(
          samples: Array(samples.dropFirst()), from: code.state(after: state, branch: branch))
    }.min() ?? 0
  }

  private func leastCost(ofSubset subset: Int, sample: Double) -> Double {
    stride(from: subset, to: quantiser.levels.count, by: 4)
      .map { cost(of: $0, sample: sample) }.min() ?? .infinity
  }

  private func cost(of level: Int, sample: Double) -> Double {
    let error = sample - quantiser.levels[level]
    return error * error + quantiser.penalties[level]
  }
}
