import Foundation
import RDFiles
import RDResults
import Testing

@Suite("Files that are written in pieces")
struct FileWriterTests {
  @Test("a file appears when it is committed, and leaves nothing if it is not")
  package func commit() throws {
    let folder = NSTemporaryDirectory() + "rdtool-writer-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/a"
    do {
      let writer = try AtomicFileWriter(path: path)
      try writer.write(Array("one".utf8))
      #expect(!FileManager.default.fileExists(atPath: path))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    let writer = try AtomicFileWriter(path: path)
    try writer.write(Array("one ".utf8))
    try writer.write([])
    #expect(writer.isFile)
    #expect(try !AtomicFileWriter(path: "/dev/null").isFile)
    try writer.write(Array("two".utf8))
    try writer.commit()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "one two")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    #expect(throws: OutputError.self) { try AtomicFileWriter(path: folder) }
    #expect(throws: OutputError.self) { try AtomicFileWriter(path: folder + "/none/a") }
  }
}
