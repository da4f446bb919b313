import Foundation
import RDExperiments

/// Turns the first Ctrl-C (or a polite `kill`) into a request to stop; the second ends the process as usual.
enum InterruptionSignal {
  /// What runs ask.
  static let interruption = Interruption()

  /// Begins to listen.
  ///
  /// A signal that the caller has the process ignore, as for a job in the background of a script, stays ignored.
  static func install() {
    // The handler may touch nothing that is not initialised yet.
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

  /// A process that a thread of another program started may have inherited that thread's blocked signals.
  private static func unblock(_ number: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
