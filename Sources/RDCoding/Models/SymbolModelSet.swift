/// The models of all contexts, laid out for a coder's inner loop.
///
/// Coding with the set writes and reads the same bytes as coding each symbol with its model. A model of two symbols takes one
/// look-up and no division.
package final class SymbolModelSet: @unchecked Sendable {
  /// The model of each context, shape `[contextCount]`.
  package let models: [SymbolModel]

  /// The entry of a model in the inner loops.
  struct Entry {
    /// The sum of the frequencies before each symbol.
    let starts: UnsafePointer<UInt32>

    /// Frequencies add up to two to this power.
    let precision: UInt64
    let symbolCount: UInt32

    /// The frequency of the first of two symbols; 0 if there are not two.
    let split: UInt32
  }

  /// Shape `[contextCount]`; immutable after `init`.
  private let memory: UnsafeMutablePointer<Entry>

  /// Shape `[contextCount]`.
  var entries: UnsafePointer<Entry> { UnsafePointer(memory) }

  package init(_ models: [SymbolModel]) {
    self.models = models
    memory = .allocate(capacity: max(models.count, 1))
    for (context, model) in models.enumerated() {
      (memory + context).initialize(
        to: Entry(
          starts: UnsafePointer(model.table.starts), precision: UInt64(model.precision),
          symbolCount: UInt32(model.symbolCount),
          split: model.symbolCount == 2 ? model.table.starts[1] : 0))
    }
  }

  deinit { memory.deallocate() }
}
