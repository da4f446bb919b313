import RDNumerics

/// The numerical libraries: their versions, and whether the fast one is in use.
package struct LibraryCheck: DoctorCheck {
  package func findings() -> [Finding] {
    [gsl, openBLAS, provider]
  }

  private var gsl: Finding {
    let running = GSL.runningVersion
    let compiled = GSL.version
    let isSame = running == compiled
    return Finding(
      part: "library", item: "GSL", state: isSame ? .good : .missing,
      found: isSame ? running : "\(running), but built with the headers of \(compiled)",
      remedy: isSame ? nil : "remove .build, build again")
  }

  private var openBLAS: Finding {
    let library = BLAS.library
    return Finding(
      part: "library", item: "OpenBLAS", state: .good,
      found: "\(library.version), kernels for \(library.coreName), one thread a trial")
  }

  private var provider: Finding {
    let provider = BLASProvider.current
    return Finding(
      part: "library", item: "matrix products", state: provider.isOpenBLAS ? .good : .missing,
      found: "cblas_sgemm from \(provider.path ?? "an unknown file")",
      remedy: provider.isOpenBLAS
        ? nil : "take any other BLAS out of LD_PRELOAD and LD_LIBRARY_PATH, run scripts/setup")
  }
}
