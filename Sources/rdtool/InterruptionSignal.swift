internal import Foundation
internal import RDExperiments

/// Turns the first Ctrl-C (or a polite `kill`) into a request to stop; the second ends the process as usual.
enum InterruptionSignal {
  /// What runs ask.
  static let interruption = Interruption()

  /// Begins to listen.
  static func install() {
    // The handler may touch nothing that is not initialised yet.
    _ = interruption
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        InterruptionSignal.interruption.request()
        signal(number, SIG_DFL)
      }
    }
  }
}
