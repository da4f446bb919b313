import RDCoding
import RDCore

/// Reads a chunk of an array.
enum ChunkDecoder {
  /// The numbers of a chunk, as ordered integers.
  ///
  /// - Parameters:
  ///   - bytes: of the chunk.
  ///   - type: of its numbers.
  ///   - shape: of the chunk.
  /// - Returns: the numbers, in the order of memory.
  /// - Throws: ``ArrayCodingError``.
  static func decode(
    _ bytes: [UInt8], type: NumberType, shape: [Int]
  ) throws(ArrayCodingError) -> [Int64] {
    let count = shape.reduce(1, *)
    let shape = ArrayGeometry.coded(shape)
    var reader = BinaryReader<ArrayCodingError>(bytes) { problem in
      switch problem {
      case .truncated, .notUTF8: .truncated
      case .impossibleNumber(let what, let number, _): .damaged("it claims \(number) \(what)")
      }
    }
    let first = try reader.integer(UInt8.self)
    let flags = ChunkKind.maskFlag | ChunkKind.fastFlag
    guard let kind = ChunkKind(rawValue: first & ~flags) else {
      throw .damaged("a chunk is of kind \(first & ~flags)")
    }
    let hasMask = first & ChunkKind.maskFlag != 0
    let fastShape = first & ChunkKind.fastFlag != 0 ? shape : nil
    switch kind {
    case .raw:
      guard first == kind.rawValue else { throw .damaged("stored numbers have flags") }
      return try raw(&reader, type: type, count: count)
    case .exact:
      let form = try ExactForm(from: &reader)
      let predictor = try reader.integer(UInt8.self)
      guard predictor <= 1, count > 0 else { throw .damaged("its predictor is \(predictor)") }
      let planes = IntegerPlanes(
        [IntegerPlane(shape: shape)], lattice: Lattice(),
        predictedShape: predictor == 1 ? shape : nil)
      return try finish(
        &reader, type: type, count: count, hasMask: hasMask, planes, fastShape
      ) { integers in
        form.restore(integers.pointer, count: count, type: type)
        return (0..<count).map { integers.pointer[$0] }
      }
    case .quantised:
      let form = try QuantisedForm(from: &reader, shape: shape)
      guard count > 0 else { throw .damaged("there are no numbers to quantise") }
      return try finish(
        &reader, type: type, count: count, hasMask: hasMask, form.planes(shape: shape), fastShape
      ) { integers in
        form.ordered(form.reconstruct(integers.pointer, shape: shape), type: type)
      }
    }
  }

  private static func raw(
    _ reader: inout BinaryReader<ArrayCodingError>, type: NumberType, count: Int
  ) throws(ArrayCodingError) -> [Int64] {
    guard reader.remaining == count * type.byteCount else {
      throw .damaged("a chunk of \(count) numbers has \(reader.remaining) bytes")
    }
    return type.ordered(bytes: try reader.take(count * type.byteCount))
  }

  /// Reads exceptions, the mask and the integers.
  private static func finish(
    _ reader: inout BinaryReader<ArrayCodingError>, type: NumberType, count: Int, hasMask: Bool,
    _ planes: IntegerPlanes, _ fastShape: [Int]?, restore: (Buffer<Int64>) -> [Int64]
  ) throws(ArrayCodingError) -> [Int64] {
    let exceptions = try Exceptions(from: &reader, type: type, count: count)
    guard !hasMask || type.isFloatingPoint else { throw .damaged("integers have gaps") }
    guard fastShape == nil || planes.count == count else {
      throw .damaged("differences are for integers in the order of memory")
    }
    let (integers, mask) = try ChunkBits.read(
      &reader, count: count, hasMask: hasMask, planes: planes, fastShape: fastShape)
    var ordered = restore(integers)
    if let mask {
      for index in 0..<count where mask.marks[index] != .finite {
        ordered[index] = mask.marks[index].ordered(in: type)
      }
    }
    exceptions.apply(to: &ordered)
    return ordered
  }
}
