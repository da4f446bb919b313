import RDCoding
import RDCore
import Testing

/// Streams that no encoder wrote: decoding ends, with wrong symbols or an error of this module, and never touches other memory.
@Suite("Damaged streams")
struct FuzzTests {
  @Test("cut off, altered, random and empty streams", arguments: CoderUnderTest.allCases)
  func decoders(_ coder: CoderUnderTest) throws {
    let sources = MessageSource.all.filter { $0.probabilities.count < 1000 }
    let cases = try sources.map { source in
      let tables = try CodingTables(
        probabilities: source.probabilities, precision: source.precision, totalLimit: 2000)
      let message = source.message(length: 60, seed: SeedPath(root: 7)["fuzz", source.name])
      return (tables, message, coder.encode(message, tables))
    }
    var random = RandomStream(seed: SeedPath(root: 7)["fuzz", coder.rawValue])
    var errors = 0
    for trial in 0..<20_000 {
      let (tables, message, stream) = cases[random.next(below: cases.count)]
      let damaged = damage(stream, as: trial % 5, using: &random)
      let count = random.next(below: 4) == 0 ? random.next(below: 200) : message.count
      let single = random.next(below: count + 1)
      do throws(CodingError) {
        let decoded = try coder.decode(damaged, count: count, single: single, tables)
        #expect(
          decoded.allSatisfy { $0 >= 0 && Int($0) < tables.model.symbolCount })
        // The decoders check the end, so that what they accept is what an encoder writes.
        if coder != .rans { #expect(coder.encode(decoded, tables) == damaged) }
      } catch {
        #expect(error.failureClass == .badData)
        errors += 1
      }
    }
    #expect(errors > 5000)
  }

  @Test("stored tables that are none")
  func tables() throws {
    var writer = BitWriter()
    let source = MessageSource.all[5]
    try SymbolModel(probabilities: source.probabilities, precision: source.precision)
      .write(to: &writer)
    let model = writer.finish()
    try HuffmanCode(probabilities: source.probabilities).write(to: &writer)
    let code = writer.finish()
    var random = RandomStream(seed: SeedPath(root: 7)["fuzz", "tables"])
    var errors = 0
    for trial in 0..<20_000 {
      do throws(CodingError) {
        var reader = BitReader(damage(model, as: trial % 5, using: &random))
        let read = try SymbolModel(from: &reader)
        #expect(read.frequencies.reduce(0, +) == 1 << UInt32(read.precision))
      } catch {
        #expect(error.failureClass == .badData)
        errors += 1
      }
      do throws(CodingError) {
        var reader = BitReader(damage(code, as: trial % 5, using: &random))
        _ = try HuffmanCode(from: &reader)
      } catch {
        #expect(error.failureClass == .badData)
        errors += 1
      }
    }
    #expect(errors > 10_000)
  }

  @Test("a table that claims to be large takes no memory")
  func claims() throws {
    var writer = BitWriter()
    writer.write(24, bitCount: 5)
    writer.writeExponentialGolomb(65_535)
    writer.write(0, bitCount: 5)
    var reader = BitReader(writer.finish())
    #expect(throws: CodingError.damagedTable(reason: "it cannot have 65536 symbols")) {
      try SymbolModel(from: &reader)
    }
    writer.writeExponentialGolomb(UInt64(UInt32.max))
    reader = BitReader(writer.finish())
    #expect(throws: CodingError.damagedTable(reason: "it cannot have 4294967296 symbols")) {
      try HuffmanCode(from: &reader)
    }
  }

  private func damage(_ stream: [UInt8], as kind: Int, using random: inout RandomStream) -> [UInt8]
  {
    var bytes = stream
    switch kind {
    case 0:
      bytes.removeLast(random.next(below: bytes.count + 1))
    case 1 where !bytes.isEmpty:
      bytes[random.next(below: bytes.count)] ^= 1 << UInt8(random.next(below: 8))
    case 2:
      bytes = (0..<random.next(below: 80)).map { _ in UInt8(random.next(below: 256)) }
    case 3:
      bytes.append(
        contentsOf: (0...random.next(below: 9)).map { _ in UInt8(random.next(below: 2)) })
    default:
      for index in bytes.indices where random.next(below: 4) == 0 {
        bytes[index] = [0, 0xff, UInt8(random.next(below: 256))][random.next(below: 3)]
      }
    }
    return bytes
  }
}
