import Foundation
import RDFiles
import RDResults

/// Ends other programs and removes the temporary files when a signal ends the process, which then ends as the signal's sender expects.
enum TerminationSignal {
  /// The signals by which a user, a system that shuts down or a limit ends a process.
  private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGXFSZ, SIGPIPE]

  /// Ends the programs, removes the files, restores the signal's default action and raises it again, so that the exit status shows the signal.
  ///
  /// Safe in a signal handler.
  static let end: @convention(c) (Int32) -> Void = { number in
    RunningPrograms.endAll()
    TemporaryFileTable.removeAll()
    signal(number, SIG_DFL)
    raise(number)
  }

  /// Installs the handler.
  ///
  /// `rdtool … | head` ends silently, even if the caller ignores SIGPIPE; other signals that the process inherited as ignored, as
  /// SIGHUP under nohup, stay ignored.
  static func install() {
    // The handler must not touch anything uninitialised.
    RunningPrograms.prepare()
    TemporaryFileTable.prepare()
    let handler = end
    for number in numbers { handle(number, evenIfIgnored: number == SIGPIPE, by: handler) }
  }

  /// Has a signal handled, and delivered even if the process inherited it as blocked.
  static func handle(
    _ number: Int32, evenIfIgnored: Bool = false, by handler: @convention(c) (Int32) -> Void
  ) {
    let previous = signal(number, handler)
    if isIgnore(previous), !evenIfIgnored {
      signal(number, SIG_IGN)
    } else {
      unblock(number)
    }
  }

  private static func isIgnore(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func unblock(_ number: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
