import RDCoding
import RDCore
import Testing

@Suite("Huffman codes")
struct HuffmanTests {
  @Test("a limit is kept, and costs the least")
  func lengthLimit() throws {
    // Fibonacci weights give the longest codewords.
    var counts = [1, 1]
    while counts.count < 24 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
    let unlimited = try HuffmanCode(counts: counts)
    #expect(unlimited.lengths.max() == 23)
    var previous = Int.max
    for limit in 5...23 {
      let code = try HuffmanCode(counts: counts, lengthLimit: limit)
      #expect(code.lengths.allSatisfy { $0 <= limit })
      let total = zip(counts, code.lengths).reduce(0) { $0 + $1.0 * Int($1.1) }
      #expect(total <= previous)
      previous = total
    }
    // The sum of the inner nodes of Huffman's tree.
    var sum = 0
    var node = counts[0]
    for count in counts.dropFirst() {
      node += count
      sum += node
    }
    #expect(previous == sum)
  }

  @Test("no complete code of limited length does better")
  func exhaustive() throws {
    var random = RandomStream(seed: SeedPath(root: 7)["test", "exhaustive"])
    for _ in 0..<300 {
      let counts = (0..<5).map { _ in random.next(below: 4) * random.next(below: 30) }
      for limit in 3...4 {
        var least = Int.max
        for number in 0..<1024 {
          let lengths = (0..<5).map { UInt8(1 + (number >> (2 * $0)) % 4) }
          guard lengths.allSatisfy({ $0 <= limit }) else { continue }
          // Complete or not: one with unused codewords is no better than the best complete one.
          guard lengths.reduce(0, { $0 + (16 >> Int($1)) }) <= 16 else { continue }
          least = min(least, zip(counts, lengths).reduce(0) { $0 + $1.0 * Int($1.1) })
        }
        let code = try HuffmanCode(counts: counts, lengthLimit: limit)
        #expect(zip(counts, code.lengths).reduce(0) { $0 + $1.0 * Int($1.1) } == least)
      }
    }
  }

  @Test("codewords are numbered upwards")
  func canonical() throws {
    let code = try HuffmanCode(lengths: [3, 1, 4, 4, 2])
    #expect(code.codewords == [0b110, 0b0, 0b1110, 0b1111, 0b10])
  }

  @Test("codewords longer than the decoder's table")
  func longCodewords() throws {
    let lengths = (1...31).map { UInt8($0) } + [32, 32]
    let code = try HuffmanCode(lengths: lengths)
    var random = RandomStream(seed: SeedPath(root: 7)["test", "long"])
    let symbols = (0..<5000).map { _ in Int32(random.next(below: lengths.count)) }
    let stream = HuffmanEncoder.encode(symbols, with: code)
    var decoder = HuffmanDecoder(stream, with: code)
    var decoded = [Int32](repeating: 0, count: symbols.count)
    try decoded.withUnsafeMutableBufferPointer { try decoder.decode(into: $0) }
    try decoder.finish()
    #expect(decoded == symbols)
    var bits = BitReader(stream)
    for symbol in symbols.prefix(100) {
      let codeword = try bits.read(bitCount: Int(lengths[Int(symbol)]))
      #expect(codeword == UInt64(code.codewords[Int(symbol)]))
    }
  }
}
