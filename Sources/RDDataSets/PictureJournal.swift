import RDCore
import RDImages
import Synchronization

/// A problem of one picture, without which others can be used.
package protocol PictureProblem: DiagnosedError {}

extension ImageFileError: PictureProblem {}

/// What reading picture files gave besides pictures: warnings, and the files that were skipped; each is said once, however
/// often a file is read.
package final class PictureJournal: Sendable {
  /// That of the process, whose program says with ``receive(by:)`` where it goes.
  package static let standard = PictureJournal()

  private struct State {
    var warnings: Set<String> = []
    var skipped: Set<String> = []
    var receiver: @Sendable (String) -> Void = { _ in }
  }

  private let state = Mutex(State())

  package init() {}

  /// Hands every later entry, a text without a line feed, to a function, which may be called on any thread.
  package func receive(by receiver: @escaping @Sendable (String) -> Void) {
    state.withLock { $0.receiver = receiver }
  }

  /// The number of files that were skipped.
  private var skippedCount: Int { state.withLock { $0.skipped.count } }

  /// Takes the warnings of a file.
  package func warn(_ path: String, _ warnings: [String]) {
    state.withLock { state in
      for warning in warnings.map({ "warning: '\(path)': \($0)." })
      where state.warnings.insert(warning).inserted {
        state.receiver(warning)
      }
    }
  }

  /// Takes a file that is left out.
  package func skip(_ path: String, because problem: any PictureProblem) {
    state.withLock { state in
      guard state.skipped.insert(path).inserted else { return }
      state.receiver("skipped: \(problem.description)")
    }
  }

  /// Reads a picture.
  ///
  /// - Throws: ``ImageFileError``.
  package func read(_ path: String) throws(ImageFileError) -> Image {
    let picture = try ImageFile.picture(path)
    warn(path, picture.warnings)
    return picture.image
  }

  /// Makes something of each of several files, and skips those of which nothing can be made.
  ///
  /// - Parameters:
  ///   - files: paths, or what has one.
  ///   - path: the path of a file.
  ///   - make: what is made of a file.
  /// - Returns: what could be made, in the order of the files.
  /// - Throws: the first problem if nothing can be made of any; an error that is not one of a picture.
  package func usable<File, Product>(
    _ files: some Sequence<File>, at path: (File) -> String, _ make: (File) throws -> Product
  ) throws -> [Product] {
    var products: [Product] = []
    var problems: [(path: String, problem: any PictureProblem)] = []
    for file in files {
      do {
        products.append(try make(file))
      } catch let problem as any PictureProblem {
        problems.append((path(file), problem))
      }
    }
    if products.isEmpty, let first = problems.first { throw first.problem }
    for (path, problem) in problems { skip(path, because: problem) }
    return products
  }

  /// What a command ends with whose result lacks pictures; `nil` if none was skipped.
  package var summary: String? {
    let count = skippedCount
    guard count > 0 else { return nil }
    let isOne = count == 1
    return
      "\(count) picture\(isOne ? " was" : "s were") skipped, as said above. Repair or remove \(isOne ? "it" : "them"), and give the command again."
  }
}
