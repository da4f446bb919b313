/// How arrays are put into a file; the raw values are the suffixes.
package enum ArrayFileFormat: String, Sendable, CaseIterable {
  case numPy = "npy"
  case numPyArchive = "npz"
  case safetensors

  /// Numbers of four bytes.
  case single = "f32"

  /// Numbers of the array's own type.
  case raw
  case binary = "bin"

  /// Text; several suffixes are read.
  case commaSeparated = "csv"

  /// The format of a file's name; `nil` for other suffixes.
  package init?(path: String) { self.init(rawValue: ArrayFile.ending(of: path)) }
}
