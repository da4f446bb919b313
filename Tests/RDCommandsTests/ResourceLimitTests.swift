import RDCommands
import RDCore
import Testing

@Suite("Limits of the system")
struct ResourceLimitTests {
  @Test("without limits nothing is checked")
  func unlimited() throws {
    let limits = ResourceLimits(addressSpace: nil, usedAddressSpace: 1 << 40, openFiles: nil)
    try limits.checkStart()
    try limits.check(threads: 1024)
  }

  @Test("too little address space is refused with what is needed, and the stated amount suffices")
  func addressSpace() throws {
    var limits = ResourceLimits(
      addressSpace: 900 << 20, usedAddressSpace: 333 << 20, openFiles: nil)
    try limits.check(threads: 1)
    for threads in [2, 7] {
      limits.addressSpace = 900 << 20
      let error = #expect(throws: ResourceLimitError.self) { try limits.check(threads: threads) }
      guard case .addressSpace(let limit, let needed) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(limit == 900 << 20)
      #expect(error?.failureClass == .systemLimit)
      #expect("\(String(describing: error))".contains("OPENBLAS_NUM_THREADS"))
      limits.addressSpace = needed
      try limits.check(threads: threads)
      limits.addressSpace = needed - 1
      #expect(throws: ResourceLimitError.self) { try limits.check(threads: threads) }
    }
  }

  @Test("too few open files are refused")
  func openFiles() throws {
    var limits = ResourceLimits(addressSpace: nil, usedAddressSpace: nil, openFiles: 63)
    #expect(throws: ResourceLimitError.openFiles(limit: 63, needed: 64)) {
      try limits.checkStart()
    }
    limits.openFiles = 64
    try limits.checkStart()
  }
}
