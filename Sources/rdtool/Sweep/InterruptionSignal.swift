import Foundation
import RDCore
import RDExperiments
import RDFiles
import RDResults

/// Turns the first SIGINT, SIGTERM or SIGHUP into a request to stop; the second ends the process as usual.
///
/// Work that does not stop within ``gracePeriod`` is ended, which costs no more than a kill does: what has finished is stored, and a
/// training has a checkpoint of the last minute.
enum InterruptionSignal {
  /// The flag that runs poll.
  static let interruption = Interruption()

  /// The time that running work has to stop by itself, in microseconds.
  private static let gracePeriod = 1_500_000

  /// What is printed when that time is over; never freed.
  nonisolated(unsafe) private static var message = UnsafeMutableBufferPointer<UInt8>(
    start: nil, count: 0)

  /// Installs the handlers.
  ///
  /// A signal that the process inherited as ignored, as in a background job of a script, stays ignored.
  ///
  /// - Parameter error: what to say if the work does not stop by itself, as the command says it otherwise.
  static func install(endingWith error: any DiagnosedError) {
    // The handlers must not touch anything uninitialised.
    _ = interruption
    _ = TerminationSignal.end
    _ = realTimer
    let clearing = isatty(STDERR_FILENO) == 1 ? "\r\u{1b}[K" : ""
    let text = Array((clearing + Ending(running: error).message + "\n").utf8)
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
    _ = bytes.initialize(from: text)
    message = bytes
    TerminationSignal.handle(SIGALRM, evenIfIgnored: true) { _ in
      RunningPrograms.endAll()
      TemporaryFileTable.removeAll()
      _ = write(
        STDERR_FILENO, InterruptionSignal.message.baseAddress, InterruptionSignal.message.count)
      _exit(FailureClass.interrupted.rawValue)
    }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      TerminationSignal.handle(number) { number in
        InterruptionSignal.interruption.request()
        signal(number, TerminationSignal.end)
        var period = itimerval()
        period.it_value.tv_usec = suseconds_t(InterruptionSignal.gracePeriod % 1_000_000)
        period.it_value.tv_sec = InterruptionSignal.gracePeriod / 1_000_000
        setitimer(realTimer, &period, nil)
      }
    }
  }
}

// Glibc declares it as an enumeration, and the function that takes it with an integer.
#if canImport(Glibc)
  private let realTimer = __itimer_which_t(ITIMER_REAL.rawValue)
#else
  private let realTimer = ITIMER_REAL
#endif
