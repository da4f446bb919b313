/// The settings of a ledger's measurements.
package struct LedgerSettings: Sendable, Equatable {
  /// Samples of a block of a process where no blocklength is given.
  package static let defaultBlockLength = 100

  /// Held-out samples of each row.
  package var samples = 1_000_000

  /// The blocklength of the first part and of the transform of a process; without it there is no such part but for
  /// processes, whose blocks are then of 100 samples.
  package var blocklength: Int?

  /// The probability with which a code of that blocklength may exceed the distortion.
  package var excess = 0.01

  package var seed = 0x5eed_2026

  /// The settings of the repository's own results.
  package init() {}
}
