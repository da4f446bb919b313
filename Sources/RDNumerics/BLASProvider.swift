/// The library file that this process's `cblas_sgemm` comes from.
///
/// GSL's own reference BLAS exports the same names; where it is linked ahead of OpenBLAS it takes over without a word
/// and is 11 times slower.
package struct BLASProvider: Sendable, Equatable {
  /// The file, with links followed where the system tells; `nil` if the dynamic linker knows no such function.
  package let path: String?

  /// Whether it is the file that also holds OpenBLAS's own functions.
  package let isOpenBLAS: Bool

  /// Asks the dynamic linker, which answers as it answered when it bound the calls.
  package static var current: BLASProvider {
    let provider = LoadedLibrary.path(ofFunction: "cblas_sgemm")
    let openBLAS = LoadedLibrary.path(ofFunction: "openblas_get_config")
    return BLASProvider(path: provider, isOpenBLAS: provider != nil && provider == openBLAS)
  }
}
