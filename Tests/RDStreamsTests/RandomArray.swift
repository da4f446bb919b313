import RDArrayFiles
import RDCore

/// An array of random type, shape, order, scale and kind.
struct RandomArray {
  let form: ArrayForm
  let ordered: [Int64]
  var numbers: [Double] { ordered.map { form.type.number(ordered: $0) } }

  init(_ index: Int) throws {
    var stream = RandomStream(seed: SeedPath(root: 0x5eed_2026)["random arrays", index])
    func below(_ limit: Int) -> Int { Int(stream.nextUniform() * Double(limit)) }
    func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + stream.nextUniform() } }
    let type = NumberType.allCases[index % NumberType.allCases.count]
    // From no dimensions to eight, at times with one of no extent.
    let dimensions = below(9)
    let largest = [1, 1500, 40, 12, 7, 5, 4, 3, 3][dimensions]
    var shape = (0..<dimensions).map { _ in 1 + below(largest) }
    if below(12) == 0, dimensions > 0 { shape[below(dimensions)] = 0 }
    guard
      let form = ArrayForm(
        type: type, shape: shape, isFortranOrder: below(2) == 0,
        isBigEndian: type.byteCount > 1 && below(3) == 0)
    else { preconditionFailure("the shape is small") }
    self.form = form
    let count = form.count
    var last = 0.0
    var numbers: [Double]
    switch below(6) {
    case 0: numbers = (0..<count).map { _ in normal() }
    case 1: numbers = (0..<count).map { 2.385 + 0.01 * Double($0) + 0.001 * normal() }
    case 2:
      numbers = (0..<count).map { _ in
        last = 0.95 * last + 0.31 * normal()
        return last
      }
    case 3: numbers = (0..<count).map { _ in stream.nextUniform() < 0.9 ? 0 : normal() }
    case 4: numbers = (0..<count).map { _ in Double(below(8)) }
    default: numbers = Array(repeating: -0.71, count: count)
    }
    if below(3) == 0, count > 0 { numbers[below(count)] *= 1e4 }
    if type.isFloatingPoint {
      let decades = type == .float64 ? 300 : type == .float16 ? 2 : 30
      let scale = (0..<below(decades)).reduce(1.0) { scale, _ in scale * 10 }
      let isSmall = below(2) == 0
      numbers = numbers.map { isSmall ? $0 / scale : $0 * scale }
    } else {
      numbers = numbers.map { $0 * 10 }
    }
    var ordered = numbers.map { type.ordered(number: $0) }
    if type.isFloatingPoint, below(3) == 0, count > 0 {
      let sign: UInt64 = 1 << UInt64(8 * type.byteCount - 1)
      for _ in 0..<1 + count / 20 {
        let bits = [type.quietBits, type.infinityBits, type.infinityBits | sign][below(3)]
        ordered[below(count)] = type.ordered(bits: bits)
      }
    }
    self.ordered = ordered
  }

  /// The numbers as they are in a file.
  func stored() throws -> StoredNumbers {
    let bytes = form.type.bytes(ordered: ordered, isBigEndian: form.isBigEndian)
    return try StoredNumbers(form, FileBytes(bytes, path: "the array"))
  }
}
