import RDCore

/// The layout of a stored autoencoder, little-endian throughout; a text is its length in UTF-8 (4 bytes) and its bytes.
///
/// | bytes | what |
/// |---|---|
/// | 4 | `RDAE` |
/// | 4 | format version, 1 |
/// | 4, 4 | input and latent dimension |
/// | 4, then 4 each | count of the encoder's hidden layers, and their widths from the input on |
/// | text | activation |
/// | 8 | dropout rate, binary64 |
/// | 1, 8 | 1 and the divergence weight, binary64, of a variational autoencoder; else zeros |
/// | 4 | vectors per batch |
/// | 4 each | weights and biases, binary32, layer by layer and row by row |
/// | 4 | checksum of all bytes before it |
extension Autoencoder {
  private static let signature = Array("RDAE".utf8)
  private static let version: UInt32 = 1

  /// More vectors per batch make nothing faster.
  private static let batchLimit = 1 << 16

  /// The autoencoder as bytes, for a file; ``init(bytes:)`` reads them.
  ///
  /// The state of the training is not in them.
  public var bytes: [UInt8] {
    var writer = BinaryWriter(Self.signature, capacity: 4 * architecture.parameterCount + 256)
    writer.append(Self.version)
    writer.append(UInt32(architecture.inputDimension))
    writer.append(UInt32(architecture.latentDimension))
    writer.append(UInt32(architecture.hiddenWidths.count))
    for width in architecture.hiddenWidths { writer.append(UInt32(width)) }
    writer.append(architecture.activation.name)
    writer.append(architecture.dropoutRate.bitPattern)
    writer.append(UInt8(architecture.divergenceWeight == nil ? 0 : 1))
    writer.append((architecture.divergenceWeight ?? 0).bitPattern)
    writer.append(UInt32(min(network.graph.batchCapacity, Self.batchLimit)))
    for parameter in network.graph.parameters {
      for number in network.graph.numbers(of: parameter) { writer.append(number.bitPattern) }
    }
    return writer.checked
  }

  /// The autoencoder of bytes that ``bytes`` gave: it encodes and decodes to the same numbers.
  ///
  /// - Throws: an error with a message for bytes that are not an autoencoder, damaged, or of another version.
  public convenience init(bytes: [UInt8]) throws {
    guard bytes.starts(with: Self.signature) else {
      throw Diagnosis(
        .badData,
        "This is not a stored autoencoder: it does not begin with RDAE. Give the bytes of one."
      )
    }
    func damaged(_ reason: String) -> Diagnosis {
      Diagnosis(
        .badData, "The stored autoencoder is damaged: \(reason). Fetch it again as a whole.")
    }
    let end = bytes.count - Fingerprint.checksumLength
    guard end >= Self.signature.count,
      Fingerprint(of: bytes[..<end]).isDigest(bytes[end...])
    else { throw damaged("its checksum is wrong") }
    var reader = BinaryReader(bytes, at: Self.signature.count) { _ in damaged("it ends too early") }
    reader.end = end
    let version = try reader.integer(UInt32.self)
    guard version == Self.version else {
      throw Diagnosis(
        .badData,
        "The autoencoder is stored in version \(version) of the format, but this program reads version \(Self.version). Take the program that wrote it."
      )
    }
    let inputDimension = Int(try reader.integer(UInt32.self))
    let latentDimension = Int(try reader.integer(UInt32.self))
    var hiddenWidths: [Int] = []
    for _ in 0..<(try reader.integer(UInt32.self)) {
      hiddenWidths.append(Int(try reader.integer(UInt32.self)))
    }
    let activation = try ActivationCatalogue.all.entry(
      named: try reader.text(byteCount: Int(try reader.integer(UInt32.self))))
    let dropoutRate = Double(bitPattern: try reader.integer())
    let isVariational = try reader.integer(UInt8.self) != 0
    let divergenceWeight = Double(bitPattern: try reader.integer())
    let batchCapacity = Int(try reader.integer(UInt32.self))
    let architecture = try AutoencoderArchitecture(
      inputDimension: inputDimension, latentDimension: latentDimension, hiddenWidths: hiddenWidths,
      activation: activation, dropoutRate: dropoutRate,
      divergenceWeight: isVariational ? divergenceWeight : nil)
    // Memory is allocated according to these: as many parameters as there are, and no batch that is larger than any of use.
    guard reader.remaining == 4 * architecture.parameterCount else {
      throw damaged("it does not have the \(architecture.parameterCount) parameters of its shape")
    }
    guard (1...Self.batchLimit).contains(batchCapacity) else {
      throw damaged("it claims \(batchCapacity) vectors per batch")
    }
    self.init(architecture, batchCapacity: batchCapacity, seed: SeedPath(root: 0))
    for parameter in network.graph.parameters {
      var numbers: [Float] = []
      for _ in 0..<parameter.rows * parameter.columns {
        numbers.append(Float(bitPattern: try reader.integer()))
      }
      guard numbers.allSatisfy(\.isFinite) else { throw damaged("a parameter is not finite") }
      network.graph.setNumbers(of: parameter, to: numbers)
    }
  }
}
