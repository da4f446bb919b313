/// The cosets of a lattice, in classes of cosets that have the same probability whatever the distribution of independent samples.
///
/// Cosets of a class are neighbours in the order: coset `classStarts[c] + member`.
package struct CosetTable: Sendable {
  /// What the coordinates of a coset are by the modulus, shape `[count * dimension]`; below the modulus, but for the last
  /// coordinate where the steps must be even, which lies below twice the modulus.
  package let residues: [Int32]

  /// How many cosets there are.
  package let count: Int

  /// The number of cosets in each class, shape `[classes]`.
  package let classSizes: [Int]

  /// The first coset of each class, shape `[classes]`.
  package let classStarts: [Int]

  /// The class of each coset, shape `[count]`.
  package let classes: [Int32]

  /// Which classes share a probability, which is then that of one: shape `[classes]`.
  package let pools: [Int]

  /// Whether a class does not tell the coset, so that its member must be told too.
  package var hasMembers: Bool { classSizes.contains { $0 > 1 } }

  /// A table.
  ///
  /// - Precondition: the shapes agree.
  init(residues: [Int32], dimension: Int, classSizes: [Int], pools: [Int]) {
    count = classSizes.reduce(0, +)
    precondition(residues.count == count * dimension && pools.count == classSizes.count)
    self.residues = residues
    self.classSizes = classSizes
    self.pools = pools
    var start = 0
    classStarts = classSizes.map { size in
      defer { start += size }
      return start
    }
    classes = classSizes.indices.flatMap { Array(repeating: Int32($0), count: classSizes[$0]) }
  }

  /// The cosets of a binary code: the words themselves, each a class, those of the same weight pooled.
  init(words: [[Int32]]) {
    self.init(
      residues: words.flatMap(\.self), dimension: words[0].count,
      classSizes: words.map { _ in 1 }, pools: words.map { Int($0.reduce(0, +)) })
  }
}
