/// Memory of a fixed size, without checks.
final class Buffer<Element> {
  let pointer: UnsafeMutablePointer<Element>
  let count: Int

  init(repeating element: Element, count: Int) {
    self.count = count
    pointer = .allocate(capacity: count)
    pointer.initialize(repeating: element, count: count)
  }

  init(_ elements: [Element]) {
    count = elements.count
    pointer = .allocate(capacity: count)
    pointer.initialize(from: elements, count: count)
  }

  init(copying other: Buffer) {
    count = other.count
    pointer = .allocate(capacity: count)
    pointer.initialize(from: other.pointer, count: count)
  }

  deinit { pointer.deallocate() }
}
