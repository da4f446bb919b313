/// The 9/7 wavelet transform over all dimensions of an array of any size, by lifting, with basis functions of nearly unit norm.
///
/// A dimension is halved as long as it has at least 8 samples. Bands are laid out one after the other, from coarse to fine.
///
/// > Source: [cohen1992]; lifting as in [daubechies1998].
struct Wavelet {
  /// A band: its extents, where its coefficients begin, and in which dimensions it is the upper half.
  struct Band {
    var level: Int
    var orientation: Int
    var shape: [Int]
    var start: Int
    var count: Int { shape.reduce(1, *) }

    /// Its corner in the array of the transform in place.
    var origin: [Int]
  }

  let shape: [Int]
  let bands: [Band]

  /// The extents before each level; the last one is that of the coarsest band.
  private let extents: [[Int]]

  private static let lifting = [
    -1.586_134_342_059_924, -0.052_980_118_572_961, 0.882_911_075_530_934, 0.443_506_852_043_971,
  ]
  private static let gain = 1.149_604_398_860_241

  /// - Parameter shape: all extents above 1.
  init(shape: [Int]) {
    self.shape = shape
    var extents = [shape]
    while let last = extents.last, last.contains(where: { $0 >= 8 }), extents.count < 40 {
      extents.append(last.map { $0 >= 8 ? ($0 + 1) / 2 : $0 })
    }
    self.extents = extents
    let coarsest = extents[extents.count - 1]
    var bands = [
      Band(
        level: extents.count - 1, orientation: 0, shape: coarsest, start: 0,
        origin: shape.map { _ in 0 })
    ]
    var start = coarsest.reduce(1, *)
    for level in (0..<extents.count - 1).reversed() {
      let (whole, half) = (extents[level], extents[level + 1])
      for orientation in 1..<1 << shape.count {
        var band: [Int] = []
        var origin: [Int] = []
        for dimension in shape.indices {
          let isUpper = orientation >> dimension & 1 == 1
          origin.append(isUpper ? half[dimension] : 0)
          band.append(isUpper ? whole[dimension] - half[dimension] : half[dimension])
        }
        let entry = Band(
          level: level, orientation: orientation, shape: band, start: start, origin: origin)
        guard entry.count > 0 else { continue }
        bands.append(entry)
        start += entry.count
      }
    }
    self.bands = bands
  }

  /// The planes of the bands, each with its parent of the same orientation and its cousin of the same level.
  var planes: [IntegerPlane] {
    bands.indices.map { index in
      let band = bands[index]
      var plane = IntegerPlane(shape: band.shape)
      plane.period = 1
      plane.kind = min(23, min(band.level, 5) * 4 + min(3, band.orientation))
      plane.rowLength = band.shape[band.shape.count - 1]
      if let parent = bands[..<index].lastIndex(where: {
        $0.level == band.level + 1 && $0.orientation == band.orientation
      }) {
        plane.parent = .init(
          plane: parent, shape: band.shape, relativeShape: bands[parent].shape, shift: 1)
      }
      if let cousin = bands[..<index].lastIndex(where: {
        $0.level == band.level && $0.orientation > 0 && band.orientation > 0
      }) {
        plane.cousin = .init(
          plane: cousin, shape: band.shape, relativeShape: bands[cousin].shape, shift: 0)
      }
      return plane
    }
  }

  /// Transforms numbers.
  ///
  /// - Parameters:
  ///   - numbers: in C order; their place is used.
  ///   - coefficients: in the order of the bands.
  func analyse(
    _ numbers: UnsafeMutablePointer<Double>, into coefficients: UnsafeMutablePointer<Double>
  ) {
    let line = Buffer<Double>(repeating: 0, count: scratchCount)
    for level in 0..<extents.count - 1 {
      for dimension in shape.indices where extents[level][dimension] >= 8 {
        forEachPanel(level: level, dimension: dimension) { start, stride, width in
          Self.split(
            numbers + start, count: extents[level][dimension], stride: stride, width: width,
            scratch: line.pointer)
        }
      }
    }
    for band in bands { copy(band) { coefficients[$0] = numbers[$1] } }
  }

  /// The inverse of the analysis.
  func synthesise(
    _ coefficients: UnsafeMutablePointer<Double>, into numbers: UnsafeMutablePointer<Double>
  ) {
    for band in bands { copy(band) { numbers[$1] = coefficients[$0] } }
    let line = Buffer<Double>(repeating: 0, count: scratchCount)
    for level in (0..<extents.count - 1).reversed() {
      for dimension in shape.indices.reversed() where extents[level][dimension] >= 8 {
        forEachPanel(level: level, dimension: dimension) { start, stride, width in
          Self.merge(
            numbers + start, count: extents[level][dimension], stride: stride, width: width,
            scratch: line.pointer)
        }
      }
    }
  }

