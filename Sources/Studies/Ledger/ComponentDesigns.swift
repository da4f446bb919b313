import RDQuantisers
import Synchronization

/// The quantisers of components of a transform, by their rate in bits, which several rates of a process share.
final class ComponentDesigns: Sendable {
  private let known = Mutex<[Double: RatedQuantiser]>([:])

  /// The quantiser at a rate, made if it is not known yet.
  func design(
    atRate rate: Double, _ make: () throws -> RatedQuantiser
  ) rethrows -> RatedQuantiser {
    if let design = known.withLock({ $0[rate] }) { return design }
    let design = try make()
    known.withLock { $0[rate] = design }
    return design
  }
}
