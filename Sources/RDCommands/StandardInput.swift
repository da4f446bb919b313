import Foundation
import RDCore
import RDFiles
import RDImages

/// Standard input and output where `-` stands for a file.
///
/// Commands read some inputs twice and know the kind of a file by its suffix, so what comes through the pipe is put into a temporary
/// file first, which the end of the process removes.
package enum StandardInput {
  /// What stands for it on the command line.
  package static let name = "-"

  /// Lives as long as the process.
  nonisolated(unsafe) private static var folder: ScratchFolder?

  /// The temporary file, once it is made; as long as the process.
  nonisolated(unsafe) private static var file: String?

  /// The path of what an argument names: a temporary file with all of standard input for `-`, else the argument.
  ///
  /// - Throws: `Diagnosis` if nothing comes; an error of the temporary file.
  package static func path(of argument: String) throws -> String {
    guard argument == name else { return argument }
    func next() throws -> Data { try FileHandle.standardInput.read(upToCount: 1 << 20) ?? Data() }
    var bytes = try next()
    guard !bytes.isEmpty else {
      throw Diagnosis(.badData, "'-' is standard input, but nothing came from there.")
    }
    let file = "standard-input" + suffix(of: bytes)
    let folder = try ScratchFolder(for: "rdtool-input", files: [file])
    self.folder = folder
    atexit { TemporaryFileTable.removeAll() }
    let path = "\(folder.path)/\(file)"
    self.file = path
    let writer = try AtomicFileWriter(path: path)
    while !bytes.isEmpty {
      try writer.write(Array(bytes))
      bytes = try next()
    }
    try writer.commit()
    return path
  }

  /// A message that calls standard input by its name instead of that of the temporary file.
  package static func named(_ message: String) -> String {
    file.map { message.replacingOccurrences(of: $0, with: name) } ?? message
  }

  /// What is written where an argument names an output: standard output for `-`, else the argument.
  package static func output(_ argument: String) -> String {
    argument == name ? "/dev/stdout" : argument
  }

  /// The suffix of the kind of file that begins so; text is CSV, and anything else raw numbers.
  private static func suffix(of bytes: Data) -> String {
    let start = Array(bytes.prefix(512))
    let magics: [(suffix: String, magic: [UInt8])] = [
      (".npy", [0x93] + Array("NUMPY".utf8)), (".rdq", Array("RDQ".utf8)),
      (".rdi", Array("RDIM".utf8)), (".npz", Array("PK\u{3}\u{4}".utf8)),
    ]
    if let known = magics.first(where: { start.starts(with: $0.magic) }) { return known.suffix }
    // A length of less than 4 GiB, and a text in JSON.
    if start.count > 8, start[4..<8].allSatisfy({ $0 == 0 }), start[8] == UInt8(ascii: "{") {
      return ".safetensors"
    }
    let isText = start.allSatisfy { (0x20...0x7e).contains($0) || [9, 10, 13].contains($0) }
    // A table may begin as some binary picture does, but not as a portable map.
    if let suffix = ImageFile.suffix(ofStart: start), !isText || start[0] == UInt8(ascii: "P") {
      return ".\(suffix)"
    }
    return isText ? ".csv" : ".f32"
  }
}
