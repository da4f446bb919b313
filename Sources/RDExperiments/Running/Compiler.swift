package enum Compiler {
  /// Its version, as closely as the language lets a program ask.
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
