import RDCore

/// What more than one command says of what failed, and what the ledger says of its flags.
package enum CommandError {
  /// Some of the rows of a table failed; without reasons if the table has them.
  static func rowsFailed(_ count: Int, of rowCount: Int, reasons: [String]) -> Diagnosis {
    let end = reasons.isEmpty ? ", as their status says." : ".\n" + lines(reasons)
    return Diagnosis(.trialFailed, "\(count) of \(rowCount) rows failed" + end)
  }

  static func ledgerRowsFailed(failures: [String], rowCount: Int) -> Diagnosis {
    rowsFailed(failures.count, of: rowCount, reasons: failures)
  }

  static func excessOfProcess(source: String) -> Diagnosis {
    Diagnosis.wrongUse(
      "--excess: '\(source)' is a process, whose first part is what blocks lose on average, whatever may be exceeded. Leave --excess out."
    )
  }

  /// Texts, each indented on a line of its own.
  package static func lines(_ texts: [String]) -> String {
    texts.map { "  \($0)" }.joined(separator: "\n")
  }
}
