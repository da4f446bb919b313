import RDQuantisers

/// An entropy-coded lattice quantiser: blocks of samples become points of a lattice.
///
/// Samples outside a box that holds all but about 1e-9 of the probability on each side are clipped to it, so the alphabets are
/// finite. A coordinate is reconstructed as the mean of the samples that had it, rather than as its own position, which lowers
/// the error at low rates.
package struct LatticeQuantiser<Base: Lattice>: SequenceQuantiser {
  package let lattice: Base

  /// Source units per unit of the lattice.
  package let scale: Double

  /// The origin of the lattice, in source units.
  package let origin: Double

  /// The box, in source units, to which samples are clipped.
  package let lower: Double
  package let upper: Double

  /// The representation of points by symbols.
  let alphabets: LatticeAlphabets

  /// The reconstruction of each coordinate, for each kind of axis: shape `[kinds][span]`.
  package let levels: [[Double]]

  /// A quantiser whose levels are the positions of the coordinates themselves.
  ///
  /// - Precondition: the scale is positive, and the box is not empty.
  init(lattice: Base, scale: Double, origin: Double, lower: Double, upper: Double) {
    precondition(scale > 0 && lower < upper)
    let units = lattice.axisScales.map { scale * $0 }
    // The nearest lattice point is never farther away than the covering radius.
    let radius = lattice.coveringRadius * (1 + 1e-9)
    let alphabets = LatticeAlphabets(
      lattice: lattice,
      lower: lattice.axisScales.indices.map {
        Int(((lower - origin) / units[$0] - radius / lattice.axisScales[$0]).rounded(.up))
      },
      upper: lattice.axisScales.indices.map {
        Int(((upper - origin) / units[$0] + radius / lattice.axisScales[$0]).rounded(.down))
      })
    let levels = alphabets.lowest.indices.map { kind in
      let unit = units[alphabets.kinds.firstIndex(of: kind) ?? 0]
      return (0..<alphabets.spans[kind]).map {
        origin + unit * Double(alphabets.lowest[kind] + $0)
      }
    }
    self.init(
      lattice: lattice, scale: scale, origin: origin, lower: lower, upper: upper,
      alphabets: alphabets, levels: levels)
  }

  private init(
    lattice: Base, scale: Double, origin: Double, lower: Double, upper: Double,
    alphabets: LatticeAlphabets, levels: [[Double]]
  ) {
    self.lattice = lattice
    self.scale = scale
    self.origin = origin
    self.lower = lower
    self.upper = upper
    self.alphabets = alphabets
    self.levels = levels
  }

  /// The quantiser with other levels, shape `[kinds][span]`.
  package func with(levels: [[Double]]) -> LatticeQuantiser {
    precondition(levels.map(\.count) == alphabets.spans)
    return LatticeQuantiser(
      lattice: lattice, scale: scale, origin: origin, lower: lower, upper: upper,
      alphabets: alphabets, levels: levels)
  }

  package var blockLength: Int { lattice.dimension }

  /// Up to two symbols for the coset, and the coordinates.
  package var symbolsPerBlock: Int { alphabets.headCount + lattice.dimension }

  /// For the class of the coset, for the coset in each class, and for the residues of the coordinates.
  package var alphabetSizes: [Int] { alphabets.sizes }

  /// The symbols of the nearest lattice points.
  ///
  /// - Complexity: O(n); buffers are allocated once per call.
  package func symbols(of samples: [Double]) -> [Int32] {
    precondition(samples.count.isMultiple(of: blockLength), "a block is not complete")
    let n = lattice.dimension
    let total = samples.count / n * symbolsPerBlock
    let table = alphabets.cosets
    let hasClass = alphabets.memberBase == 1
    let hasMember = table.hasMembers
    let lowest = alphabets.kinds.map { Int32(alphabets.lowest[$0]) }
    let shift = Int32(alphabets.moduli[0].trailingZeroBitCount)
    let lastShift = Int32(alphabets.moduli[n - 1].trailingZeroBitCount)
    return [Int32](unsafeUninitializedCapacity: total) { symbols, initialisedCount in
      guard var next = symbols.baseAddress else { return }
      forEachChunk(of: samples) { coordinates, cosets in
        table.classes.withUnsafeBufferPointer { classes in
          lowest.withUnsafeBufferPointer { lowest in
            for (block, coset) in cosets.enumerated() {
              let coordinates = coordinates + block * n
              if hasClass {
                next.pointee = classes[Int(coset)]
                next += 1
              }
              if hasMember {
                next.pointee = coset - Int32(table.classStarts[Int(classes[Int(coset)])])
                next += 1
              }
              for axis in 0..<(n - 1) {
                next[axis] = (coordinates[axis] - lowest[axis]) >> shift
              }
              next[n - 1] = (coordinates[n - 1] - lowest[n - 1]) >> lastShift
              next += n
            }
          }
        }
      }
      initialisedCount = total
    }
  }

  /// Finds the nearest points of all blocks, in batches and in their order.
  @inline(__always)
  func forEachChunk(
    of samples: [Double],
    _ body: (_ coordinates: UnsafePointer<Int32>, _ cosets: UnsafeBufferPointer<Int32>) -> Void
  ) {
    let n = lattice.dimension
    let chunk = 6144 / n
    let factors = (0..<chunk * n).map { 1 / (scale * lattice.axisScales[$0 % n]) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: chunk * n) { positions in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: chunk * (n + 1)) { memory in
        guard let position = positions.baseAddress, let coordinates = memory.baseAddress else {
          return
        }
        let cosets = coordinates + chunk * n
        samples.withUnsafeBufferPointer { samples in
          factors.withUnsafeBufferPointer { factors in
            for start in stride(from: 0, to: samples.count, by: chunk * n) {
              let length = min(chunk * n, samples.count - start)
              for i in 0..<length {
                let inside = max(min(samples[start + i], upper), lower)
                position[i] = (inside - origin) * factors[i]
              }
              lattice.findNearest(
                position, count: length / n, coordinates: coordinates, cosets: cosets)
              body(coordinates, UnsafeBufferPointer(start: cosets, count: length / n))
            }
          }
        }
      }
    }
  }

  /// A decoder state at the start of a block.
  package func makeDecoderState() -> LatticeDecoderState {
    LatticeDecoderState(alphabets: alphabets, levels: levels)
  }
}
