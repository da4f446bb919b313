import RDCoding
import Testing

@Suite("Adaptive least squares")
struct AdaptiveLeastSquaresTests {
  /// The root of the mean squared error on the last half of a sequence, predicted from the values before.
  private static func error(_ values: [Double], order: Int) -> Double {
    let filter = AdaptiveLeastSquares(order: order, interval: 64, memory: 0.99, noise: 1e-6)
    var squares = 0.0
    for index in order..<values.count {
      for input in 0..<order { filter.inputs[input] = values[index - 1 - input] }
      let prediction = filter.prediction()
      filter.update(with: values[index], predicted: prediction)
      if index >= values.count / 2 {
        squares += (values[index] - prediction) * (values[index] - prediction)
      }
    }
    return (squares / Double(values.count / 2)).squareRoot()
  }

  /// A process of two poles, driven by uniform noise of deviation 1.
  private static func process(_ count: Int, outlier: Int?) -> [Double] {
    var stream = RandomStream(seed: SeedPath(root: 3)["least-squares", 0])
    var values = [0.0, 0.0]
    for index in 2..<count {
      let noise = (stream.nextUniform() - 0.5) * 12.0.squareRoot()
      values.append(1.6 * values[index - 1] - 0.71 * values[index - 2] + noise)
    }
    if let outlier { values[outlier] = 1e9 }
    return values
  }

  @Test("find the coefficients of a process, also after an outlier", arguments: [nil, 700])
  func process(_ outlier: Int?) {
    // The noise itself, and a few percent for the estimate.
    #expect(Self.error(Self.process(4000, outlier: outlier), order: 11) < 1.05)
  }

  @Test("stay finite on constant and on extreme inputs", arguments: [0.0, 2.385, 1e-300, 1e18])
  func constant(_ value: Double) {
    let error = Self.error([Double](repeating: value, count: 3000), order: 7)
    #expect(error.isFinite && error <= 0.01 * value)
  }
}
