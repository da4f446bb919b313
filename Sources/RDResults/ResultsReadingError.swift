import RDCore

/// A folder of results that cannot be read.
public enum ResultsReadingError: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// The folder of all results does not exist.
  case noRoot(path: String)

  /// The folder holds no results.
  case noResults(path: String)

  /// No results of that name are in the folder.
  case unknownResults(UnknownName, path: String)

  /// There is no `points.csv`, or it has no rows.
  case noPoints(path: String)

  /// The results have no file of that name.
  case missingTable(path: String, file: String)

  /// A run has not ended: its provenance is missing.
  case unfinished(path: String)

  /// A table does not match its hash in the provenance.
  case altered(path: String, file: String)

  /// The provenance or the specification cannot be parsed.
  case malformed(path: String, reason: String)

  /// The system cannot read a file; the reason is its own.
  case unreadable(path: String, reason: String)

  /// The points are of several experiments; the first two that differ.
  case mixedExperiments(path: String, first: String, second: String)

  package var failureClass: FailureClass {
    switch self {
    case .unknownResults: .wrongUse
    case .noRoot, .noResults: .missing
    case .noPoints, .missingTable, .mixedExperiments, .unfinished, .altered, .malformed: .badData
    case .unreadable: .inputOutput
    }
  }

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noRoot(let path):
      "There is no folder '\(path)'. Run an experiment first, as in `rdtool sweep gaussian`, or name the folder of its results with --results."
    case .noResults(let path):
      "'\(path)' holds no results: none of its folders has a points.csv. Run an experiment first, as in `rdtool sweep gaussian`."
    case .unknownResults(let unknown, let path):
      "\(unknown) These are the folders of '\(path)'; another one is named with --results."
    case .noPoints(let path):
      "'\(path)' has no points.csv with a row in it, so it is no finished experiment. Run it to its end, or name another folder."
    case .missingTable(let path, let file):
      "'\(path)' has no \(file), which this report needs. Run the experiment to its end again."
    case .unfinished(let path):
      "The run in '\(path)' has not ended. Run `rdtool sweep \(path)/specification.toml --out \(path)` to its end."
    case .altered(let path, let file):
      "'\(path)/\(file)' has been altered: its hash is not the one in provenance.json there. Restore both, or run the experiment again."
    case .malformed(let path, let reason):
      "'\(path)' is damaged: \(reason). Run the experiment again, or restore the file."
    case .unreadable(let path, let reason):
      "'\(path)' cannot be read: \(reason)."
    case .mixedExperiments(let path, let first, let second):
      "\(path) holds points of two experiments, '\(first)' and '\(second)'. Keep each in a folder of its own."
    }
  }
}
