/// A step of the walk through the binary tree of a polar code: what is done at a node of `2^exponent` indices.
package struct PolarStep: Sendable {
  /// What is done.
  package enum Kind: UInt8, Sendable {
    /// Go to the left half.
    case left

    /// From the left half go to the right one.
    case right

    /// Put the two halves together.
    case combine

    /// A node of which every index is frozen.
    case frozen

    /// A node of which every index is sent.
    case sent
  }

  /// What is done.
  package let kind: Kind

  /// The node has `2^exponent` indices.
  package let exponent: UInt8
}
