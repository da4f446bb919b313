import RDArrayFiles
import RDCommands
import RDFiles
import RDStreams

extension ArrayOptions {
  /// Codes an array into a file, and prints what came of it.
  func encode(_ path: String, to output: String) throws {
    let array = try ArrayFile(path: path, column: column)
    let codec = ArrayCodec(
      method: try chosenMethod(), density: try density(), source: source, target: target)
    var writer: AtomicFileWriter?
    let outcome = try codec.encode(
      form: { try array.form(count: $0) },
      pieces: { take in
        var reader = try array.makeReader()
        while let numbers = try reader.next() { try take(numbers) }
      },
      begin: { writer = try reading("--output") { try AtomicFileWriter(path: output) } },
      write: { bytes in try reading("--output") { try writer?.write(bytes) } })
    try reading("--output") { try writer?.commit() }
    let text = try CodedArrayTable.table(outcome, codec: codec).rendered(as: format ?? .text)
    // Standard output may be where the file went.
    if writer?.isFile ?? true {
      try printToStandardOutput(text)
    } else {
      printToStandardError(text)
    }
  }
}
