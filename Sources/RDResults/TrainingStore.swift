import RDFiles

/// The final states of trainings, shared by the results folders of all profiles, so that a longer run of the same training resumes where a
/// shorter one ended.
///
/// They are stored in `.trainings/`, one sealed file each, named by a hash of the program and of the training. They are optional: a
/// training without one starts afresh and ends with the same bytes.
package struct TrainingStore: Sendable {
  private let folder: String
  private let program: ContentHash

  /// The store of a results folder; it is created with the first entry.
  ///
  /// - Parameters:
  ///   - resultsFolder: the folder of results, such as `results/cifar-vae-full`.
  ///   - program: a hash of all other dependencies, so that no training resumes that of another program.
  package init(beside resultsFolder: String, program: ContentHash) {
    folder = parentFolder(ofPath: resultsFolder) + "/.trainings"
    self.program = program
  }

  /// The stored state of a training, or `nil`.
  ///
  /// - Throws: `OutputError` if it cannot be read or is damaged.
  package func training(_ identity: String) throws(OutputError) -> [UInt8]? {
    try SealedFile.read(from: path(identity))
  }

  /// Stores the state of a training, replacing an earlier one.
  package func store(_ bytes: [UInt8], _ identity: String) throws(OutputError) {
    try AtomicFile.createFolder(folder)
    try SealedFile.write(bytes, to: path(identity))
  }

  private func path(_ identity: String) -> String {
    "\(folder)/\(ContentHash(of: "\(program)\n\(identity)").description.prefix(32)).training"
  }
}
