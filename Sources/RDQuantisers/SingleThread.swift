/// Work that stays on the thread that asks for it, so that this thread's processor time is the time of all of it.
package enum SingleThread {
  @TaskLocal static var isOn = false

  /// Does some work, which gives the same with any number of threads, on the calling thread alone.
  package static func run<Result>(_ work: () throws -> Result) rethrows -> Result {
    try $isOn.withValue(true) { try work() }
  }
}
