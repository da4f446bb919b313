/// What is done to the numbers of an array before they are quantised, or to the integers after.
enum FrontEnd: Equatable {
  case none
  case wavelet

  /// The cosine transform of blocks of `2^bits` samples in each dimension.
  case cosine(bits: Int)

  /// The integers are predicted from those before them; the numbers are quantised as they are.
  case prediction

  /// In the file, in two bytes.
  var code: (kind: UInt8, parameter: UInt8) {
    switch self {
    case .none: (0, 0)
    case .wavelet: (1, 0)
    case .cosine(let bits): (2, UInt8(bits))
    case .prediction: (3, 0)
    }
  }

  /// That of two bytes of a file; `nil` if there is none for the shape.
  init?(kind: UInt8, parameter: UInt8, shape: [Int]) {
    switch (kind, parameter) {
    case (0, 0): self = .none
    case (1, 0) where !shape.isEmpty: self = .wavelet
    case (2, 1...11)
    where (1...4).contains(shape.count) && shape.allSatisfy({ $0 >= 1 << parameter }):
      self = .cosine(bits: Int(parameter))
    case (3, 0): self = .prediction
    default: return nil
    }
  }

  /// Those that are worth a trial for a shape.
  static func candidates(shape: [Int]) -> [FrontEnd] {
    let sides: [Int] =
      switch shape.count {
      case 0: []
      case 1: [6, 9, 11]
      case 2: [4]
      default: [3]
      }
    let least = shape.min() ?? 0
    var candidates: [FrontEnd] = [.none]
    if shape.contains(where: { $0 >= 8 }) { candidates.append(.wavelet) }
    candidates += sides.filter { 1 << $0 <= least }.map { .cosine(bits: $0) }
    return candidates + [.prediction]
  }

  func coefficientCount(shape: [Int]) -> Int {
    guard case .cosine(let bits) = self else { return shape.reduce(1, *) }
    return BlockCosine(shape: shape, side: 1 << bits).coefficientCount
  }

  func planes(shape: [Int]) -> [IntegerPlane] {
    switch self {
    case .none, .prediction: [IntegerPlane(shape: shape)]
    case .wavelet: Wavelet(shape: shape).planes
    case .cosine(let bits): [BlockCosine(shape: shape, side: 1 << bits).plane]
    }
  }

  /// The coefficients of numbers, in the order of the planes.
  func analyse(_ numbers: Buffer<Double>, shape: [Int]) -> Buffer<Double> {
    let copy = Buffer(copying: numbers)
    switch self {
    case .none, .prediction: return copy
    case .wavelet:
      let result = Buffer<Double>(repeating: 0, count: numbers.count)
      Wavelet(shape: shape).analyse(copy.pointer, into: result.pointer)
      return result
    case .cosine(let bits):
      let transform = BlockCosine(shape: shape, side: 1 << bits)
      let result = Buffer<Double>(repeating: 0, count: transform.coefficientCount)
      transform.analyse(copy.pointer, into: result.pointer)
      return result
    }
  }

  /// The numbers of coefficients.
  func synthesise(_ coefficients: Buffer<Double>, shape: [Int]) -> Buffer<Double> {
    switch self {
    case .none, .prediction: return coefficients
    case .wavelet:
      let result = Buffer<Double>(repeating: 0, count: coefficients.count)
      Wavelet(shape: shape).synthesise(coefficients.pointer, into: result.pointer)
      return result
    case .cosine(let bits):
      let result = Buffer<Double>(repeating: 0, count: shape.reduce(1, *))
      BlockCosine(shape: shape, side: 1 << bits).synthesise(
        coefficients.pointer, into: result.pointer)
      return result
    }
  }
}
