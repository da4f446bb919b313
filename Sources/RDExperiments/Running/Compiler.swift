package enum Compiler {
  /// The version, as precisely as conditional compilation tells.
  package static var version: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }
}
