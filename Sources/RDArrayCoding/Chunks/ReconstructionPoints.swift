import RDCore

/// How far the numbers of an integer lie from it on average, where integers are small.
struct ReconstructionPoints: Equatable {
  /// The shifts of the integers from `-reach` to `reach`, in units of `1 / 64` of the step; none for no shifts.
  ///
  /// Those beyond take the outermost.
  private(set) var shifts: [Int8] = []
  private var reach: Int { (shifts.count - 1) / 2 }

  private static let reaches = [1, 2, 4, 8]

  init() {}

  /// The best ones, as many as are worth their bytes.
  ///
  /// - Parameters:
  ///   - integers: of the numbers.
  ///   - numbers: in units of the step.
  ///   - count: how many there are.
  init(_ integers: UnsafeMutablePointer<Int64>, numbers: UnsafeMutablePointer<Double>, count: Int) {
    let widest = Self.reaches[Self.reaches.count - 1]
    var sums = [Double](repeating: 0, count: 2 * widest + 1)
    var counts = sums
    var squares = 0.0
    for index in 0..<count {
      let place = Int(max(-Int64(widest), min(Int64(widest), integers[index]))) + widest
      let error = numbers[index] - Double(integers[index])
      sums[place] += error
      counts[place] += 1
      squares += error * error
    }
    var bestGain = 0.0
    for reach in Self.reaches {
      // Those beyond join the outermost.
      var means: [Double] = []
      var gain = 0.0
      for place in -reach...reach {
        let joined =
          abs(place) < reach ? place...place : place < 0 ? -widest...place : place...widest
        let sum = joined.reduce(0.0) { $0 + sums[$1 + widest] }
        let number = joined.reduce(0.0) { $0 + counts[$1 + widest] }
        let mean = max(-127, min(127, (number > 0 ? sum / number * 64 : 0).rounded()))
        means.append(mean)
        let shift = mean / 64
        gain += 2 * shift * sum - shift * shift * number
      }
      // What a smaller error is worth in bits.
      let active = Double(count) - counts[widest]
      let bits = 0.72 * min(Double(count), 2 * active + 16) * gain / max(squares, 1e-300)
      let net = bits - Double(8 * means.count)
      if net > bestGain {
        bestGain = net
        shifts = means.map { Int8($0) }
      }
    }
  }

  /// The number of an integer, in units of the step.
  @inline(__always)
  func number(_ integer: Int64, _ shifts: UnsafeBufferPointer<Int8>) -> Double {
    guard !shifts.isEmpty else { return Double(integer) }
    let reach = Int64((shifts.count - 1) / 2)
    let place = Int(max(0 - reach, min(reach, integer)) + reach)
    return Double(integer) + Double(shifts[place]) * 0.015625
  }

  /// Replaces integers by numbers.
  func reconstruct(
    _ integers: UnsafeMutablePointer<Int64>, count: Int, step: Double,
    into numbers: UnsafeMutablePointer<Double>
  ) {
    shifts.withUnsafeBufferPointer { shifts in
      for index in 0..<count { numbers[index] = number(integers[index], shifts) * step }
    }
  }

  func write(to writer: inout BinaryWriter) {
    writer.append(UInt8(shifts.count))
    for shift in shifts { writer.append(UInt8(bitPattern: shift)) }
  }

  init<Failure>(from reader: inout BinaryReader<Failure>) throws(Failure) {
    let count = Int(try reader.integer(UInt8.self))
    for _ in 0..<count { shifts.append(Int8(bitPattern: try reader.integer())) }
  }

  /// The bytes that they take.
  var byteCount: Int { 1 + shifts.count }

  /// Whether the count is one that is written.
  var isValid: Bool { shifts.isEmpty || Self.reaches.contains(reach) && shifts.count & 1 == 1 }
}
