import RDDataSets
import Testing

/// A pickle of the form of CIFAR-10's version for Python, which Python 2 wrote.
enum PickledBatch {
  /// The pickle of labels, shape `[n]`, and of an array of planes, shape `[n, width]`.
  static func bytes(labels: [UInt8], planes: [UInt8], width: Int) -> [UInt8] {
    func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }
    func littleEndian(_ number: Int, count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    var bytes: [UInt8] = [0x80, 2] + ascii("}q")
    bytes += [1] + ascii("(U") + [6] + ascii("labelsq") + [2] + ascii("]q") + [3] + ascii("(")
    for label in labels { bytes += ascii("K") + [label] }
    bytes += ascii("eU") + [4] + ascii("dataq") + [4]
    bytes += ascii("cnumpy.core.multiarray\n_reconstruct\nq") + [5]
    bytes += ascii("cnumpy\nndarray\nq") + [6] + ascii("K") + [0, 0x85]
    bytes += ascii("U") + [1] + ascii("b") + [0x87] + ascii("Rq") + [7]
    bytes += ascii("(K") + [1] + ascii("M") + littleEndian(labels.count, count: 2)
    bytes += ascii("M") + littleEndian(width, count: 2) + [0x86]
    bytes += ascii("cnumpy\ndtype\nq") + [8] + ascii("U") + [2] + ascii("u1K") + [0]
    bytes += ascii("K") + [1, 0x87] + ascii("Rq") + [9] + ascii("(K") + [3]
    bytes += ascii("U") + [1] + ascii("|NNNJ") + [0xff, 0xff, 0xff, 0xff]
    bytes += ascii("J") + [0xff, 0xff, 0xff, 0xff] + ascii("K") + [0] + ascii("tb") + [0x89]
    bytes += ascii("T") + littleEndian(planes.count, count: 4) + planes
    return bytes + ascii("tbu.")
  }
}

@Suite("Pickles of arrays of bytes")
struct PickleReaderTests {
  /// What Python 3 writes by `pickle.dumps({"data": array, "labels": [1, 2]}, protocol=4)` for a NumPy array of the bytes 0 to 5,
  /// of two rows.
  private static let modern: [UInt8] = [
    128, 4, 149, 173, 0, 0, 0, 0, 0, 0, 0, 125, 148, 40, 140, 4, 100, 97, 116, 97,
    148, 140, 22, 110, 117, 109, 112, 121, 46, 95, 99, 111, 114, 101, 46, 109, 117, 108, 116, 105,
    97, 114, 114, 97, 121, 148, 140, 12, 95, 114, 101, 99, 111, 110, 115, 116, 114, 117, 99, 116,
    148, 147, 148, 140, 5, 110, 117, 109, 112, 121, 148, 140, 7, 110, 100, 97, 114, 114, 97, 121,
    148, 147, 148, 75, 0, 133, 148, 67, 1, 98, 148, 135, 148, 82, 148, 40, 75, 1, 75, 2,
    75, 3, 134, 148, 104, 5, 140, 5, 100, 116, 121, 112, 101, 148, 147, 148, 140, 2, 117, 49,
    148, 137, 136, 135, 148, 82, 148, 40, 75, 3, 140, 1, 124, 148, 78, 78, 78, 74, 255, 255,
    255, 255, 74, 255, 255, 255, 255, 75, 0, 116, 148, 98, 137, 67, 6, 0, 1, 2, 3, 4,
    5, 148, 116, 148, 98, 140, 6, 108, 97, 98, 101, 108, 115, 148, 93, 148, 40, 75, 1, 75,
    2, 101, 117, 46,
  ]

  private static let old = PickledBatch.bytes(
    labels: [1, 2], planes: [0, 1, 2, 3, 4, 5], width: 3)

  @Test("labels and bytes come back", arguments: [old, modern])
  func batch(pickle: [UInt8]) throws {
    let value = try PickleReader.read(pickle, path: "batch")
    #expect(value["labels"]?.integers == [1, 2])
    #expect(value["data"]?.bytes(shape: [2, 3]) == [0, 1, 2, 3, 4, 5])
    #expect(value["data"]?.bytes(shape: [3, 2]) == nil)
    #expect(value["names"] == nil)
  }

  @Test(
    "a pickle that is cut short or changed is an error or another value", arguments: [old, modern])
  func damaged(pickle: [UInt8]) {
    for count in 0..<pickle.count {
      #expect(throws: DataSetError.self) {
        try PickleReader.read(Array(pickle.prefix(count)), path: "batch")
      }
    }
    for position in pickle.indices {
      for value in UInt8.min...UInt8.max {
        var changed = pickle
        changed[position] = value
        _ = try? PickleReader.read(changed, path: "batch")
      }
    }
  }
}
