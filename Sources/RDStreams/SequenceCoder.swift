import RDCoding
import RDQuantisers

/// Codes the symbols of a sequence piece by piece, each with the model of its context, and gives the samples they stand for.
package protocol SymbolCoder {
  mutating func encode(
    _ symbols: [Int32], to encoder: inout RangeEncoder,
    appendingTo reconstruction: inout [Double])

  /// Reads the next symbols.
  ///
  /// - Throws: `CodingError` if the stream ends early.
  mutating func decode(
    symbolCount: Int, from decoder: inout RangeDecoder, appendingTo reconstruction: inout [Double]
  ) throws(CodingError)
}

/// The coder of a quantiser's symbols, which its decoder state gives the contexts of.
struct SequenceCoder<State: DecoderState>: SymbolCoder {
  private var decoderState: State
  private let models: SymbolModelSet

  /// Contexts and symbols of a run, shape `[2][longestRun]`.
  private var buffer = [Int32](repeating: 0, count: 2 * longestRun)
  private static var longestRun: Int { 4096 }

  init(decoderState: State, models: [SymbolModel]) {
    self.decoderState = decoderState
    self.models = SymbolModelSet(models)
  }

  package mutating func encode(
    _ symbols: [Int32], to encoder: inout RangeEncoder,
    appendingTo reconstruction: inout [Double]
  ) {
    let models = models
    symbols.withUnsafeBufferPointer { symbols in
      buffer.withUnsafeMutableBufferPointer { buffer in
        for start in stride(from: 0, to: symbols.count, by: Self.longestRun) {
          let count = min(Self.longestRun, symbols.count - start)
          var done = 0
          while done < count {
            let run = decoderState.writeContexts(
              to: UnsafeMutableBufferPointer(rebasing: buffer[done..<count]))
            decoderState.advance(
              by: UnsafeBufferPointer(rebasing: symbols[start + done..<start + done + run]),
              appendingTo: &reconstruction)
            done += run
          }
          encoder.encode(
            UnsafeBufferPointer(rebasing: symbols[start..<start + count]),
            in: UnsafeBufferPointer(rebasing: buffer[..<count]), with: models)
        }
      }
    }
  }

  package mutating func decode(
    symbolCount: Int, from decoder: inout RangeDecoder, appendingTo reconstruction: inout [Double]
  ) throws(CodingError) {
    let models = models
    var failure: CodingError?
    buffer.withUnsafeMutableBufferPointer { buffer in
      let contexts = UnsafeMutableBufferPointer(rebasing: buffer[..<Self.longestRun])
      let symbols = UnsafeMutableBufferPointer(rebasing: buffer[Self.longestRun...])
      var left = symbolCount
      do throws(CodingError) {
        while left > 0 {
          let run = decoderState.writeContexts(
            to: UnsafeMutableBufferPointer(rebasing: contexts[..<min(left, Self.longestRun)]))
          if run == 1 {
            let symbol = Int32(try decoder.decode(with: models.models[Int(contexts[0])]))
            decoderState.advance(by: symbol, appendingTo: &reconstruction)
          } else {
            let taken = UnsafeMutableBufferPointer(rebasing: symbols[..<run])
            try decoder.decode(
              into: taken, in: UnsafeBufferPointer(rebasing: contexts[..<run]), with: models)
            decoderState.advance(by: UnsafeBufferPointer(taken), appendingTo: &reconstruction)
          }
          left -= run
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
