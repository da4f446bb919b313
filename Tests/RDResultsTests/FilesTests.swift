import Foundation
import RDFiles
import RDResults
import Synchronization
import Testing

@Suite("Files that appear whole or not at all")
struct FilesTests {
  /// A folder of its own, removed by `body`'s end.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "rdtool-files-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test("a file is replaced in one step and leaves nothing beside it")
  func replace() throws {
    try inFolder { folder in
      try AtomicFile.write("first", to: folder + "/a")
      try AtomicFile.write("second", to: folder + "/a")
      #expect(try String(contentsOfFile: folder + "/a", encoding: .utf8) == "second")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    }
  }

  @Test("a sealed file that comes and goes is read whole or is absent")
  func comingAndGoing() throws {
    try inFolder { folder in
      let path = folder + "/a"
      let payload = [UInt8](repeating: 7, count: 1000)
      let isOver = Atomic(false)
      let reader = DispatchQueue(label: "reader")
      let failures = Mutex<[String]>([])
      reader.async {
        while !isOver.load(ordering: .relaxed) {
          do {
            if let read = try SealedFile.read(from: path), read != payload {
              failures.withLock { $0.append("other bytes") }
            }
          } catch {
            failures.withLock { $0.append("\(error)") }
          }
        }
      }
      for _ in 0..<300 {
        try SealedFile.write(payload, to: path)
        unlink(path)
      }
      isOver.store(true, ordering: .relaxed)
      reader.sync {}
      #expect(failures.withLock { $0 } == [])
    }
  }

  @Test("of many that create a file at the same time, one succeeds, and nothing is left beside it")
  func create() throws {
    try inFolder { folder in
      let successes = Mutex<[Int]>([])
      DispatchQueue.concurrentPerform(iterations: 16) { index in
        let text = String(repeating: "\(index) ", count: 1000)
        if (try? AtomicFile.create(text.utf8, at: folder + "/a")) == true {
          successes.withLock { $0.append(index) }
        }
      }
      let winner = try #require(successes.withLock { $0.count == 1 ? $0.first : nil })
      #expect(
        try String(contentsOfFile: folder + "/a", encoding: .utf8).hasPrefix("\(winner) \(winner) ")
      )
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
    }
  }

  @Test("a pipe is written to, not replaced, and a folder refuses")
  func pipe() throws {
    try inFolder { folder in
      let path = folder + "/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      let reader = open(path, O_RDONLY | O_NONBLOCK)
      defer { close(reader) }
      try AtomicFile.write("through", to: path)
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = read(reader, &bytes, bytes.count)
      #expect(bytes.prefix(max(0, count)).elementsEqual("through".utf8))
      #expect(throws: OutputError.self) { try AtomicFile.write("x", to: folder) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["pipe"])
    }
  }

  @Test("a path that cannot be written is reported")
  func unwritable() throws {
    try inFolder { folder in
      #expect {
        try AtomicFile.write("x", to: folder + "/none/a")
      } throws: {
        ($0 as? OutputError)?.failureClass == .inputOutput && "\($0)".contains("no such file")
      }
      try AtomicFile.write("x", to: folder + "/file")
      #expect(throws: OutputError.self) { try AtomicFile.createFolder(folder + "/file/sub") }
    }
  }

  @Test("a sealed file reads back, and any cut or change is noticed")
  func seal() throws {
    try inFolder { folder in
      let path = folder + "/sealed"
      #expect(try SealedFile.read(from: path) == nil)
      let payload = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      try SealedFile.write(payload, to: path)
      #expect(try SealedFile.read(from: path) == payload)
      let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      for length in [0, 1, 7, 8, 15, 16, 47, 48, whole.count - 1] {
        try Data(whole.prefix(length)).write(to: URL(fileURLWithPath: path))
        #expect(throws: OutputError.self, "cut to \(length) bytes") {
          try SealedFile.read(from: path)
        }
      }
      for position in stride(from: 0, to: whole.count, by: 13) {
        var bytes = whole
        bytes[position] ^= 1
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(throws: OutputError.self, "byte \(position) altered") {
          try SealedFile.read(from: path)
        }
      }
      try Data(whole + [0]).write(to: URL(fileURLWithPath: path))
      #expect(throws: OutputError.self) { try SealedFile.read(from: path) }
    }
  }

  @Test("the hash is SHA-256")
  func hash() {
    // FIPS 180-4, the example of one block.
    #expect(
      ContentHash(of: "abc").description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
