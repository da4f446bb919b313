import RDCore
import RDTrellisQuantisation

/// How the numbers of a chunk follow from quantised integers:
/// `number = 2^exponent (offset + synthesis(step (integer + shift)))`.
struct QuantisedForm: Equatable {
  enum Method: Equatable {
    case lattice(FrontEnd, LatticeChoice)

    /// Interpolation with a factor of the steps of levels in quarters: 4, 5, 6.
    case interpolation(quarters: Int)
  }

  let method: Method

  /// The power of two by which numbers are scaled to at most 1 in magnitude.
  var exponent: Int
  var offset: Double
  var step: Double
  var points = ReconstructionPoints()

  init(_ method: Method, exponent: Int, offset: Double, step: Double) {
    self.method = method
    self.exponent = exponent
    self.offset = offset
    self.step = step
  }

  /// The planes of a chunk's integers.
  func planes(shape: [Int]) -> IntegerPlanes {
    switch method {
    case .lattice(let frontEnd, let lattice):
      IntegerPlanes(
        frontEnd.planes(shape: shape), lattice: lattice.lattice,
        predictedShape: frontEnd == .prediction ? shape : nil)
    case .interpolation(let quarters):
      IntegerPlanes(
        Interpolation(shape: shape, levelFactor: Double(quarters) / 4).planes, lattice: Lattice())
    }
  }

  /// The numbers of integers, scaled, without the offset.
  func reconstruct(_ integers: UnsafeMutablePointer<Int64>, shape: [Int]) -> Buffer<Double> {
    switch method {
    case .lattice(let frontEnd, _):
      let coefficients = Buffer<Double>(
        repeating: 0, count: frontEnd.coefficientCount(shape: shape))
      points.reconstruct(
        integers, count: coefficients.count, step: step, into: coefficients.pointer)
      return frontEnd.synthesise(coefficients, shape: shape)
    case .interpolation(let quarters):
      let numbers = Buffer<Double>(repeating: 0, count: shape.reduce(1, *))
      Interpolation(shape: shape, levelFactor: Double(quarters) / 4).reconstruct(
        integers, step: step, into: numbers.pointer)
      return numbers
    }
  }

  /// The ordered integers of scaled numbers.
  func ordered(_ numbers: Buffer<Double>, type: NumberType) -> [Int64] {
    (0..<numbers.count).map { index in
      type.ordered(number: ExactForm.scaled(numbers.pointer[index] + offset, by: exponent))
    }
  }

  // MARK: Bytes

  func write(to writer: inout BinaryWriter) {
    switch method {
    case .lattice(let frontEnd, let lattice):
      writer.append(frontEnd.code.kind)
      writer.append(frontEnd.code.parameter)
      writer.append(lattice.rawValue)
    case .interpolation(let quarters):
      writer.append(UInt8(4))
      writer.append(UInt8(quarters))
      writer.append(UInt8(0))
    }
    writer.append(Int16(exponent))
    writer.append(offset.bitPattern)
    writer.append(step.bitPattern)
    points.write(to: &writer)
  }

  init(
    from reader: inout BinaryReader<ArrayCodingError>, shape: [Int]
  ) throws(ArrayCodingError) {
    let kind = try reader.integer(UInt8.self)
    let parameter = try reader.integer(UInt8.self)
    let code = try reader.integer(UInt8.self)
    if kind == 4, (4...6).contains(parameter), code == 0, !shape.isEmpty {
      method = .interpolation(quarters: Int(parameter))
    } else if let frontEnd = FrontEnd(kind: kind, parameter: parameter, shape: shape),
      let lattice = LatticeChoice(rawValue: code)
    {
      method = .lattice(frontEnd, lattice)
    } else {
      throw .damaged("its method is \(kind) with \(parameter) and the lattice \(code)")
    }
    exponent = Int(try reader.integer(Int16.self))
    offset = Double(bitPattern: try reader.integer())
    step = Double(bitPattern: try reader.integer())
    points = try ReconstructionPoints(from: &reader)
    guard abs(exponent) <= 1100, offset.isFinite, step.isFinite, step > 0, points.isValid else {
      throw .damaged("the step is \(step), the offset \(offset)")
    }
  }
}
