import RDCore

/// A folder of results that cannot be read.
public enum ResultsReadingError: DiagnosedError, Equatable {
  /// The folder that should hold all results is not there.
  case noRoot(path: String)

  /// The folder holds no results at all.
  case noResults(path: String)

  /// There are no results of that name.
  case unknownResults(UnknownName, path: String)

  /// The folder is there, but holds no operating points.
  case noPoints(path: String)

  /// A file of a needed name is not there.
  case missingTable(path: String, file: String)

  /// A run has not put its results there yet.
  case unfinished(path: String)

  /// A table is not the one that the provenance is of.
  case altered(path: String, file: String)

  /// A file does not hold what its name says.
  case malformed(path: String, reason: String)

  /// A file is there, but cannot be read.
  case unreadable(path: String, reason: String)

  /// The operating points of two experiments stand in one file.
  case mixedExperiments(path: String, first: String, second: String)

  /// Wrong use where the name is unknown, missing where there are no results, bad data where results are not whole.
  public var failureClass: FailureClass {
    switch self {
    case .unknownResults: .wrongUse
    case .noRoot, .noResults: .missing
    case .noPoints, .missingTable, .mixedExperiments, .unfinished, .altered, .malformed: .badData
    case .unreadable: .inputOutput
    }
  }

  /// The message.
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
      "'\(path)/\(file)' is not the table that provenance.json there is of. Restore both, or run the experiment again."
    case .malformed(let path, let reason):
      "'\(path)' is damaged: \(reason). Run the experiment again, or restore the file."
    case .unreadable(let path, let reason):
      "'\(path)' cannot be read: \(reason)."
    case .mixedExperiments(let path, let first, let second):
      "\(path) holds points of two experiments, '\(first)' and '\(second)'. Keep each in a folder of its own."
    }
  }
}
