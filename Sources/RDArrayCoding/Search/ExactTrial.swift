import RDCoding
import RDCore

/// Ways to code a chunk without loss, compared on a part of it.
final class ExactTrial {
  private let array: NumberArray
  private let numbers: Buffer<Double>
  private let mask: GapMask?
  private let shape: [Int]
  private let partLimit: Int
  private let isFast: Bool
  private lazy var best: (form: ExactForm, isPredicted: Bool, bits: Double) = find()
  private var coded: [UInt8]?

  init(_ array: NumberArray, numbers: Buffer<Double>, mask: GapMask?, partLimit: Int, isFast: Bool)
  {
    self.isFast = isFast
    self.array = array
    self.numbers = numbers
    self.mask = mask
    self.partLimit = partLimit
    shape = ArrayGeometry.coded(array.shape)
  }

  /// The bits per number of the best way on the part; without a trial, those of the type.
  var bitsPerNumber: Double { isFast ? Double(8 * array.type.byteCount) : best.bits }

  /// The chunk, coded by the best way.
  func bytes() -> [UInt8] {
    if let coded { return coded }
    if isFast { best = (ExactForm(.ordered), false, bitsPerNumber) }
    guard let integers = best.form.integers(of: array, numbers: numbers) else {
      preconditionFailure("a candidate has integers")
    }
    let result = bytes(
      best.form, integers: integers, exceptions: Exceptions(), isPredicted: best.isPredicted)
    coded = result
    return result
  }

  /// The chunk, coded by integers of a form.
  func bytes(_ form: ExactForm, integers: Buffer<Int64>, exceptions: Exceptions) -> [UInt8] {
    guard !isFast else {
      return bytes(form, integers: integers, exceptions: exceptions, isPredicted: false)
    }
    let isPredicted =
      part(of: integers, form: form).map { part in
        bits(part.integers, shape: part.shape, isPredicted: true)
          < bits(part.integers, shape: part.shape, isPredicted: false)
      } ?? false
    return bytes(form, integers: integers, exceptions: exceptions, isPredicted: isPredicted)
  }

  private func bytes(
    _ form: ExactForm, integers: Buffer<Int64>, exceptions: Exceptions, isPredicted: Bool
  ) -> [UInt8] {
    let hasMask = mask != nil && form.hasMask
    var writer = BinaryWriter([
      ChunkKind.exact.rawValue | (hasMask ? ChunkKind.maskFlag : 0)
        | (isFast ? ChunkKind.fastFlag : 0)
    ])
    form.write(to: &writer)
    writer.append(UInt8(isPredicted ? 1 : 0))
    exceptions.write(to: &writer, type: array.type)
    let reduced = Buffer(copying: integers)
    form.reduced(reduced)
    return ChunkBits.bytes(
      reduced, planes: planes(shape: shape, isPredicted: isPredicted), mask: hasMask ? mask : nil,
      fastShape: isFast ? shape : nil, after: writer)
  }

  private func planes(shape: [Int], isPredicted: Bool) -> IntegerPlanes {
    IntegerPlanes(
      [IntegerPlane(shape: shape)], lattice: Lattice(), predictedShape: isPredicted ? shape : nil)
  }

  private func bits(_ integers: Buffer<Int64>, shape: [Int], isPredicted: Bool) -> Double {
    planes(shape: shape, isPredicted: isPredicted).bitCount(integers.pointer)
  }

  private func find() -> (form: ExactForm, isPredicted: Bool, bits: Double) {
    var best: (form: ExactForm, isPredicted: Bool, bits: Double)?
    for form in ExactForm.candidates(for: array, numbers: numbers, mask: mask) {
      guard let integers = form.integers(of: array, numbers: numbers),
        let part = part(of: integers, form: form)
      else { continue }
      var writer = BinaryWriter()
      form.write(to: &writer)
      let header = 8 * Double(writer.bytes.count) / Double(array.count)
      for isPredicted in [false, true] {
        let bits =
          header + bits(part.integers, shape: part.shape, isPredicted: isPredicted)
          / Double(part.integers.count)
        if bits < best?.bits ?? .infinity { best = (form, isPredicted, bits) }
      }
    }
    guard let best else { preconditionFailure("ordered integers are always possible") }
    return best
  }

  /// The integers of some rows in the middle, less base and divisor.
  private func part(
    of integers: Buffer<Int64>, form: ExactForm
  ) -> (integers: Buffer<Int64>, shape: [Int])? {
    guard integers.count > 0 else { return nil }
    var partShape = shape
    var start = 0
    if integers.count > 2 * partLimit {
      let row = integers.count / shape[0]
      let rows = max(1, partLimit / row)
      start = (shape[0] - rows) / 2 * row
      partShape = row > 2 * partLimit ? [partLimit] : [rows] + shape.dropFirst()
    }
    let count = partShape.reduce(1, *)
    let part = Buffer<Int64>(repeating: 0, count: count)
    part.pointer.update(from: integers.pointer + start, count: count)
    form.reduced(part)
    return (part, partShape.filter { $0 > 1 })
  }
}
