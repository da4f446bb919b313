internal import CGSL

/// The GNU Scientific Library, put into the state in which it reports errors instead of aborting the process.
package enum GSL {
  /// The version of the library that this was built with, as in `2.7.1`.
  package static var version: String { GSL_VERSION }

  /// Makes errors come back as status codes; to be called before any other routine of the library.
  static func start() {
    _ = handlerIsOff
  }

  private static let handlerIsOff: Void = {
    _ = gsl_set_error_handler_off()
  }()
}
