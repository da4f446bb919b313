import Foundation
import Synchronization

/// The temporary files of this process, in memory that a signal handler may read.
///
/// The names lie in a table that is allocated once, before the first of them and before any handler is installed. A slot's
/// state is one atomic integer, and its name is written only by the thread that has reserved it.
package enum TemporaryFileTable {
  /// The number of files that can be listed at the same time.
  ///
  /// More are written all the same, but a signal leaves them behind, to be removed by the next run.
  package static let capacity = 256

  /// The bytes of a slot's name with the zero at its end: no longer path can be opened.
  private static let nameByteCount = Int(PATH_MAX)

  private enum State {
    static let free = 0
    /// Its name is being written, or the file created.
    static let opening = 1
    static let file = 2
    static let folder = 3
  }

  private struct Slots: @unchecked Sendable {
    let states: UnsafeMutablePointer<Atomic<Int>>
    let names: UnsafeMutablePointer<CChar>

    init() {
      states = .allocate(capacity: capacity)
      for slot in 0..<capacity { (states + slot).initialize(to: Atomic(State.free)) }
      // Never freed; pages that no name was written to take no memory.
      names = .allocate(capacity: capacity * nameByteCount)
    }

    func name(_ slot: Int) -> UnsafeMutablePointer<CChar> { names + slot * nameByteCount }
  }

  private static let slots = Slots()

  /// Whether a handler is removing the files, after which the process ends.
  private static let isEnding = Atomic(false)

  /// Allocates the table, which a handler must not do.
  package static func prepare() { _ = slots }

  /// Lists a file while it is created, so that a signal at any moment finds it.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - create: creates it, and says whether it did; by default, another program will.
  /// - Returns: the slot to release when the file has been renamed or removed; `nil` if nothing was created or the table is
  ///   full.
  package static func list(_ path: String, while create: () -> Bool = { true }) -> Int? {
    guard let slot = reserve(path) else {
      _ = create()
      return nil
    }
    let isCreated = create()
    set(slot, to: isCreated ? State.file : State.free)
    return isCreated ? slot : nil
  }

  /// Lists a folder, which is removed after all files if they have left it empty.
  ///
  /// - Returns: the slot to release when the folder has been removed; `nil` if the table is full.
  package static func listFolder(_ path: String) -> Int? {
    guard let slot = reserve(path) else { return nil }
    set(slot, to: State.folder)
    return slot
  }

  /// Frees a slot.
  package static func release(_ slot: Int?) {
    if let slot { set(slot, to: State.free) }
  }

  /// Removes all listed files, then the listed folders; the process must end after that.
  ///
  /// Safe in a signal handler: it allocates nothing and takes no lock.
  package static func removeAll() {
    isEnding.store(true, ordering: .sequentiallyConsistent)
    for slot in 0..<capacity {
      // A thread that is creating a file is waited for, but not for long: the signal may have interrupted that thread itself.
      var waits = 0
      while state(slot) == State.opening, waits < 20 {
        poll(nil, 0, 1)
        waits += 1
      }
      let state = state(slot)
      if state == State.file || state == State.opening { unlink(slots.name(slot)) }
    }
    for slot in 0..<capacity where state(slot) == State.folder { rmdir(slots.name(slot)) }
  }

  private static func state(_ slot: Int) -> Int {
    slots.states[slot].load(ordering: .sequentiallyConsistent)
  }

  private static func set(_ slot: Int, to state: Int) {
    slots.states[slot].store(state, ordering: .sequentiallyConsistent)
  }

  /// Takes a free slot and writes a path into it.
  private static func reserve(_ path: String) -> Int? {
    guard path.utf8.count < nameByteCount else { return nil }
    for slot in 0..<capacity
    where slots.states[slot].compareExchange(
      expected: State.free, desired: State.opening, ordering: .sequentiallyConsistent
    ).exchanged {
      // What is created after a handler has gone through the table would stay.
      if isEnding.load(ordering: .sequentiallyConsistent) {
        set(slot, to: State.free)
        while true { pause() }
      }
      _ = strcpy(slots.name(slot), path)
      return slot
    }
    return nil
  }
}
