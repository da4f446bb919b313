/// A priority queue with the least element first.
struct Heap<Element: Comparable> {
  private var elements: [Element] = []

  /// A heap of elements.
  ///
  /// - Complexity: O(n).
  init(_ elements: [Element]) {
    self.elements = elements
    for parent in (0..<elements.count / 2).reversed() { sink(parent) }
  }

  /// The least element; `nil` if the heap is empty.
  var first: Element? { elements.first }

  /// Inserts an element.
  ///
  /// - Complexity: O(log n).
  mutating func push(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0, elements[child] < elements[(child - 1) / 2] {
      elements.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Removes the least element.
  ///
  /// - Precondition: the heap is not empty.
  /// - Complexity: O(log n).
  mutating func removeFirst() {
    elements.swapAt(0, elements.count - 1)
    elements.removeLast()
    sink(0)
  }

  /// Moves an element below those that are less.
  private mutating func sink(_ start: Int) {
    var parent = start
    while true {
      var least = parent
      for child in (2 * parent + 1)...(2 * parent + 2)
      where child < elements.count && elements[child] < elements[least] {
        least = child
      }
      guard least != parent else { return }
      elements.swapAt(parent, least)
      parent = least
    }
  }
}
