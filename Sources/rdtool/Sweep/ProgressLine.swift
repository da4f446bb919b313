import Foundation
import RDCore
import RDExperiments
import Synchronization

/// A progress line of a run on standard error, rewritten in place.
final class ProgressLine: ProgressObserver {
  private let unit: String
  private let costs: [String: Double]
  private let totalCost: Double
  private let started = Date()
  private let state = Mutex(State())

  private struct State {
    var fractions: [String: Double] = [:]
    var fractionAtStart = 0.0
    var ended = 0
    var lastShown = Date.distantPast
  }

  /// A line for a plan, or `nil` if standard error is not a terminal.
  convenience init?(plan: ExperimentPlan) {
    self.init(parts: plan.trials.map { ($0.name, $0.cost) }, unit: "trials")
  }

  /// A line for named parts of known cost, or `nil` if standard error is not a terminal.
  init?(parts: [(name: String, cost: Double)], unit: String) {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    self.unit = unit
    costs = Dictionary(parts) { $1 }
    totalCost = max(parts.reduce(0) { $0 + $1.cost }, .leastNonzeroMagnitude)
  }

  func report(_ progress: ProgressReport) {
    let now = Date()
    state.withLock { state in
      let fraction = Double(progress.completed) / Double(max(progress.total, 1))
      let isNew = state.fractions[progress.part] == nil
      state.fractions[progress.part] = fraction
      if progress.hasEnded { state.ended += 1 }
      let done = state.fractions.reduce(0) { $0 + $1.value * costs[$1.key, default: 0] } / totalCost
      let elapsed = now.timeIntervalSince(started)
      // Work of an earlier run took none of this run's time.
      if isNew, progress.hasEnded || progress.completed > 1 {
        state.fractionAtStart += fraction * costs[progress.part, default: 0] / totalCost
      }
      guard now.timeIntervalSince(state.lastShown) > 0.1 else { return }
      state.lastShown = now
      let gained = done - state.fractionAtStart
      let left = gained > 0.001 ? clock(elapsed * (1 - done) / gained) + " left" : ""
      show([
        "\(state.ended)/\(costs.count) \(unit)", left, progress.note, bar(done), progress.part,
      ])
    }
  }

  /// Clears the line.
  func clear() {
    state.withLock { _ in show([]) }
  }

  /// Rewrites the line with the parts, most important first, that fit into the terminal's width.
  private func show(_ parts: [String]) {
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let width = isKnown ? Int(size.ws_col) : 80
    var line = ""
    for part in parts where !part.isEmpty {
      let longer = line.isEmpty ? part : line + "  " + part
      if longer.count < width { line = longer }
    }
    printToStandardError("\r" + line + "\u{1b}[K")
  }

  private func bar(_ fraction: Double) -> String {
    let filled = Int((fraction * 20).rounded(.down))
    return "[" + String(repeating: "=", count: filled)
      + String(repeating: " ", count: 20 - filled) + "]"
  }

  private func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    let (hours, rest) = whole.quotientAndRemainder(dividingBy: 3600)
    return hours > 0
      ? String(format: "%d:%02d:%02d", hours, rest / 60, rest % 60)
      : String(format: "%d:%02d", rest / 60, rest % 60)
  }
}
