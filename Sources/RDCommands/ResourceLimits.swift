import Foundation
import RDCore
import RDNumerics

/// What the shell that started the process lets it have, as `ulimit` sets it.
///
/// OpenBLAS tries for ever to map a buffer that it may not have, and Foundation ends in an illegal instruction without a descriptor
/// for a pipe; so both are checked before.
package struct ResourceLimits: Sendable {
  /// The limit of the address space in bytes; `nil` if unlimited.
  package var addressSpace: Int?

  /// The address space that the process has now, in bytes; `nil` if the system does not tell.
  package var usedAddressSpace: Int?

  /// The limit of open files; `nil` if unlimited.
  package var openFiles: Int?

  /// Limits as given.
  package init(addressSpace: Int?, usedAddressSpace: Int?, openFiles: Int?) {
    self.addressSpace = addressSpace
    self.usedAddressSpace = usedAddressSpace
    self.openFiles = openFiles
  }

  /// The limits of this process.
  package static var current: ResourceLimits {
    ResourceLimits(
      addressSpace: limit(addressSpaceResource), usedAddressSpace: mappedByteCount(),
      openFiles: limit(openFilesResource))
  }

  /// The least number of open files: the standard ones, the event loop's, pipes to another program, and what is read and written.
  package static let neededOpenFiles = 64

  /// Checks what every command needs, before anything is computed: open files, and the buffers of OpenBLAS's own threads, which it
  /// starts when it is loaded, and of one thread that multiplies.
  ///
  /// - Throws: ``ResourceLimitError``.
  package func checkStart() throws(ResourceLimitError) {
    if let openFiles, openFiles < Self.neededOpenFiles {
      throw .openFiles(limit: openFiles, needed: Self.neededOpenFiles)
    }
    // Whether these threads have their buffers already is not known; for a limit that matters it is assumed that they have not.
    try checkAddressSpace(
      for: (BLAS.library.threadCountAtLoad - 1) * BLAS.bufferByteCount
        + BLAS.bufferByteCount + Self.sharedByteCount)
  }

  /// Checks that threads which multiply matrices side by side can have a buffer and a heap each.
  ///
  /// - Throws: ``ResourceLimitError``.
  package func check(threads: Int) throws(ResourceLimitError) {
    try checkAddressSpace(
      for: threads * (BLAS.bufferByteCount + Self.heapByteCount)
        + Self.helperCount * Self.heapByteCount + Self.sharedByteCount)
  }

  /// What the C library reserves for the heap of a thread: 64 MiB.
  private static let heapByteCount = 1 << 26

  /// The threads with a heap besides those that compute: OpenBLAS's, the dispatcher's, and two that wait for other programs.
  private static let helperCount = 4

  /// The data of a small command, the stacks of its threads, and files.
  private static let sharedByteCount = 1 << 26

  private func checkAddressSpace(for needed: Int) throws(ResourceLimitError) {
    guard let addressSpace, let usedAddressSpace, addressSpace - usedAddressSpace < needed else {
      return
    }
    throw .addressSpace(limit: addressSpace, needed: usedAddressSpace + needed)
  }
}

/// A limit that is too low for a command.
package enum ResourceLimitError: DiagnosedError, Equatable {
  /// The address space that the process may have and what it needs, in bytes.
  case addressSpace(limit: Int, needed: Int)

  /// The number of files that may be open and what is needed.
  case openFiles(limit: Int, needed: Int)

  package var failureClass: FailureClass { .systemLimit }

  package var description: String {
    switch self {
    case .addressSpace(let limit, let needed):
      "The address space is limited to \(limit / 1024) KiB, and this command needs about \((needed + 1023) / 1024) KiB on this number of threads: OpenBLAS maps \(BLAS.bufferByteCount >> 20) MiB for each. Raise it to \((needed + 1023) / 1024) KiB or lift it with 'ulimit -v unlimited'; with several threads, OPENBLAS_NUM_THREADS=1 and a smaller --jobs need less."
    case .openFiles(let limit, let needed):
      "Only \(limit) files may be open at the same time, and \(needed) are needed. Raise the limit, as in 'ulimit -n 1024'."
    }
  }
}

/// A limit of the process; `nil` if unlimited.
private func limit(_ resource: Int32) -> Int? {
  var limit = rlimit()
  guard getrlimit(resource, &limit) == 0, limit.rlim_cur < UInt64(Int.max) else { return nil }
  return Int(limit.rlim_cur)
}

// Glibc declares them as an enumeration, and the function that takes them with an integer.
#if canImport(Glibc)
  private let addressSpaceResource = Int32(RLIMIT_AS.rawValue)
  private let openFilesResource = Int32(RLIMIT_NOFILE.rawValue)
#else
  private let addressSpaceResource = RLIMIT_AS
  private let openFilesResource = RLIMIT_NOFILE
#endif

/// The address space of this process in bytes, where the system has `/proc`.
private func mappedByteCount() -> Int? {
  // The file has no length, so it is read by hand; the first number counts pages.
  guard let file = FileHandle(forReadingAtPath: "/proc/self/statm"),
    let bytes = try? file.readToEnd(),
    let pages = String(decoding: bytes, as: UTF8.self).split(separator: " ").first.flatMap({
      Int($0)
    })
  else { return nil }
  return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
}