  /// Lines that are transformed together.
  private static var panelWidth: Int { 16 }
  private var scratchCount: Int { (shape.max() ?? 1) * Self.panelWidth }

  private var strides: [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for dimension in (0..<shape.count - 1).reversed() {
      strides[dimension] = strides[dimension + 1] * shape[dimension + 1]
    }
    return strides
  }

  /// Calls a closure for the first sample, the stride and the width of panels of adjacent lines along a dimension.
  private func forEachPanel(level: Int, dimension: Int, _ body: (Int, Int, Int) -> Void) {
    let strides = strides
    let extent = extents[level]
    let last = shape.count - 1
    // The lines' first samples: all indices but that of the dimension, the last dimension in panels.
    var indices = [Int](repeating: 0, count: shape.count)
    while true {
      let start = zip(indices, strides).reduce(0) { $0 + $1.0 * $1.1 }
      if dimension == last {
        body(start, 1, 1)
      } else {
        for first in stride(from: 0, to: extent[last], by: Self.panelWidth) {
          body(start + first, strides[dimension], min(Self.panelWidth, extent[last] - first))
        }
      }
      var position = last
      while position >= 0 {
        if position != dimension && (position != last || dimension == last) {
          indices[position] += 1
          if indices[position] < extent[position] { break }
          indices[position] = 0
        }
        position -= 1
      }
      if position < 0 { return }
    }
  }

  /// Calls a closure for the index of each coefficient of a band, and its place in the array.
  private func copy(_ band: Band, _ body: (Int, Int) -> Void) {
    let strides = strides
    let last = shape.count - 1
    var indices = [Int](repeating: 0, count: shape.count)
    var index = band.start
    let rowLength = band.shape[last]
    while true {
      var place = 0
      for dimension in shape.indices {
        place += (indices[dimension] + band.origin[dimension]) * strides[dimension]
      }
      for x in 0..<rowLength { body(index + x, place + x) }
      index += rowLength
      var position = last - 1
      while position >= 0 {
        indices[position] += 1
        if indices[position] < band.shape[position] { break }
        indices[position] = 0
        position -= 1
      }
      if position < 0 { return }
    }
  }

  /// One level of a panel of lines, at least 2 long: lower half first.
  private static func split(
    _ data: UnsafeMutablePointer<Double>, count: Int, stride: Int, width: Int,
    scratch: UnsafeMutablePointer<Double>
  ) {
    for index in 0..<count {
      for x in 0..<width { scratch[index * width + x] = data[index * stride + x] }
    }
    for (step, factor) in lifting.enumerated() {
      lift(scratch, count: count, width: width, parity: (step + 1) & 1, factor: factor)
    }
    let half = (count + 1) / 2
    for index in 0..<count {
      let target = data + (index & 1 == 0 ? index / 2 : half + index / 2) * stride
      let factor = index & 1 == 0 ? gain : 1 / gain
      for x in 0..<width { target[x] = scratch[index * width + x] * factor }
    }
  }

  private static func merge(
    _ data: UnsafeMutablePointer<Double>, count: Int, stride: Int, width: Int,
    scratch: UnsafeMutablePointer<Double>
  ) {
    let half = (count + 1) / 2
    for index in 0..<count {
      let source = data + (index & 1 == 0 ? index / 2 : half + index / 2) * stride
      let factor = index & 1 == 0 ? 1 / gain : gain
      for x in 0..<width { scratch[index * width + x] = source[x] * factor }
    }
    for (step, factor) in lifting.enumerated().reversed() {
      lift(scratch, count: count, width: width, parity: (step + 1) & 1, factor: 0 - factor)
    }
    for index in 0..<count {
      for x in 0..<width { data[index * stride + x] = scratch[index * width + x] }
    }
  }

  /// Adds a factor times both neighbours to the samples of a parity; over the ends, the line is mirrored.
  @inline(__always)
  private static func lift(
    _ line: UnsafeMutablePointer<Double>, count: Int, width: Int, parity: Int, factor: Double
  ) {
    for index in Swift.stride(from: parity, to: count, by: 2) {
      let before = line + (index > 0 ? index - 1 : 1) * width
      let after = line + (index + 1 < count ? index + 1 : index - 1) * width
      let here = line + index * width
      for x in 0..<width { here[x] = here[x] + factor * (before[x] + after[x]) }
    }
  }
}
