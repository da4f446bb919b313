internal import RDImaging

/// The libraries of image formats, each of which the build can do without.
struct ImageLibraryCheck: DoctorCheck {
  func findings() -> [Finding] {
    ImageLibraryCatalogue.all.map { library in
      Finding(
        part: "library", item: library.name, state: library.version == nil ? .absent : .good,
        found: library.version ?? "needed only for \(library.purpose)",
        remedy: library.version == nil ? "scripts/setup, build again" : nil)
    }
  }
}
