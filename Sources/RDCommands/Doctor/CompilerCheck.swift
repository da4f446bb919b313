import RDExperiments

/// The Swift compiler that built the tool, and the one that would build it now.
package struct CompilerCheck: DoctorCheck {
  package func findings() -> [Finding] {
    let built = Finding(
      part: "compiler", item: "built by", state: .good, found: "Swift \(Compiler.version)")
    let present = ToolCheck(
      name: "swift", arguments: ["--version"], purpose: "building again",
      remedy: "install Swift 6.2 or later from https://www.swift.org/install")
    return [built] + present.findings()
  }
}
