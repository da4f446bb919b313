import RDFiles

/// A record of a trial whose files stay in the store.
package struct StoredRecord: Sendable {
  /// The record without the files.
  package let record: TrialRecord

  package let files: [StoredFile]

  /// A record and the path of its file.
  package init(_ record: TrialRecord, at path: String) {
    var record = record
    files = record.files.map { StoredFile(path: $0.path, record: path) }
    record.files = []
    self.record = record
  }
}
