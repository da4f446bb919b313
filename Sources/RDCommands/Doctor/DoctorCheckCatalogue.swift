/// The checks of `rdtool doctor`, in the order of display.
package enum DoctorCheckCatalogue {
  /// The checks.
  package static let all: [any DoctorCheck] = [
    ProcessorCheck(),
    CompilerCheck(),
    LibraryCheck(),
    ImageLibraryCheck(),
    EnvironmentCheck(),
    ToolCheck(
      name: "gnuplot", arguments: ["--version"], purpose: "figures as SVG and PDF",
      remedy: "scripts/setup"),
    ToolCheck(
      name: "git", arguments: ["--version"], purpose: "the commit in a result's provenance",
      remedy: "scripts/setup"),
    ToolCheck(
      name: "pdflatex", arguments: ["--version"], purpose: "the paper",
      remedy: "scripts/setup --paper"),
    ToolCheck(
      name: "latexmk", arguments: ["--version"], purpose: "the paper",
      remedy: "scripts/setup --paper"),
    DataSetCheck(),
  ]
}
