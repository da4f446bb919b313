import RDCoding
import RDCore
import RealModule

/// A million symbols through each entropy coder: a run's milliseconds are nanoseconds per symbol.
package struct CoderBenchmark: Benchmark {
  package let summary = "the entropy coders on 10^6 symbols: 1 ms is 1 ns a symbol"

  package func measure(repetitions: Int) throws -> [BenchmarkMeasurement] {
    try [16, 256].flatMap { symbolCount in
      try measure(symbolCount: symbolCount, repetitions: repetitions)
    }
  }

  private func measure(symbolCount: Int, repetitions: Int) throws -> [BenchmarkMeasurement] {
    let probabilities = probabilities(symbolCount: symbolCount)
    let symbols = draw(1_000_000, from: probabilities)
    let coders: [(name: String, coder: any BenchmarkedCoder)] = [
      ("rans", RANSCoder(model: try SymbolModel(probabilities: probabilities))),
      ("range", RangeCoder(model: try SymbolModel(probabilities: probabilities))),
      ("huffman", HuffmanCoder(code: try HuffmanCode(probabilities: probabilities))),
      ("adaptive range", AdaptiveRangeCoder(model: try AdaptiveModel(symbolCount: symbolCount))),
    ]
    var encoding = coders.map { _ in [Double]() }
    var decoding = encoding
    var decoded = [Int32](repeating: 0, count: symbols.count)
    // The first round warms up and is excluded; then the coders alternate.
    for repetition in 0...repetitions {
      for (index, coder) in coders.enumerated() {
        var stream: [UInt8] = []
        let encodingTime = milliseconds { stream = coder.coder.encode(symbols) }
        let decodingTime = try milliseconds { try coder.coder.decode(stream, into: &decoded) }
        precondition(decoded == symbols, "\(coder.name) does not give back its symbols")
        guard repetition > 0 else { continue }
        encoding[index].append(encodingTime)
        decoding[index].append(decodingTime)
      }
    }
    return coders.indices.flatMap { index in
      [("encode", encoding[index]), ("decode", decoding[index])].map { task, times in
        BenchmarkMeasurement(
          benchmark: "coders", caseName: "\(coders[index].name) \(task), \(symbolCount) symbols",
          unit: "10^6 symbols", milliseconds: times, operationCount: nil, productRates: [])
      }
    }
  }

  /// A truncated normal distribution, neither centred nor on the grid.
  private func probabilities(symbolCount: Int) -> [Double] {
    let scale = Double(symbolCount) / 16
    let weights = (0..<symbolCount).map { symbol in
      let distance = (Double(symbol) + 0.5) / scale - 8 + 0.71
      return Double.exp(-0.5 * distance * distance / (2.385 * 2.385))
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  private func draw(_ count: Int, from probabilities: [Double]) -> [Int32] {
    var stream = RandomStream(seed: SeedPath(root: 1)["benchmark", "coders"])
    return (0..<count).map { _ in
      var position = stream.nextUniform()
      for (symbol, probability) in probabilities.enumerated() {
        position -= probability
        if position < 0 { return Int32(symbol) }
      }
      return Int32(probabilities.count - 1)
    }
  }
}

/// A coder with its model.
private protocol BenchmarkedCoder {
  func encode(_ symbols: [Int32]) -> [UInt8]
  func decode(_ stream: [UInt8], into symbols: inout [Int32]) throws(CodingError)
}

private struct RANSCoder: BenchmarkedCoder {
  package let model: SymbolModel

  package func encode(_ symbols: [Int32]) -> [UInt8] { RANSEncoder.encode(symbols, with: model) }

  package func decode(_ stream: [UInt8], into symbols: inout [Int32]) throws(CodingError) {
    var decoder = try RANSDecoder(stream)
    try symbols.withUnsafeMutableBufferPointer { (buffer) throws(CodingError) in
      try decoder.decode(into: buffer, with: model)
    }
    try decoder.finish()
  }
}

private struct RangeCoder: BenchmarkedCoder {
  package let model: SymbolModel

  package func encode(_ symbols: [Int32]) -> [UInt8] {
    var encoder = RangeEncoder()
    encoder.encode(contentsOf: symbols, with: model)
    return encoder.finish()
  }

  package func decode(_ stream: [UInt8], into symbols: inout [Int32]) throws(CodingError) {
    var decoder = RangeDecoder(stream)
    try symbols.withUnsafeMutableBufferPointer { (buffer) throws(CodingError) in
      try decoder.decode(into: buffer, with: model)
    }
    try decoder.finish()
  }
}

private struct HuffmanCoder: BenchmarkedCoder {
  package let code: HuffmanCode

  package func encode(_ symbols: [Int32]) -> [UInt8] { HuffmanEncoder.encode(symbols, with: code) }

  package func decode(_ stream: [UInt8], into symbols: inout [Int32]) throws(CodingError) {
    var decoder = HuffmanDecoder(stream, with: code)
    try symbols.withUnsafeMutableBufferPointer { (buffer) throws(CodingError) in
      try decoder.decode(into: buffer)
    }
    try decoder.finish()
  }
}

private struct AdaptiveRangeCoder: BenchmarkedCoder {
  package let model: AdaptiveModel

  package func encode(_ symbols: [Int32]) -> [UInt8] {
    var encoder = RangeEncoder()
    var model = model
    encoder.encode(contentsOf: symbols, updating: &model)
    return encoder.finish()
  }

  package func decode(_ stream: [UInt8], into symbols: inout [Int32]) throws(CodingError) {
    var decoder = RangeDecoder(stream)
    var model = model
    try symbols.withUnsafeMutableBufferPointer { (buffer) throws(CodingError) in
      try decoder.decode(into: buffer, updating: &model)
    }
    try decoder.finish()
  }
}
