import RDCore
import Testing

@Suite("bytes of files")
struct BinaryReaderTests {
  private enum Failure: Error, Equatable {
    case truncated(wanted: Int, found: Int)
    case impossible(String, UInt64, Int)
    case notUTF8
  }

  private func reader(_ bytes: [UInt8], at position: Int = 0) -> BinaryReader<Failure> {
    BinaryReader(bytes, at: position) { problem in
      switch problem {
      case .truncated(let wanted, let found): .truncated(wanted: wanted, found: found)
      case .impossibleNumber(let what, let number, let end): .impossible(what, number, end)
      case .notUTF8: .notUTF8
      }
    }
  }

  @Test("what is written is read, with pinned bytes")
  func roundTrip() throws {
    var writer = BinaryWriter([0x52])
    writer.append(UInt16(0x1234))
    writer.append("é")
    writer.appendVarint(300)
    writer.append([7, 8])
    #expect(writer.bytes == [0x52, 0x34, 0x12, 2, 0, 0, 0, 0xc3, 0xa9, 0xac, 0x02, 7, 8])
    #expect(writer.checked.suffix(4) == Fingerprint(of: writer.bytes).checksum[...])
    var reader = reader(writer.bytes, at: 1)
    #expect(try reader.integer(UInt16.self) == 0x1234)
    let length = try reader.integer(UInt32.self)
    #expect(try reader.text(byteCount: Int(length)) == "é")
    #expect(try reader.varint() == 300)
    #expect(reader.remaining == 2)
    #expect(try reader.take(2) == [7, 8])
  }

  @Test("nothing is read beyond the end")
  func ends() {
    #expect(throws: Failure.truncated(wanted: 4, found: 3)) {
      var reader = reader([1, 2, 3])
      _ = try reader.integer(UInt32.self)
    }
    #expect(throws: Failure.truncated(wanted: .max, found: 3)) {
      var reader = reader([1, 2, 3], at: 1)
      _ = try reader.take(.max)
    }
    #expect(throws: Failure.notUTF8) {
      var reader = reader([0xff])
      _ = try reader.text(byteCount: 1)
    }
  }

  @Test("integers of varying length have a limit, and one form where it is asked for")
  func varints() throws {
    #expect(throws: Failure.impossible("samples", 0, 3)) {
      var reader = reader([0x80, 0x80, 0x80, 0])
      _ = try reader.varint("samples", groupLimit: 3)
    }
    #expect(throws: Failure.impossible("bytes", 5, 2)) {
      var reader = reader([0x85, 0])
      _ = try reader.varint("bytes", isShortest: true)
    }
    var lenient = reader([0x85, 0])
    #expect(try lenient.varint() == 5)
  }

  @Test("a digest of bytes is that of each byte in turn, and has pinned values")
  func digests() {
    var digest = Fingerprint()
    for byte in Array("foobar".utf8) { digest.absorb(UInt64(byte)) }
    // The test vector of [fowler1991fnv].
    #expect(digest.value == 0x8594_4171_f739_67e8)
    #expect(Fingerprint(of: "foobar".utf8).value == digest.value)
    #expect(Fingerprint(of: Array("foobar".utf8)).value == digest.value)
  }
}
