import RDFiles

/// The ends of trainings, kept beside the results folders of all profiles, so that a longer run of the same training resumes where a
/// shorter one ended.
///
/// They lie in `.trainings/`, one sealed file each, named by a hash of the program and of what the training is. They are never needed: a
/// training that finds none begins at its beginning and ends with the same bytes.
package struct TrainingStore: Sendable {
  private let folder: String
  private let program: ContentHash

  /// The store beside a results folder; it is made once something is kept.
  ///
  /// - Parameters:
  ///   - resultsFolder: the folder of results, such as `results/cifar-vae-full`.
  ///   - program: a hash of what trainings depend on besides themselves, so that none resumes that of another program.
  package init(beside resultsFolder: String, program: ContentHash) {
    folder = parentFolder(ofPath: resultsFolder) + "/.trainings"
    self.program = program
  }

  /// What was kept of a training, or `nil`.
  ///
  /// - Throws: `OutputError` if it cannot be read or is damaged.
  package func training(_ identity: String) throws(OutputError) -> [UInt8]? {
    try SealedFile.read(from: path(identity))
  }

  /// Keeps a training in place of what was kept of it before.
  package func store(_ bytes: [UInt8], _ identity: String) throws(OutputError) {
    try AtomicFile.createFolder(folder)
    try SealedFile.write(bytes, to: path(identity))
  }

  private func path(_ identity: String) -> String {
    "\(folder)/\(ContentHash(of: "\(program)\n\(identity)").description.prefix(32)).training"
  }
}
