/// The codeword lengths of least mean under a limit, by the package-merge algorithm.
///
/// > Source: [larmore1990].
enum PackageMerge {
  /// The lengths of an optimal prefix code.
  ///
  /// Among equal weights, earlier symbols get the longer codewords; among equal codes, the longest codeword is as short as it can be.
  ///
  /// - Parameters:
  ///   - weights: shape `[K]`, not negative.
  ///   - limit: no length is more than this; `K <= 2^limit`.
  /// - Returns: shape `[K]`; one symbol alone has length 0.
  /// - Complexity: O(K limit), after sorting.
  static func lengths(of weights: [Double], limit: Int) -> [UInt8] {
    let order = weights.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
    var lengths = Array(repeating: UInt8(0), count: weights.count)
    guard weights.count > 1 else { return lengths }
    // Level by level, pairs of the last list (packages) are merged with the symbols; a list holds the weights and, for each
    // element, whether that is a symbol.
    var lists: [[Bool]] = []
    var weightsOfList: [Double] = []
    for _ in 0..<limit {
      var merged: [Double] = []
      var isSymbol: [Bool] = []
      merged.reserveCapacity(order.count + weightsOfList.count / 2)
      isSymbol.reserveCapacity(order.count + weightsOfList.count / 2)
      var symbol = 0
      var pair = 0
      while symbol < order.count || pair + 1 < weightsOfList.count {
        let package =
          pair + 1 < weightsOfList.count
          ? weightsOfList[pair] + weightsOfList[pair + 1] : Double.infinity
        if symbol < order.count && weights[order[symbol]] <= package {
          merged.append(weights[order[symbol]])
          isSymbol.append(true)
          symbol += 1
        } else {
          merged.append(package)
          isSymbol.append(false)
          pair += 2
        }
      }
      weightsOfList = merged
      lists.append(isSymbol)
    }
    // The first 2K - 2 elements of the last list are selected, with the contents of their packages.
    var taken = 2 * order.count - 2
    for list in lists.reversed() {
      let symbolCount = list.prefix(taken).count { $0 }
      for index in order.prefix(symbolCount) { lengths[index] += 1 }
      taken = 2 * (taken - symbolCount)
    }
    return lengths
  }
}
