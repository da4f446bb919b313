/// The Swift compiler that built the tool, and the one that would build it now.
struct CompilerCheck: DoctorCheck {
  func findings() -> [Finding] {
    let built = Finding(
      part: "compiler", item: "built by", state: .good, found: "Swift \(Self.version)")
    let present = ToolCheck(
      name: "swift", arguments: ["--version"], purpose: "building again",
      remedy: "install Swift 6.2 or later from https://www.swift.org/install")
    return [built] + present.findings()
  }

  /// The compiler's version, as closely as the language lets a program ask.
  private static var version: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }
}
