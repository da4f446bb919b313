/// The compiler that built the program.
public enum Compiler {
  /// Its version, as closely as the language lets a program ask.
  public static var version: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }
}
