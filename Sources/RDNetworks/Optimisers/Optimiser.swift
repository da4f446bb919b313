import RDCore

/// A rule that changes parameters by their gradients.
///
/// A new one is a file in this folder and a line in ``OptimiserCatalogue``. What it remembers from step to step are the two moments of
/// ``TrainedArrays``, which checkpoints hold.
package protocol Optimiser: Sendable {
  /// The descriptor with all parameters.
  var descriptor: Descriptor { get }

  /// Changes a chunk of the parameters; chunks may be changed on several threads at once.
  ///
  /// - Parameters:
  ///   - arrays: parameters, gradients and moments, the moments zero before the first step.
  ///   - elements: the chunk.
  ///   - step: the number of the step, from 1.
  ///   - learningRate: the size of the step.
  ///   - gradientScale: a factor of the gradient; 1 changes no bit.
  func update(
    _ arrays: TrainedArrays<Float>, elements: Range<Int>, step: Int, learningRate: Double,
    gradientScale: Double)

  /// Reads a descriptor.
  init(_ descriptor: Descriptor) throws(DescriptorError)
}

package enum OptimiserCatalogue {
  package static let all = Catalogue<any Optimiser.Type>(
    kind: "optimiser",
    [
      Adam.name: Adam.self,
      RMSProp.name: RMSProp.self,
      MomentumDescent.name: MomentumDescent.self,
    ])

  /// Reads an optimiser, such as `sgd:momentum=0.9`.
  ///
  /// - Throws: `UnknownName` or `DescriptorError`.
  package static func optimiser(_ text: String) throws -> any Optimiser {
    let descriptor = try Descriptor(parsing: text)
    return try all.entry(named: descriptor.name).init(descriptor)
  }
}

extension TrainedArrays {
  /// A chunk of one of the arrays as a matrix of one row.
  @inline(__always)
  func row(_ start: UnsafeMutablePointer<Scalar>, _ elements: Range<Int>) -> Matrix<Scalar> {
    precondition(elements.lowerBound >= 0 && elements.upperBound <= count)
    return Matrix(
      start: start + elements.lowerBound, rows: 1, columns: elements.count, stride: elements.count)
  }
}

extension Descriptor {
  /// A running mean's decay, from 0 to below 1.
  func decay(_ key: String, default usual: Double) throws(DescriptorError) -> Double {
    try number(key, default: usual, expected: "from 0 to below 1") { 0 <= $0 && $0 < 1 }
  }

  /// A regularisation of a denominator.
  func epsilon() throws(DescriptorError) -> Double {
    try number("epsilon", default: 1e-7, expected: "a positive number") { $0 > 0 }
  }
}
