/// Work confined to the calling thread, so that this thread's processor time is the time of all of it.
package enum SingleThread {
  @TaskLocal static var isOn = false

  /// Runs work, whose result does not depend on the number of threads, on the calling thread alone.
  package static func run<Result>(_ work: () throws -> Result) rethrows -> Result {
    try $isOn.withValue(true) { try work() }
  }
}
