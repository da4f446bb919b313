import RDCoding
import RDScalarQuantisation

/// The tables of a quantiser of latents in bits: the count of components, and for each that of its levels, less one, its levels and
/// thresholds in double precision, and the model of its indices; a constant component has one level alone.
extension CodedLatentQuantiser {
  /// Writes the quantiser.
  package func write(to writer: inout BitWriter) {
    writer.writeExponentialGolomb(UInt64(quantiser.components.count))
    for (component, model) in zip(quantiser.components, models) {
      let (levels, thresholds) =
        switch component {
        case .constant(let value): ([Double(value)], [Double]())
        case .quantised(let quantiser): (quantiser.levels, quantiser.thresholds)
        }
      writer.writeExponentialGolomb(UInt64(levels.count - 1))
      for number in levels + thresholds { writer.write(number) }
      model?.write(to: &writer)
    }
  }

  /// Reads what ``write(to:)`` wrote.
  ///
  /// - Throws: `CodingError` for bits that are no quantiser. Memory is bounded by the length of the input.
  package init(from reader: inout BitReader) throws(CodingError) {
    func ascending(_ count: Int, _ reader: inout BitReader) throws(CodingError) -> [Double] {
      let numbers = try reader.readNumbers(count)
      guard zip(numbers, numbers.dropFirst()).allSatisfy(<) else {
        throw .damagedTable(reason: "the levels of a latent do not ascend")
      }
      return numbers
    }
    var components: [LatentQuantiser.Component] = []
    var models: [SymbolModel?] = []
    for _ in 0..<Int(try reader.readExponentialGolomb()) {
      let levelCount = Int(try reader.readExponentialGolomb()) + 1
      guard levelCount <= 1 << 16 else {
        throw .damagedTable(reason: "a latent has \(levelCount) levels")
      }
      let levels = try ascending(levelCount, &reader)
      guard levelCount > 1 else {
        components.append(.constant(Float(levels[0])))
        models.append(nil)
        continue
      }
      let thresholds = try ascending(levelCount - 1, &reader)
      let model = try SymbolModel(from: &reader)
      guard model.symbolCount == levelCount else {
        throw .damagedTable(reason: "a latent has \(levelCount) levels, its code others")
      }
      components.append(.quantised(ScalarQuantiser(thresholds: thresholds, levels: levels)))
      models.append(model)
    }
    self.init(LatentQuantiser(components: components), models: models)
  }
}
