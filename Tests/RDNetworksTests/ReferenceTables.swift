import Foundation
import ReferenceTables

/// The tables of this target.
let referenceTables = ReferenceTables(in: .module)
