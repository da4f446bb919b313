import RDCore

/// A value of Python's pickle format, as far as arrays of bytes with labels need it.
package indirect enum PickledValue {
  case none
  case integer(Int)
  /// A byte string or a text.
  case bytes(ArraySlice<UInt8>)
  case list([PickledValue])
  case tuple([PickledValue])
  /// The items of a dictionary, in the order in which they were set.
  case dictionary([(key: PickledValue, value: PickledValue)])
  /// An instance of a class, or the class itself, with the state that it was given.
  case object(state: PickledValue)
  case mark

  /// The value of a key of a dictionary; `nil` if it has none or this is none.
  package subscript(key: String) -> PickledValue? {
    guard case .dictionary(let items) = self else { return nil }
    return items.last { item in
      if case .bytes(let bytes) = item.key { bytes.elementsEqual(key.utf8) } else { false }
    }?.value
  }

  package var integers: [Int]? {
    guard case .list(let elements) = self else { return nil }
    let integers = elements.compactMap { if case .integer(let value) = $0 { value } else { nil } }
    return integers.count == elements.count ? integers : nil
  }

  /// The elements of a NumPy array of bytes in C order with a shape; `nil` if it is another object.
  package func bytes(shape: [Int]) -> ArraySlice<UInt8>? {
    // The state of an array: a version, its shape, its type, whether it is in Fortran order, and its elements.
    guard case .object(.tuple(let state)) = self, state.count == 5,
      case .tuple(let dimensions) = state[1], PickledValue.list(dimensions).integers == shape,
      case .integer(0) = state[3], case .bytes(let bytes) = state[4],
      bytes.count == shape.reduce(1, *)
    else { return nil }
    return bytes
  }
}

/// A reader of pickles that calls nothing: classes are not looked up, and their instances are no more than their state.
///
/// It takes the instructions of protocols 2 to 4 that dictionaries of numbers, texts and NumPy arrays need.
///
/// > Source: the comments on the instructions in the module `pickletools` of Python's library.
package struct PickleReader {
  private var reader: BinaryReader<DataSetError>
  private let path: String
  private var stack: [PickledValue] = []
  private var memory: [Int: PickledValue] = [:]

  private init(_ bytes: [UInt8], path: String) {
    self.path = path
    reader = BinaryReader(bytes) { _ in .damaged(path: path, reason: "its pickle is cut short") }
  }

  /// The value of a file's bytes.
  ///
  /// - Throws: ``DataSetError/damaged(path:reason:)`` for bytes that are not such a pickle.
  package static func read(_ bytes: [UInt8], path: String) throws(DataSetError) -> PickledValue {
    var reader = PickleReader(bytes, path: path)
    while true {
      let instruction = try reader.reader.integer(UInt8.self)
      if instruction == UInt8(ascii: ".") { return try reader.pop() }
      try reader.perform(instruction)
    }
  }

  private mutating func perform(_ instruction: UInt8) throws(DataSetError) {
    switch Character(UnicodeScalar(instruction)) {
    case "\u{80}": _ = try reader.take(1)
    case "\u{95}": _ = try reader.take(8)
    case "(": stack.append(.mark)
    case "N": stack.append(.none)
    case "\u{88}": stack.append(.integer(1))
    case "\u{89}": stack.append(.integer(0))
    case "K": stack.append(.integer(Int(try reader.integer(UInt8.self))))
    case "M": stack.append(.integer(Int(try reader.integer(UInt16.self))))
    case "J": stack.append(.integer(Int(try reader.integer(Int32.self))))
    case "U", "C", "\u{8c}": try pushBytes(count: Int(try reader.integer(UInt8.self)))
    case "T", "B", "X": try pushBytes(count: Int(try reader.integer(UInt32.self)))
    case "]": stack.append(.list([]))
    case "}": stack.append(.dictionary([]))
    case ")": stack.append(.tuple([]))
    case "\u{85}", "\u{86}", "\u{87}":
      stack.append(.tuple(try pop(Int(instruction) - 0x84)))
    case "t": stack.append(.tuple(try popToMark()))
    case "a": try append([try pop()])
    case "e": try append(try popToMark())
    case "s": try setItems(try pop(2))
    case "u": try setItems(try popToMark())
    case "c":
      for _ in 0..<2 { while try reader.integer(UInt8.self) != UInt8(ascii: "\n") {} }
      stack.append(.object(state: .none))
    case "\u{93}", "R":
      _ = try pop(2)
      stack.append(.object(state: .none))
    case "b":
      let state = try pop()
      _ = try pop()
      stack.append(.object(state: state))
    case "q": try remember(Int(try reader.integer(UInt8.self)))
    case "r": try remember(Int(try reader.integer(UInt32.self)))
    case "\u{94}": try remember(memory.count)
    case "h": try recall(Int(try reader.integer(UInt8.self)))
    case "j": try recall(Int(try reader.integer(UInt32.self)))
    default: throw damaged("its pickle has the instruction \(instruction)")
    }
  }

  private func damaged(_ reason: String) -> DataSetError { .damaged(path: path, reason: reason) }

  private mutating func pushBytes(count: Int) throws(DataSetError) {
    stack.append(.bytes(try reader.take(count)))
  }

  private mutating func pop() throws(DataSetError) -> PickledValue {
    guard let value = stack.popLast() else { throw damaged("its pickle takes more than it has") }
    return value
  }

  private mutating func pop(_ count: Int) throws(DataSetError) -> [PickledValue] {
    guard stack.count >= count else { throw damaged("its pickle takes more than it has") }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }

  /// What lies above the topmost mark, which goes too.
  private mutating func popToMark() throws(DataSetError) -> [PickledValue] {
    let index = stack.lastIndex { if case .mark = $0 { true } else { false } }
    guard let index else { throw damaged("its pickle takes more than it has") }
    let values = Array(stack[(index + 1)...])
    stack.removeLast(values.count + 1)
    return values
  }

  private mutating func append(_ values: [PickledValue]) throws(DataSetError) {
    guard case .list(let list) = try pop() else { throw damaged("its pickle lacks a list") }
    stack.append(.list(list + values))
  }

  private mutating func setItems(_ values: [PickledValue]) throws(DataSetError) {
    guard case .dictionary(let items) = try pop(), values.count.isMultiple(of: 2) else {
      throw damaged("its pickle lacks a dictionary")
    }
    let added = stride(from: 0, to: values.count, by: 2).map { (values[$0], values[$0 + 1]) }
    stack.append(.dictionary(items + added))
  }

  private mutating func remember(_ index: Int) throws(DataSetError) {
    guard let value = stack.last else { throw damaged("its pickle takes more than it has") }
    memory[index] = value
  }

  private mutating func recall(_ index: Int) throws(DataSetError) {
    guard let value = memory[index] else { throw damaged("its pickle takes more than it has") }
    stack.append(value)
  }
}
