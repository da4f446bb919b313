@preconcurrency internal import CGSL

extension GSL {
  /// The version of the library loaded in this process, which may be newer than the one compiled against.
  package static var runningVersion: String { String(cString: gsl_version) }
}
