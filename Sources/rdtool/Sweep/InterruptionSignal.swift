import Foundation
import RDExperiments

/// Turns the first SIGINT or SIGTERM into a request to stop; the second ends the process as usual.
enum InterruptionSignal {
  /// The flag that runs poll.
  static let interruption = Interruption()

  /// Installs the handlers.
  ///
  /// A signal that the process inherited as ignored, as in a background job of a script, stays ignored.
  static func install() {
    // The handler must not touch anything uninitialised.
    _ = interruption
    for number in [SIGINT, SIGTERM] {
      let previous = signal(number) { number in
        InterruptionSignal.interruption.request()
        signal(number, SIG_DFL)
      }
      if isIgnore(previous) {
        signal(number, SIG_IGN)
      } else {
        unblock(number)
      }
    }
  }

  private static func isIgnore(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// The process may have inherited blocked signals.
  private static func unblock(_ number: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
