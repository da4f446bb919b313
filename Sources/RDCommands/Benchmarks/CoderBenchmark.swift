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
    let coders = try BenchmarkedCoder.all(of: probabilities)
    var encoding = coders.map { _ in [Double]() }
    var decoding = encoding
    var decoded = [Int32](repeating: 0, count: symbols.count)
    // The first round warms up and is excluded; then the coders alternate.
    for repetition in 0...repetitions {
      for (index, coder) in coders.enumerated() {
        var stream: [UInt8] = []
        let encodingTime = milliseconds { stream = coder.encode(symbols) }
        let decodingTime = try milliseconds {
          try decoded.withUnsafeMutableBufferPointer { try coder.decode(stream, $0) }
        }
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
          unit: "10^6 symbols", milliseconds: times)
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
private struct BenchmarkedCoder {
  let name: String
  let encode: ([Int32]) -> [UInt8]

  /// Fills the buffer with the symbols of a stream, and makes sure that it ends there.
  let decode: ([UInt8], UnsafeMutableBufferPointer<Int32>) throws -> Void

  static func all(of probabilities: [Double]) throws -> [BenchmarkedCoder] {
    let model = try SymbolModel(probabilities: probabilities)
    let code = try HuffmanCode(probabilities: probabilities)
    let adaptive = try AdaptiveModel(symbolCount: probabilities.count)
    return [
      BenchmarkedCoder(name: "rans") {
        RANSEncoder.encode($0, with: model)
      } decode: { stream, symbols in
        var decoder = try RANSDecoder(stream)
        try decoder.decode(into: symbols, with: model)
        try decoder.finish()
      },
      BenchmarkedCoder(name: "range") { symbols in
        var encoder = RangeEncoder()
        encoder.encode(contentsOf: symbols, with: model)
        return encoder.finish()
      } decode: { stream, symbols in
        var decoder = RangeDecoder(stream)
        try decoder.decode(into: symbols, with: model)
        try decoder.finish()
      },
      BenchmarkedCoder(name: "huffman") {
        HuffmanEncoder.encode($0, with: code)
      } decode: { stream, symbols in
        var decoder = HuffmanDecoder(stream, with: code)
        try decoder.decode(into: symbols)
        try decoder.finish()
      },
      BenchmarkedCoder(name: "adaptive range") { symbols in
        var (encoder, model) = (RangeEncoder(), adaptive)
        encoder.encode(contentsOf: symbols, updating: &model)
        return encoder.finish()
      } decode: { stream, symbols in
        var (decoder, model) = (RangeDecoder(stream), adaptive)
        try decoder.decode(into: symbols, updating: &model)
        try decoder.finish()
      },
    ]
  }
}
