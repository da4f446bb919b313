@preconcurrency internal import CGSL

/// The versions of the GNU Scientific Library, as in `2.7.1`.
public enum GSLVersion {
  /// The version whose headers this tool was built with.
  public static let compiled = GSL_VERSION

  /// The version of the library in this process.
  public static var running: String {
    String(cString: gsl_version)
  }
}
