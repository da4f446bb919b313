/// The library file that this process's `cblas_sgemm` comes from.
///
/// GSL's own reference BLAS exports the same names; linked ahead of OpenBLAS it silently replaces it and is 11 times slower.
package struct BLASProvider: Sendable, Equatable {
  /// The path, with symbolic links resolved where the system permits; `nil` if the dynamic linker knows no such function.
  package let path: String?

  /// Whether the same file also holds OpenBLAS's own functions.
  package let isOpenBLAS: Bool

  /// The provider according to the dynamic linker, which answers as it did when it bound the calls.
  package static var current: BLASProvider {
    let provider = LoadedLibrary.path(ofFunction: "cblas_sgemm")
    let openBLAS = LoadedLibrary.path(ofFunction: "openblas_get_config")
    return BLASProvider(path: provider, isOpenBLAS: provider != nil && provider == openBLAS)
  }
}
