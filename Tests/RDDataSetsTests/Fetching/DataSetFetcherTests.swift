import Foundation
import RDCore
import RDDataSets
import RDFiles
import ReferenceTables
import Testing

@Suite("Fetching data sets", .serialized)
struct DataSetFetcherTests {
  /// A folder of a test's own.
  private let folder = DataFolder(
    path: FileManager.default.temporaryDirectory.path + "/rdtool-fetch-\(UUID().uuidString)")

  /// 300,000 bytes without a pattern.
  private static let contents: [UInt8] = {
    var random = RandomStream(seed: SeedPath(root: 5))
    return (0..<300_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }()

  private static func checksum(_ bytes: [UInt8]) -> String {
    ContentHash(of: bytes).description
  }

  private static func distribution(
    _ server: LoopbackServer, path: String = "/a.bin", hasChecksum: Bool = true
  ) -> DataSetDistribution {
    let checksum = checksum(contents)
    return DataSetDistribution(
      name: "test",
      downloads: [
        DataSetDistribution.Download(
          address: server.address + path, destination: .file("set/a.bin"),
          checksum: hasChecksum ? checksum : nil, byteLimit: 400_000)
      ], checks: [FileChecksum(relativePath: "set/a.bin", checksum: checksum, byteLimit: 400_000)])
  }

  /// Sends the file, from where the request asks on.
  private static func good(_ request: LoopbackServer.Request) -> [UInt8] {
    guard let start = request.start else { return LoopbackServer.reply("200 OK", body: contents) }
    return LoopbackServer.reply(
      "206 Partial Content",
      headers: ["Content-Range: bytes \(start)-\(contents.count - 1)/\(contents.count)"],
      body: Array(contents[start...]))
  }

  private func remove() {
    try? FileManager.default.removeItem(atPath: folder.path)
  }

  private func fetched() -> [UInt8]? {
    FileManager.default.contents(atPath: folder.path(of: "set/a.bin")).map(Array.init)
  }

  @Test("gives the file its name when it is whole, and does not fetch it again")
  func whole() throws {
    defer { remove() }
    let server = try LoopbackServer(reply: Self.good)
    defer { server.stop() }
    let distribution = Self.distribution(server)
    let first = try DataSetFetcher(into: folder).fetch(distribution)
    let second = try DataSetFetcher(into: folder).fetch(distribution)
    #expect(first == 1 && second == 0 && server.requests.count == 1)
    #expect(fetched() == Self.contents)
    #expect(!folder.contains(".fetch/test"))
  }

  @Test("resumes where a reply was cut off", arguments: [true, false])
  func truncated(hasRanges: Bool) throws {
    defer { remove() }
    let server = try LoopbackServer { request in
      // The first reply ends after a third; the others are whole, from the middle if the server can.
      if request.start == nil, !request.path.contains("whole"), hasRanges {
        return LoopbackServer.reply(
          "200 OK", body: Array(Self.contents[..<100_000]), length: Self.contents.count)
      }
      return hasRanges ? Self.good(request) : LoopbackServer.reply("200 OK", body: Self.contents)
    }
    defer { server.stop() }
    let distribution = Self.distribution(server)
    if hasRanges {
      let error = #expect(throws: DataSetError.self) {
        try DataSetFetcher(into: folder).fetch(distribution)
      }
      #expect(
        error
          == .truncated(address: server.address + "/a.bin", found: 100_000, expected: 300_000))
    } else {
      // As an earlier call would have left it.
      try FileManager.default.createDirectory(
        atPath: folder.path(of: ".fetch/test"), withIntermediateDirectories: true)
      try Data(Self.contents[..<1234]).write(
        to: URL(filePath: folder.path(of: ".fetch/test/a.bin.partial")))
    }
    #expect(fetched() == nil)
    _ = try DataSetFetcher(into: folder).fetch(distribution)
    #expect(fetched() == Self.contents)
    #expect(server.requests.last?.start == (hasRanges ? 100_000 : 1234))
  }

  @Test(
    "begins anew if what was kept is the beginning of something else", arguments: [500, 350_000])
  func stale(byteCount: Int) throws {
    defer { remove() }
    let server = try LoopbackServer { request in
      if let start = request.start, start > Self.contents.count {
        return LoopbackServer.reply("416 Range Not Satisfiable", body: [])
      }
      return Self.good(request)
    }
    defer { server.stop() }
    try FileManager.default.createDirectory(
      atPath: folder.path(of: ".fetch/test"), withIntermediateDirectories: true)
    try Data(count: byteCount).write(
      to: URL(filePath: folder.path(of: ".fetch/test/a.bin.partial")))
    _ = try DataSetFetcher(into: folder).fetch(Self.distribution(server))
    #expect(fetched() == Self.contents)
    #expect(server.requests.map(\.start) == [byteCount, nil])
  }

  @Test("refuses altered bytes and keeps nothing of them", arguments: [true, false])
  func altered(hasChecksum: Bool) throws {
    defer { remove() }
    let server = try LoopbackServer { _ in
      var bytes = Self.contents
      bytes[77_777] ^= 4
      return LoopbackServer.reply("200 OK", body: bytes)
    }
    defer { server.stop() }
    #expect(throws: (any Error).self) {
      try DataSetFetcher(into: folder).fetch(
        Self.distribution(server, hasChecksum: hasChecksum))
    }
    #expect(fetched() == nil && !folder.contains(".fetch/test/a.bin.partial"))
  }

  @Test("says what a server answered instead of the file")
  func status() throws {
    defer { remove() }
    let server = try LoopbackServer { _ in
      LoopbackServer.reply("404 Not Found", body: Array("no".utf8))
    }
    defer { server.stop() }
    let error = #expect(throws: DataSetError.self) {
      try DataSetFetcher(into: folder).fetch(Self.distribution(server))
    }
    #expect(error == .status(address: server.address + "/a.bin", code: 404))
    #expect(error?.failureClass == .missing)
  }

  @Test("follows redirections, but not away from a secure connection")
  func redirection() throws {
    defer { remove() }
    let server = try LoopbackServer { request in
      switch request.path {
      case "/a.bin": Self.good(request)
      case "/moved": LoopbackServer.reply("302 Found", headers: ["Location: /a.bin"], body: [])
      default:
        LoopbackServer.reply(
          "302 Found", headers: ["Location: http://192.0.2.1/a.bin"], body: [])
      }
    }
    defer { server.stop() }
    let error = #expect(throws: DataSetError.self) {
      try DataSetFetcher(into: folder).fetch(Self.distribution(server, path: "/away"))
    }
    #expect(error == .insecure(address: "http://192.0.2.1/a.bin"))
    _ = try DataSetFetcher(into: folder).fetch(Self.distribution(server, path: "/moved"))
    #expect(fetched() == Self.contents)
  }

  @Test("stops at a reply that is longer than the file may be", arguments: [true, false])
  func tooLong(isHonest: Bool) throws {
    defer { remove() }
    let server = try LoopbackServer { _ in
      let body = Self.contents + Self.contents
      return isHonest
        ? LoopbackServer.reply("200 OK", body: body)
        : Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8) + body
    }
    defer { server.stop() }
    let error = #expect(throws: DataSetError.self) {
      try DataSetFetcher(into: folder).fetch(Self.distribution(server))
    }
    #expect(error == .tooLong(address: server.address + "/a.bin", limit: 400_000))
  }

  @Test("takes a mirror's file of the same name, and says where nobody answers")
  func mirror() throws {
    defer { remove() }
    let server = try LoopbackServer(reply: Self.good)
    let distribution = Self.distribution(server, path: "/far/away/a.bin")
    _ = try DataSetFetcher(into: folder, mirror: server.address + "/near").fetch(distribution)
    #expect(server.requests.map(\.path) == ["/near/a.bin"])
    server.stop()
    remove()
    let error = #expect(throws: DataSetError.self) {
      try DataSetFetcher(into: folder).fetch(distribution)
    }
    #expect(error?.failureClass == .missing)
    #expect(throws: DataSetError.insecure(address: "ftp://x/a.bin")) {
      try DataSetFetcher(into: folder, mirror: "ftp://x").fetch(distribution)
    }
  }

  /// An archive of one file after the other, in blocks of gzip that are stored as they are.
  private static func archive(_ files: [(name: String, text: String)]) -> [UInt8] {
    var tar: [UInt8] = []
    for file in files {
      var header = [UInt8](repeating: 0, count: 512)
      func put(_ text: String, at offset: Int) {
        header.replaceSubrange(offset..<(offset + text.utf8.count), with: Array(text.utf8))
      }
      put(file.name, at: 0)
      put(String(file.text.utf8.count, radix: 8), at: 124)
      put("        ", at: 148)
      put("0ustar", at: 156)
      put(String(header.reduce(0) { $0 + Int($1) }, radix: 8) + "\0", at: 148)
      tar += header + Array(file.text.utf8)
      tar += [UInt8](repeating: 0, count: (512 - file.text.utf8.count % 512) % 512)
    }
    tar += [UInt8](repeating: 0, count: 1024)
    func bytes(_ value: UInt32, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }
    let length = UInt32(tar.count)
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1] + bytes(length, 2) + bytes(~length, 2) + tar
      + bytes(crc32(tar[...]), 4) + bytes(length, 4)
  }

  private static func distribution(archiveAt server: LoopbackServer) -> DataSetDistribution {
    DataSetDistribution(
      name: "test",
      downloads: [
        DataSetDistribution.Download(
          address: server.address + "/a.tgz",
          destination: .archive(below: "top/data", in: "set", unpackedLimit: 10_000), checksum: nil,
          byteLimit: 10_000)
      ],
      checks: [
        FileChecksum(relativePath: "set/in/b", checksum: checksum(Array("hi".utf8)), byteLimit: 9)
      ])
  }

  @Test(
    "takes from an archive what is below a folder, and nothing that points out of it",
    .enabled(if: DataSetCatalogue.zlibVersion != nil, "zlib is not installed"))
  func archives() throws {
    defer { remove() }
    let good = [("top/other", "x"), ("./top/data/in/b", "hi"), ("top/data/c", "")]
    for (files, isGood) in [
      (good, true), (good + [("top/data/../../d", "x")], false), ([("top/data/in/b", "ho")], false),
      ([], false),
    ] {
      let server = try LoopbackServer { _ in
        LoopbackServer.reply("200 OK", body: Self.archive(files))
      }
      defer { server.stop() }
      remove()
      if isGood {
        _ = try DataSetFetcher(into: folder).fetch(Self.distribution(archiveAt: server))
      } else {
        #expect(throws: (any Error).self) {
          try DataSetFetcher(into: folder).fetch(Self.distribution(archiveAt: server))
        }
      }
      #expect(folder.contains("set/in/b") == isGood && !folder.contains("set/d"))
    }
  }

  @Test(
    "a damaged archive gives an error, not a crash",
    .enabled(if: DataSetCatalogue.zlibVersion != nil, "zlib is not installed"))
  func damagedArchives() throws {
    defer { remove() }
    let whole = Self.archive([("top/data/in/b", "hi")])
    var random = RandomStream(seed: SeedPath(root: 9))
    for _ in 0..<20 {
      let length = random.next(below: whole.count)
      let server = try LoopbackServer { _ in
        LoopbackServer.reply("200 OK", body: Array(whole[..<length]))
      }
      defer { server.stop() }
      #expect(throws: (any Error).self) {
        try DataSetFetcher(into: folder).fetch(Self.distribution(archiveAt: server))
      }
    }
  }
}
