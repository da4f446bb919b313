/// The orthonormal cosine transform of blocks over all dimensions of an array.
///
/// The last block of a dimension is filled up with its last sample. The coefficients of a block lie together, those of low frequencies first in each dimension,
/// and blocks in C order.
///
/// > Source: [ahmed1974]; the fast algorithm is that of [lee1984].
struct BlockCosine {
  let shape: [Int]
  let side: Int

  /// The number of blocks in each dimension.
  let blocks: [Int]

  /// The coefficients of a block.
  var blockCount: Int { shape.reduce(1) { size, _ in size * side } }
  var coefficientCount: Int { blocks.reduce(1, *) * blockCount }

  /// `1 / (2 cos(pi (i + 1/2) / n))` for each power of two `n` up to the side, one after the other.
  private let factors: Buffer<Double>

  init(shape: [Int], side: Int) {
    self.shape = shape
    self.side = side
    blocks = shape.map { ($0 + side - 1) / side }
    var factors = [Double](repeating: 0, count: side)
    var length = 2
    while length <= side {
      for index in 0..<length / 2 {
        let cosine = FixedCosine.cosine(
          ofPiTimes: Double(2 * index + 1) / Double(2 * length))
        factors[length / 2 + index] = 0.5 / cosine
      }
      length *= 2
    }
    self.factors = Buffer(factors)
  }

  /// The plane of the coefficients.
  var plane: IntegerPlane {
    var plane = IntegerPlane(shape: [coefficientCount])
    plane.period = blockCount
    plane.rowLength = blockCount
    let size = blockCount
    switch shape.count {
    case 1: plane.neighbours = [1, size, 2, size - 1, size + 1, 2 * size, 3, size - 2]
    case 2:
      let up = size * blocks[1]
      plane.neighbours = [1, side, size, up, side + 1, 2, 2 * side, side - 1]
    default:
      let up = size * (blocks.last ?? 1)
      plane.neighbours = [
        1, side, side * side, size, up, side + 1, side * side + 1, side * side + side,
      ]
    }
    plane.neighbours = plane.neighbours.filter { $0 > 0 }
    return plane
  }

  func analyse(
    _ numbers: UnsafeMutablePointer<Double>, into coefficients: UnsafeMutablePointer<Double>
  ) {
    forEachBlock { block, origin in
      let target = coefficients + block * blockCount
      forEachSample(origin) { index, place, _ in target[index] = numbers[place] }
      transform(target, isInverse: false)
    }
  }

  func synthesise(
    _ coefficients: UnsafeMutablePointer<Double>, into numbers: UnsafeMutablePointer<Double>
  ) {
    let block = Buffer<Double>(repeating: 0, count: blockCount)
    forEachBlock { index, origin in
      block.pointer.update(from: coefficients + index * blockCount, count: blockCount)
      transform(block.pointer, isInverse: true)
      forEachSample(origin) { index, place, isInside in
        if isInside { numbers[place] = block.pointer[index] }
      }
    }
  }

  private func forEachBlock(_ body: (Int, [Int]) -> Void) {
    var origin = [Int](repeating: 0, count: shape.count)
    for block in 0..<blocks.reduce(1, *) {
      body(block, origin)
      for dimension in shape.indices.reversed() {
        origin[dimension] += side
        if origin[dimension] < shape[dimension] { break }
        origin[dimension] = 0
      }
    }
  }

  /// Calls a closure for each sample of a block: its index there, its place in the array, and whether it lies inside of the array.
  private func forEachSample(_ origin: [Int], _ body: (Int, Int, Bool) -> Void) {
    let last = shape.count - 1
    var indices = [Int](repeating: 0, count: shape.count)
    for row in 0..<blockCount / side {
      var place = 0
      var isInside = true
      for dimension in 0..<last {
        let coordinate = origin[dimension] + indices[dimension]
        if coordinate >= shape[dimension] { isInside = false }
        place = (place + min(coordinate, shape[dimension] - 1)) * shape[dimension + 1]
      }
      for x in 0..<side {
        let coordinate = origin[last] + x
        body(
          row * side + x, place + min(coordinate, shape[last] - 1),
          isInside && coordinate < shape[last])
      }
      for dimension in (0..<last).reversed() {
        indices[dimension] += 1
        if indices[dimension] < side { break }
        indices[dimension] = 0
      }
    }
  }

  /// Transforms a block along each dimension.
  private func transform(_ block: UnsafeMutablePointer<Double>, isInverse: Bool) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * side) { space in
      guard let line = space.baseAddress else { return }
      let scratch = line + side
      let first = FixedCosine.inverseRoot(Double(side))
      let other = FixedCosine.inverseRoot(Double(side) / 2)
      var stride = 1
      for _ in shape.indices {
        for start in 0..<blockCount where start / stride % side == 0 {
          for index in 0..<side {
            line[index] = block[start + index * stride]
            if isInverse { line[index] *= index == 0 ? first : other }
          }
          if isInverse {
            inverse(line, scratch, side)
          } else {
            forward(line, scratch, side)
          }
          for index in 0..<side {
            let value = line[index]
            block[start + index * stride] =
              isInverse ? value : value * (index == 0 ? first : other)
          }
        }
        stride *= side
      }
    }
  }

  /// `X[k] = sum x[i] cos(pi (i + 1/2) k / n)`.
  private func forward(
    _ data: UnsafeMutablePointer<Double>, _ scratch: UnsafeMutablePointer<Double>, _ length: Int
  ) {
    guard length > 1 else { return }
    let half = length / 2
    for index in 0..<half {
      let (a, b) = (data[index], data[length - 1 - index])
      scratch[index] = a + b
      scratch[half + index] = (a - b) * factors.pointer[half + index]
    }
    forward(scratch, data, half)
    forward(scratch + half, data, half)
    for index in 0..<half {
      data[2 * index] = scratch[index]
      data[2 * index + 1] =
        index + 1 < half
        ? scratch[half + index] + scratch[half + index + 1] : scratch[half + index]
    }
  }

  /// `x[i] = sum X[k] cos(pi (i + 1/2) k / n)`.
  private func inverse(
    _ data: UnsafeMutablePointer<Double>, _ scratch: UnsafeMutablePointer<Double>, _ length: Int
  ) {
    guard length > 1 else { return }
    let half = length / 2
    for index in 0..<half {
      scratch[index] = data[2 * index]
      scratch[half + index] =
        index > 0 ? data[2 * index + 1] + data[2 * index - 1] : data[1]
    }
    inverse(scratch, data, half)
    inverse(scratch + half, data, half)
    for index in 0..<half {
      let even = scratch[index]
      let odd = scratch[half + index] * factors.pointer[half + index]
      data[index] = even + odd
      data[length - 1 - index] = even - odd
    }
  }
}
