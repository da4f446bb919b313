import RDCore
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

  package init(ofMethod name: String) {
    guard let descriptor = try? Descriptor(parsing: name) else { return }
    if descriptor.name == "polar" {
      blockLength = descriptor.text("length").flatMap { Int($0) } ?? 65_536
      listSize = descriptor.text("list").flatMap { Int($0) } ?? 8
    } else if let dash = descriptor.name.lastIndex(of: "-"),
      ["tcq", "ectcq"].contains(descriptor.name[..<dash])
    {
      states = Int(descriptor.name[dash...].dropFirst())
    }
  }

  package var cells: [Cell] { [.optional(blockLength), .optional(states), .optional(listSize)] }
}
