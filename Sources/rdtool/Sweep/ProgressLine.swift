import Dispatch
import Foundation
import RDCore
import RDExperiments
import Synchronization

/// A progress line on standard error, rewritten in place; it appears after a moment, so that what is quick shows none, and goes on
/// with the time where nothing is reported.
final class ProgressLine: ProgressObserver {
  private let unit: String
  private let costs: [String: Double]
  private let totalCost: Double
  private let started = Date()
  private let state = Mutex(State())

  /// Seconds before the line appears.
  private static let delay = 0.5

  private struct State {
    var fractions: [String: Double] = [:]
    var fractionAtStart = 0.0
    var ended = 0
    var lastShown = Date.distantPast
    var note = ""
    var part = ""
    var isOver = false
  }

  /// A line for one piece of work, or `nil` if standard error is not a terminal.
  convenience init?(_ work: String) {
    self.init(parts: [(work, 1)], unit: "")
  }

  /// A line for some trials, or `nil` if standard error is not a terminal.
  convenience init?(trials: [Trial]) {
    self.init(parts: trials.map { ($0.name, $0.cost) }, unit: "trials")
  }

  /// A line for named parts of known cost, or `nil` if standard error is not a terminal.
  init?(parts: [(name: String, cost: Double)], unit: String) {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    self.unit = unit
    costs = Dictionary(parts) { $1 }
    totalCost = max(parts.reduce(0) { $0 + $1.cost }, .leastNonzeroMagnitude)
    showAgain(after: Self.delay)
  }

  /// Shows the line after some seconds and then every second, until it is over.
  private func showAgain(after seconds: Double) {
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in
      guard let self else { return }
      let isOver = state.withLock { state in
        self.show(state)
        return state.isOver
      }
      if !isOver { showAgain(after: 1) }
    }
  }

  func report(_ progress: ProgressReport) {
    let now = Date()
    state.withLock { state in
      let fraction = Double(progress.completed) / Double(max(progress.total, 1))
      let isNew = state.fractions[progress.part] == nil
      state.fractions[progress.part] = fraction
      if progress.hasEnded { state.ended += 1 }
      // Work of an earlier run took none of this run's time.
      if isNew, progress.hasEnded || progress.completed > 1 {
        state.fractionAtStart += fraction * cost(of: progress.part)
      }
      state.note = progress.note
      state.part = progress.part
      guard now.timeIntervalSince(state.lastShown) > 0.1,
        now.timeIntervalSince(started) > Self.delay
      else { return }
      state.lastShown = now
      show(state)
    }
  }

  /// The fraction of the whole that a part is; a line of one piece of work takes any part for it.
  private func cost(of part: String) -> Double {
    unit.isEmpty ? 1 : costs[part, default: 0] / totalCost
  }

  private func show(_ state: State) {
    guard !state.isOver else { return }
    let done = state.fractions.reduce(0) { $0 + $1.value * cost(of: $1.key) }
    let elapsed = Date().timeIntervalSince(started)
    let gained = done - state.fractionAtStart
    let time =
      gained > 0.001 ? clock(elapsed * (1 - done) / gained) + " left" : clock(elapsed) + " so far"
    guard !unit.isEmpty else {
      let name = costs.keys.first ?? ""
      return show([name, time, state.note, state.fractions.isEmpty ? "" : bar(done)])
    }
    show(["\(state.ended)/\(costs.count) \(unit)", time, state.note, bar(done), state.part])
  }

  /// Clears the line.
  func clear() {
    state.withLock { state in
      state.isOver = true
      show([])
    }
  }

  /// Rewrites the line with the parts, most important first, that fit into the terminal's width.
  private func show(_ parts: [String]) {
    let width = TerminalWidth.columns(of: STDERR_FILENO) ?? 80
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

/// Does a piece of work with a progress line, which is gone when it has ended.
func showingProgress<Value>(
  _ work: String, _ perform: (ProgressLine?) throws -> Value
) rethrows -> Value {
  let line = ProgressLine(work)
  defer { line?.clear() }
  return try perform(line)
}
