import RDCore
import RDNetworks
import Testing

/// The gradient that a network computes, against central differences in double precision.
struct GradientCheck {
  /// The largest disagreement, in parts of `absolute + relative * |difference quotient|`.
  private(set) var worst = 0.0

  /// How many derivatives were compared.
  private(set) var count = 0

  /// Whether all padding of the gradients is zero, without which optimisers would fill the padding of parameters.
  private(set) var isPaddingZero = true

  /// The distance to either side.
  ///
  /// With it the quotient is off by the third derivative times 2e-11 and by rounding, 1e-16 over 1e-5: 1e-10
  /// for the objectives here, which are of order one. An order of magnitude is left for steep third derivatives.
  static let step = 1e-5
  static let absolute = 1e-9
  static let relative = 1e-7

  /// Compares every parameter's derivative of a network whose inputs are filled.
  init(_ graph: Graph<Double>, rowCount: Int) {
    let pass = graph.pass(rowCount: rowCount, mode: .training)
    let streams = Array(graph.streams)
    func objective() -> Double {
      // Dropout and sampling draw the same numbers each time.
      for (index, stream) in streams.enumerated() { graph.streams[index] = stream }
      graph.forward(in: pass)
      return graph.objective(in: pass)
    }
    _ = objective()
    graph.backward(in: pass)
    for parameter in graph.parameters {
      let values = pass.value(parameter)
      let gradients = pass.gradient(parameter)
      for row in 0..<parameter.rows {
        for column in 0..<parameter.columns {
          let value = values[row, column]
          values[row, column] = value + Self.step
          let above = objective()
          values[row, column] = value - Self.step
          let below = objective()
          values[row, column] = value
          let quotient = (above - below) / (2 * Self.step)
          let allowed = Self.absolute + Self.relative * abs(quotient)
          worst = max(worst, abs(gradients[row, column] - quotient) / allowed)
          count += 1
        }
        isPaddingZero =
          isPaddingZero
          && (parameter.columns..<gradients.stride).allSatisfy { gradients[row, $0] == 0 }
      }
    }
  }
}

/// Checks the gradients of a network on irregular numbers, at irregular parameters, in double precision.
func expectGradients(
  _ graph: Graph<Double>, inputs: [Value], rowCount: Int, seed: SeedPath, atLeast count: Int = 40
) {
  let pass = graph.pass(rowCount: rowCount, mode: .training)
  for (index, input) in inputs.enumerated() {
    pass.value(input).fillIrregularly(seed: seed["data", index])
  }
  let check = GradientCheck(graph, rowCount: rowCount)
  #expect(check.count >= count)
  #expect(check.worst < 1)
  #expect(check.isPaddingZero)
}

extension Matrix<Double> {
  /// Fills the matrix with numbers of no special value, from about -1.2 to 1.6.
  func fillIrregularly(seed: SeedPath) {
    var stream = RandomStream(seed: seed)
    for row in 0..<rows {
      for column in 0..<columns { self[row, column] = 2.8 * stream.nextUniform() - 1.2 }
    }
  }
}

/// Moves all parameters, biases too, away from their special first values.
func scatterParameters(of graph: Graph<Double>, seed: SeedPath) {
  let pass = graph.pass(rowCount: 1, mode: .evaluation)
  for (index, parameter) in graph.parameters.enumerated() {
    var stream = RandomStream(seed: seed["parameter", index])
    let values = pass.value(parameter)
    for row in 0..<parameter.rows {
      for column in 0..<parameter.columns {
        values[row, column] += 0.5 * stream.nextUniform() - 0.23
      }
    }
  }
}
