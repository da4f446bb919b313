import RealModule

/// A sparsity penalty on the mean activities of units, as a term of the objective: the sum over the units of the divergence
/// `t log(t / m) + (1 - t) log((1 - t) / (1 - m))` in nats between Bernoulli distributions of means `t` and `m`.
///
/// The mean `m` of a unit is over the rows of the shard, so that of a batch that is cut into shards each is a group of its own; every row of a
/// group has the group's divergence as its number. Means are held within `1e-6` and `1 - 1e-6`, so that units that are dead cost a finite number.
///
/// > Source: [ng2011], section 3.
package struct Sparsity<Scalar: EngineScalar>: Node {
  /// The activities, from 0 to 1, shape `[batch, units]`.
  let activities: Value

  /// The derivative of the divergence by the sum of each unit's activities, times the rows, shape `[1, units]`.
  let slopes: Workspace

  /// The target mean activity `t` of a unit.
  package let target: Scalar

  let term: LossTerm

  /// The nearest that a mean comes to 0 and 1.
  private static var margin: Scalar { 1e-6 }

  package var inputs: [Value] { [activities] }

  package func forward(in pass: Pass<Scalar>) {
    let activities = pass.value(activities)
    let slopes = pass.workspace(slopes)
    let one = Scalar.Wide(repeating: 1)
    let on = Scalar.Wide(repeating: target)
    let off = Scalar.Wide(repeating: 1 - target)
    let share = Scalar.Wide(repeating: 1 / Scalar(activities.rows))
    let least = Scalar.Wide(repeating: Self.margin)
    let most = Scalar.Wide(repeating: 1 - Self.margin)
    // That of a unit is this less t log m + (1 - t) log(1 - m).
    let whole = target * Scalar.log(target) + (1 - target) * Scalar.log(1 - target)
    let last = activities.vectorsPerRow - 1
    var divergence = Scalar.Wide(repeating: 0)
    for vector in 0...last {
      var sum = Scalar.Wide(repeating: 0)
      for row in 0..<activities.rows { sum = sum + activities[row, vector: vector] }
      var mean = share * sum
      mean = mean.wherePositive(mean - least, otherwise: least)
      mean = mean.wherePositive(most - mean, otherwise: most)
      let used = vector == last ? activities.columns - last * Scalar.lanes : Scalar.lanes
      let likelihood = (on * mean.naturalLogarithm())
        .addingProduct(off, (one - mean).naturalLogarithm())
      divergence =
        divergence + (Scalar.Wide(repeating: whole) - likelihood).keepingFirst(used)
      slopes[0, vector: vector] = (off / (one - mean) - on / mean).keepingFirst(used)
    }
    let sum = divergence.sum()
    let divergences = pass.rows(of: term)
    for row in 0..<activities.rows { divergences[row] = sum }
  }

  package func backward(in pass: Pass<Scalar>) {
    let gradient = pass.gradient(activities)
    let slopes = pass.workspace(slopes)
    let factor = Scalar.Wide(repeating: Scalar(term.weight) / Scalar(pass.batchRowCount))
    for row in 0..<gradient.rows {
      for vector in 0..<gradient.vectorsPerRow {
        gradient[row, vector: vector] = factor * slopes[0, vector: vector]
      }
    }
  }
}

extension GraphBuilder {
  /// Records the divergence of the mean activities of units from a target.
  ///
  /// - `activities`: the activities, from 0 to 1, as a sigmoid gives them, shape `[batch, units]`.
  /// - `target`: the target mean activity, between 0 and 1.
  /// - `weight`: the weight of a nat of divergence in the objective.
  @_specialize(where Scalar == Float)
  package mutating func sparsity(_ activities: Value, target: Double, weight: Double) -> LossTerm {
    precondition(target > 0 && target < 1)
    let term = lossTerm(weight: weight)
    record(
      Sparsity(
        activities: activities, slopes: workspace(rows: 1, columns: activities.columns),
        target: Scalar(target), term: term))
    return term
  }
}
