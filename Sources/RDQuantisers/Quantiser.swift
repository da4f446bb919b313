/// A map from signals to finitely many indices, and back to the reconstruction of each index.
public protocol Quantiser<Signal>: Sendable {
  /// What is quantised: a number, or a vector.
  associatedtype Signal

  /// How many indices there are.
  var levelCount: Int { get }

  /// The index of a signal, from 0 to `levelCount - 1`.
  func index(of signal: Signal) -> Int

  /// The signal that stands for an index.
  ///
  /// - Precondition: `0 <= index < levelCount`.
  func reconstruction(at index: Int) -> Signal
}
