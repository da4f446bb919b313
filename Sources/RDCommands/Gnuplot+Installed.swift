import Foundation
import RDReport

extension Gnuplot {
  /// The gnuplot of the search path; `nil` if it is missing.
  package static var installed: Gnuplot? {
    Gnuplot(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
  }

  /// The gnuplot of the search path.
  ///
  /// - Throws: `ReportError.gnuplotMissing`.
  package static func required() throws(ReportError) -> Gnuplot {
    guard let installed else { throw .gnuplotMissing }
    return installed
  }
}
