import RDCore

/// Writes arrays into a file, number by number.
package struct ArrayFileWriter {
  private let format: ArrayFileFormat
  private var waiting: ArraySlice<(name: String, form: ArrayForm)>
  private let sink: ([UInt8]) throws -> Void
  private var archive: ZipWriter?

  /// The form of the array that was begun last.
  private var form: ArrayForm?

  /// - Parameters:
  ///   - format: of the file.
  ///   - arrays: that will be written, in this order.
  ///   - path: the file, for messages.
  ///   - sink: takes the next bytes.
  /// - Throws: `Diagnosis` where the format does not hold such arrays; what the sink throws.
  package init(
    _ format: ArrayFileFormat, arrays: [(name: String, form: ArrayForm)], path: String,
    sink: @escaping ([UInt8]) throws -> Void
  ) throws {
    func problem(_ reason: String) -> Diagnosis { .wrongUse("'\(path)': \(reason).") }
    let named = arrays.enumerated().map { index, array in
      (name: array.name.isEmpty ? "arr_\(index)" : array.name, form: array.form)
    }
    self.format = format
    self.sink = sink
    waiting = named[...]
    switch format {
    case .numPyArchive:
      archive = try ZipWriter(
        files: named.map { ("\($0.name).npy", $0.form.numPyStart.count + $0.form.byteCount) },
        path: path, sink: sink)
    case .safetensors:
      if let array = named.first(where: { $0.form.isFortranOrder && $0.form.shape.count > 1 }) {
        throw problem(
          "'\(array.name)' is in Fortran order, which safetensors does not have. Write it as .npy or .npz"
        )
      }
      try sink(SafetensorsHeader(tensors: named.map { .init($0.name, $0.form) }).bytes())
    case .numPy, .single, .raw, .binary, .commaSeparated:
      guard arrays.count == 1 else {
        throw problem(
          "a .\(format.rawValue) file holds one array, but there are \(arrays.count). Write them as .npz or .safetensors"
        )
      }
    }
  }

  /// Begins the next array.
  package mutating func begin() throws {
    guard let array = waiting.popFirst() else { preconditionFailure("there are more arrays") }
    form = array.form
    if format == .numPyArchive { try archive?.begin("\(array.name).npy") }
    if format == .numPyArchive || format == .numPy { try put(array.form.numPyStart) }
  }

  /// Appends numbers to it.
  package mutating func write(_ ordered: [Int64]) throws {
    guard let form else { preconditionFailure("no array has begun") }
    switch format {
    case .numPy, .numPyArchive:
      try put(form.type.bytes(ordered: ordered, isBigEndian: form.isBigEndian))
    case .safetensors, .raw, .binary: try put(form.type.bytes(ordered: ordered))
    case .single: try put(Self.singles(ordered, form.type))
    case .commaSeparated:
      try put(Array(ordered.map { Self.text($0, form.type) + "\n" }.joined().utf8))
    }
  }

  package mutating func finish() throws { try archive?.finish() }

  private mutating func put(_ bytes: [UInt8]) throws {
    guard archive != nil else { return try sink(bytes) }
    try archive?.append(bytes)
  }

  /// Numbers as float32; those that are not finite stay so.
  private static func singles(_ ordered: [Int64], _ type: NumberType) -> [UInt8] {
    guard type != .float32 else { return type.bytes(ordered: ordered) }
    let single = NumberType.float32
    return single.bytes(
      ordered: ordered.map { integer in
        let number = type.number(ordered: integer)
        return number.isFinite
          ? single.ordered(number: number) : single.ordered(bits: UInt64(Float(number).bitPattern))
      })
  }

  private static func text(_ integer: Int64, _ type: NumberType) -> String {
    switch type {
    case .float32: "\(Float(type.number(ordered: integer)))"
    case .float16, .bfloat16, .float64: "\(type.number(ordered: integer))"
    case .uint64: "\(type.bits(ordered: integer))"
    default: "\(integer)"
    }
  }
}
