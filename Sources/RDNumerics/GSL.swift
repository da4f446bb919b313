internal import CGSL

/// The GNU Scientific Library, set to report errors instead of aborting the process.
package enum GSL {
  /// The version of the library compiled against, as in `2.7.1`.
  package static var version: String { GSL_VERSION }

  /// Makes errors return as status codes; must be called before any other routine of the library.
  static func start() {
    _ = handlerIsOff
  }

  private static let handlerIsOff: Void = {
    _ = gsl_set_error_handler_off()
  }()
}
