/// One cache line of numbers: what every element-wise kernel loads, changes and stores.
///
/// The standard library's `SIMD` protocol has the same operations, but generic code over it runs lane by lane; here each
/// number type binds them to its own machine instructions.
package protocol WideVector: Sendable {
  /// The number type of the lanes.
  associatedtype Scalar

  /// The same number in every lane.
  init(repeating value: Scalar)

  static func + (left: Self, right: Self) -> Self

  static func - (left: Self, right: Self) -> Self

  static func * (left: Self, right: Self) -> Self

  static func / (left: Self, right: Self) -> Self

  /// Lane-wise `self + a * b`, rounded once.
  func addingProduct(_ a: Self, _ b: Self) -> Self

  func squareRoot() -> Self

  func hyperbolicTangent() -> Self

  /// Lane-wise `exp(self)`, held within the normal numbers of the type.
  func exponential() -> Self

  /// Lane-wise natural logarithm of positive normal numbers.
  func naturalLogarithm() -> Self

  /// Lane-wise nearest integer, the even one of two.
  func roundedToWhole() -> Self

  /// The lanes of `self` where `decider` is positive, those of `other` elsewhere.
  func wherePositive(_ decider: Self, otherwise other: Self) -> Self

  /// The first `count` lanes of `self`, and zeros after them.
  func keepingFirst(_ count: Int) -> Self

  /// The sum of the lanes, in a fixed order.
  func sum() -> Scalar
}
