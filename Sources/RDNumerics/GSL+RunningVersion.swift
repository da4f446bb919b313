@preconcurrency internal import CGSL

extension GSL {
  /// The version of the library in this process, which may be newer than the one this was built with.
  package static var runningVersion: String { String(cString: gsl_version) }
}
