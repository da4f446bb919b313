import Foundation
import RDFiles
import RDResults
import Testing

@Suite("Temporary files")
struct TemporaryFileTests {
  /// A folder of its own, removed by `body`'s end.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "rdtool-temporary-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private func permissions(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  private func create(_ path: String) {
    #expect(FileManager.default.createFile(atPath: path, contents: Data("x".utf8)))
  }

  /// The number of a process that has ended.
  private func endedProcess() throws -> pid_t {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exit 0"]
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  @Test("their names state host and process and end in digits that differ each time")
  func names() throws {
    try inFolder { folder in
      let first = try AtomicFileWriter(path: folder + "/a")
      let second = try AtomicFileWriter(path: folder + "/a")
      let found = try names(folder)
      #expect(found.count == 2)
      for name in found {
        let pattern = #/a\.partial-[0-9a-f]{8}-(?<process>[0-9]+)-[0-9a-f]{16}/#
        let match = try #require(try pattern.wholeMatch(in: name))
        #expect(match.process == "\(getpid())")
        #expect(AtomicFile.isLeftover(name))
      }
      _ = (first, second)
    }
    for name in ["a", "a.partial-", "a.partial-x", "a.partial-12-34", "a.partial-0"] {
      #expect(!AtomicFile.isLeftover(name), "\(name)")
    }
    #expect(AtomicFile.isLeftover("a.partial-1234"))
  }

  @Test("a new file has the permissions of the umask, one that replaces another has its")
  func permissions() throws {
    try inFolder { folder in
      let mask = umask(0)
      umask(mask)
      try AtomicFile.write("1", to: folder + "/a")
      #expect(permissions(folder + "/a") == 0o666 & ~mask)
      for mode: mode_t in [0o640, 0o600, 0o777] {
        #expect(chmod(folder + "/a", mode) == 0)
        try AtomicFile.write("2", to: folder + "/a")
        #expect(permissions(folder + "/a") == mode)
      }
      // Whoever replaces a file need not be its owner, whose rights are not to be lent.
      #expect(chmod(folder + "/a", 0o4755) == 0)
      try AtomicFile.write("3", to: folder + "/a")
      #expect(permissions(folder + "/a") == 0o755)
    }
  }

  @Test("the next writer removes those of ended processes of this host, and no others")
  func leftovers() throws {
    let ended = try endedProcess()
    let host = TemporaryOwner.newName.prefix(8)
    let other = host == "00000000" ? "00000001" : "00000000"
    let digits = "0123456789abcdef"
    let kept = [
      // Another host's, a running process's, an older version's of another file, and files of other kinds.
      "a.partial-\(other)-\(ended)-\(digits)", "a.partial-\(host)-\(getppid())-\(digits)",
      "b.partial-\(ended)", "a.partial-\(host)-\(ended)-\(digits)0", "a.partial-draft",
    ]
    try inFolder { folder in
      for name in kept { create("\(folder)/\(name)") }
      create("\(folder)/b.partial-\(host)-\(ended)-\(digits)")
      create("\(folder)/a.partial-\(host)-\(getpid())-\(digits)")
      create("\(folder)/a.partial-\(ended)")
      try AtomicFile.write("1", to: folder + "/a")
      #expect(try names(folder) == (kept + ["a"]).sorted())

      // Only once in a process: what it writes itself stays.
      create("\(folder)/b.partial-\(host)-\(getpid())-\(digits)")
      try AtomicFile.write("2", to: folder + "/a")
      #expect(
        try names(folder)
          == (kept + ["a", "b.partial-\(host)-\(getpid())-\(digits)"]).sorted())

      // A folder of the tool's own has no files of anybody else.
      AtomicFile.removeLeftovers(in: folder)
      #expect(try !names(folder).contains("b.partial-\(ended)"))
      #expect(try names(folder).count == kept.count + 1)
    }
  }

  @Test("more than the table can list are written all the same")
  func fullTable() throws {
    try inFolder { folder in
      var writers: [AtomicFileWriter] = []
      for index in 0...TemporaryFileTable.capacity {
        writers.append(try AtomicFileWriter(path: "\(folder)/\(index)"))
      }
      for writer in writers { try writer.commit() }
      #expect(
        try names(folder) == (0...TemporaryFileTable.capacity).map { "\($0)" }.sorted())
    }
  }

  @Test(
    "a folder of another program's files goes with them, and the next removes what a killed process left"
  )
  func scratchFolder() throws {
    let ended = try endedProcess()
    let host = TemporaryOwner.newName.prefix(8)
    try inFolder { folder in
      let left = "\(folder)/work-\(host)-\(ended)-0123456789abcdef"
      try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
      create(left + "/a")
      try FileManager.default.createDirectory(
        atPath: folder + "/work-mine", withIntermediateDirectories: true)
      do {
        let scratch = try ScratchFolder(for: "work", files: ["a"], in: folder)
        create(scratch.path + "/a")
        #expect(permissions(scratch.path) == 0o700)
        #expect(try names(folder).count == 2)
      }
      #expect(try names(folder) == ["work-mine"])
    }
  }
}
