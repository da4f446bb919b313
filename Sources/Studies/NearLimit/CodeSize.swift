import RDCore
import RDQuantisation
import RDResults

/// The size of a code by its name: the states of a trellis, or the block and the list of a polar code.
package struct CodeSize: Sendable, Equatable {
  /// Samples of a block that is coded by itself; `nil` for a code without blocks.
  package var blockLength: Int?

  /// States of a trellis; `nil` for another code.
  package var states: Int?

  /// Paths that the encoder follows at a time; `nil` for a code without a list.
  package var listSize: Int?

  package static let columns: [Table.Column] = [
    "block_length", "states", "list_size",
  ]

  /// The size of a method, with the defaults of its catalogue where the name leaves them out; empty for an unknown name.
  package init(ofMethod name: String) {
    guard let method = try? QuantiserCatalogue.method(named: name),
      let descriptor = try? Descriptor(parsing: method.canonicalName)
    else { return }
    func number(_ key: String) -> Int? { descriptor.text(key).flatMap { Int($0) } }
    states = number("states")
    blockLength = number("length")
    listSize = number("list")
  }

  package var cells: [Cell] { [.optional(blockLength), .optional(states), .optional(listSize)] }
}
