/// A step of the depth-first traversal of the binary tree of a polar code, at a node of `2^exponent` indices.
package struct PolarStep: Sendable {
  /// What is done.
  package enum Kind: UInt8, Sendable {
    /// Descend to the left half (f).
    case left

    /// From the left half descend to the right one (g).
    case right

    /// Combine the two halves.
    case combine

    /// Decide a node whose indices are all frozen.
    case frozen

    /// Decide a node whose indices are all sent.
    case sent
  }

  /// What is done.
  package let kind: Kind

  /// The node has `2^exponent` indices.
  package let exponent: UInt8
}
