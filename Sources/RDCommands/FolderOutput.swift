import Foundation
import RDCore
import RDDataSets
import RDExperiments
import RDFiles

/// A folder that files are encoded or decoded to, each under its own name with another suffix.
struct FolderOutput {
  private let path: String

  /// The folder at a path, which is created once something is written.
  init(_ path: String) {
    self.path = path.hasSuffix("/") ? path : path + "/"
  }

  /// Makes something of each of several files, and skips those of which nothing can be made.
  ///
  /// - Parameters:
  ///   - files: the paths.
  ///   - jobs: the number of concurrent files.
  ///   - observer: receives the number of files that are done.
  ///   - make: makes something of a file, for the path of its output without a suffix.
  /// - Returns: what was made, in the order of the files.
  /// - Throws: `Diagnosis` for two files of one name; the problem of the first file if none can be used; an error of the folder.
  func write<Product: Sendable>(
    _ files: [String], jobs: Int, observer: (any ProgressObserver)?,
    _ make: @Sendable (_ file: String, _ stem: String) throws -> Product
  ) throws -> [Product] {
    let names = files.map { (($0 as NSString).lastPathComponent as NSString).deletingPathExtension }
    let counts = Dictionary(zip(names, repeatElement(1, count: names.count)), uniquingKeysWith: +)
    if let twice = names.first(where: { counts[$0] != 1 }) {
      throw Diagnosis.wrongUse(
        "There are several files named '\(twice)' but for folders and suffixes. Give them folders of their own."
      )
    }
    try AtomicFile.createFolder(path)
    let outcomes = try concurrentMap(Array(zip(files, names)), jobs: jobs, observer: observer) {
      file, name -> Result<Product, any Error> in
      do {
        return .success(try make(file, path + name))
      } catch let problem as any PictureProblem {
        return .failure(problem)
      } catch let problem as any DiagnosedError where !(problem is OutputError) {
        return .failure(UnusableFile(path: file, problem: problem))
      }
    }
    return try PictureJournal.standard.usable(zip(files, outcomes), at: \.0) { _, outcome in
      try outcome.get()
    }
  }
}
