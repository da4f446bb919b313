/// The class of each integer by the magnitudes around it, which stands for its context when integers are chosen.
enum MagnitudeClasses {
  /// Finds the classes of a plane.
  ///
  /// - Parameters:
  ///   - integers: of an earlier pass, shape `[plane.count]`.
  ///   - plane: their geometry.
  ///   - classes: the result, below `RateTables.classCount`.
  static func find(
    _ integers: UnsafeMutablePointer<Int64>, plane: IntegerPlane,
    into classes: UnsafeMutablePointer<UInt8>
  ) {
    let table = LogMagnitude.mantissas
    let columns = Buffer<Int64>(repeating: 0, count: max(1, plane.period))
    var short: Int64 = 0
    var long: Int64 = 0
    var column = 0
    let offsets = Array(plane.neighbours.prefix(4))
    for index in 0..<plane.count {
      var sum: Int64 = 0
      for offset in offsets where index >= offset {
        sum &+= Int64(min(integers[index - offset].magnitude, 1 << 40)) << 8
      }
      let columnMean = columns.pointer[column]
      var mean = (sum / Int64(offsets.count) + short) / 2
      if plane.period > 1 { mean = (mean + columnMean) / 2 }
      mean = (3 * mean + long) / 4
      // In half octaves from 1/16 on.
      let level = Int(LogMagnitude.log2(UInt64(mean) + 1, table) >> 7) - 8
      classes[index] = UInt8(max(0, min(RateTables.classCount - 1, level)))
      let size = Int64(min(integers[index].magnitude, 1 << 40)) << 8
      short += (size - short) >> 3
      long += (size - long) >> 7
      columns.pointer[column] = columnMean + (size - columnMean) >> 3
      column += 1
      if column == plane.period { column = 0 }
    }
  }
}
