extension EntropyConstrainedStarts {
  /// A chain moved inwards by a fraction of a cell, without its last threshold: stretched from a finite end of the support, whose
  /// cells nearly keep their widths, else each threshold towards the next.
  ///
  /// - Returns: the thresholds, one fewer.
  func moved(_ chain: [Double], from end: Double, by part: Double) -> [Double] {
    guard end.isFinite, chain.count > 1 else {
      return zip(chain, chain.dropFirst()).map { $0 + part * ($1 - $0) }
    }
    let (last, next) = (chain[chain.count - 2], chain[chain.count - 1])
    let stretch = 1 + part * (next - last) / (last - end)
    return chain.dropLast().map { end + stretch * ($0 - end) }
  }

  /// The thresholds of a chain from above, ascending, moved so that they fit a centre.
  ///
  /// - Returns: those above the centre.
  func fitted(
    _ chain: [Double], from end: Double, to centre: Double, _ position: Position
  ) -> [Double] {
    guard let last = chain.last, chain.count > 1, last <= centre else {
      return ended(chain, from: end, at: centre).reversed().filter { $0 > centre }
    }
    // The last threshold lies at or beyond the centre, and the one before above it.
    let width = chain[chain.count - 2] - last
    let above = 1 - (centre - last) / width
    let part: Double
    if case .level = position {
      // The innermost one is to lie half a cell above the centre.
      part = above >= 0.5 ? above - 0.5 : 0.5 + above
    } else {
      part = above
    }
    return moved(chain, from: end, by: part).reversed().filter { $0 > centre + 0.25 * width }
  }

  /// A chain that reached a finite end of the support, moved so that its last cell is as wide as the one before.
  ///
  /// - Returns: its thresholds, one fewer if the last cell was narrow.
  func ended(_ chain: [Double], from end: Double, at wall: Double) -> [Double] {
    guard chain.count > 2 else { return chain }
    var chain = chain
    let width = abs(chain[chain.count - 1] - chain[chain.count - 2])
    var rest = abs(wall - chain[chain.count - 1])
    if rest < width / 2 {
      chain.removeLast()
      rest += width
    }
    guard rest < 2 * width else { return chain }
    let (last, before) = (chain[chain.count - 1], chain[chain.count - 2])
    return moved(chain + [last + (last - before)], from: end, by: (rest - width) / width)
  }

  /// Two chains, from below and from above, as one: the upper one moved so that the cell between them is about as wide as its
  /// neighbours.
  ///
  /// - Returns: the thresholds, ascending.
  package func joined(_ lower: [Double], _ upper: [Double], from end: Double) -> [Double] {
    guard upper.count > 1, let low = lower.last else {
      return lower + upper.reversed()
    }
    let widthAbove = upper[upper.count - 2] - upper[upper.count - 1]
    let widthBelow = lower.count > 1 ? low - lower[lower.count - 2] : widthAbove
    let width = (widthAbove + widthBelow) / 2
    var above = upper
    while let last = above.last, last < low + width { above.removeLast() }
    guard let last = above.last, above.count < upper.count else { return lower + above.reversed() }
    let part = min((last - low - width) / widthAbove, 1)
    let kept = Array(upper.prefix(above.count + 1))
    return lower + moved(kept, from: end, by: part).reversed()
  }
}
