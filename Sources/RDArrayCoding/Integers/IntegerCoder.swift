import RDCoding

/// Codes planes of integers by mixed contexts: their neighbours' magnitudes, running means, those of their column, the parent, and a prediction.
///
/// An integer, or its distance from a prediction, is a few binary decisions: whether it is zero, its sign, and which of the groups 0, 1, 2, 3, 4–5, 6–7,
/// 8–11, 12–15, … its magnitude is in, after as many low bits have been cut off as the expected magnitude has too many. The expected magnitude is
/// a least-squares prediction of logarithms, which survives outliers.
///
/// Encoder and decoder are the same code, with another channel.
final class IntegerCoder<Channel: BinaryChannel, Predictor: CentrePredictor> {
  var channel: Channel
  private let mixer: BitMixer
  private let scale: AdaptiveLeastSquares
  private let lattice: Lattice
  private let logarithms = LogMagnitude.mantissas

  /// The state of the trellis, which goes on from plane to plane.
  private var state = 0

  /// The logarithms of magnitudes of each plane that was coded, with zeros before them.
  private var coded: [(buffer: Buffer<Int32>, padding: Int)] = []

  /// Decisions of a symbol: zero, sign, groups, bits in a group, low bits; for symbols with a zero and without.
  private static var groupNodes: Int { 26 }
  private static var variantNodes: Int { 2 + groupNodes + 12 + 8 }

  /// The inputs of the scale: neighbours, 3 means, parent, cousin, constant.
  private static var scaleInputs: Int { 14 }

  init(channel: Channel, lattice: Lattice) {
    self.channel = channel
    self.lattice = lattice
    let isPredicting = Predictor.isPredicting
    mixer = BitMixer(
      contextCounts: [
        isPredicting ? 240 : 60, 800, 500, 384, 1152, 800, 1000, 480, isPredicting ? 648 : 72,
        isPredicting ? 576 : 192,
      ],
      nodeCount: 2 * Self.variantNodes, selectors: [2 * Self.variantNodes, 60])
    scale = AdaptiveLeastSquares(
      order: Self.scaleInputs, interval: 512, memory: 0.98, noise: 0.01)
    scale.start(0, at: 0.2)
    scale.start(1, at: 0.2)
    scale.start(8, at: 0.4)
    scale.start(9, at: 0.2)
  }

  /// Codes a plane.
  ///
  /// - Parameters:
  ///   - integers: shape `[plane.count]`; a decoder fills it in.
  ///   - plane: their geometry.
  ///   - predictor: of them.
  func code(
    _ integers: UnsafeMutablePointer<Int64>, plane: IntegerPlane, predictor: Predictor
  ) {
    let padding = max(plane.neighbours.max() ?? 1, 1)
    // A relative's row may be one longer than its own.
    let buffer = Buffer<Int32>(repeating: 0, count: padding + plane.count + 8)
    let magnitudes = buffer.pointer + padding
    let neighbourCount = plane.neighbours.count
    let columns = Buffer<Int64>(repeating: 0, count: max(plane.period, 1))
    let offsets = Buffer<Int>(plane.neighbours + Array(repeating: padding, count: 8))
    // Where there are few neighbours, the nearest ones count again.
    for index in neighbourCount..<8 {
      offsets.pointer[index] = plane.neighbours[index % neighbourCount]
    }
    let far = offsets.pointer
    let zero = Buffer<Int32>(repeating: 0, count: plane.rowLength)
    let kind = plane.kind
    let hasRelatives = plane.parent != nil || plane.cousin != nil
    let usesColumns = plane.period > 1
    var channel = channel
    let mixer = mixer
    let scale = scale
    let inputs = scale.inputs
    let logarithms = logarithms
    let transitions = lattice.transitions.pointer
    let unions = lattice.unions.pointer
    let isTrellis = lattice.isTrellis
    let latticeKind = lattice.kind
    var state = state
    var short: Int64 = 0
    var long: Int64 = 0
    var column = 0
    var row = 0
    var index = 0
    inputs[13] = 1
    coding: while index < plane.count {
      let (parents, parentShift) = relative(plane.parent, row: row, otherwise: zero)
      let (cousins, cousinShift) = relative(plane.cousin, row: row, otherwise: zero)
      for x in 0..<plane.rowLength {
        if index & 4095 == 0, channel.isExhausted { break coding }
        let here = magnitudes + index
        let west = here[0 &- far[0]]
        let north = here[0 &- far[1]]
        let third = here[0 &- far[2]]
        let fourth = here[0 &- far[3]]
        let fifth = here[0 &- far[4]]
        let sixth = here[0 &- far[5]]
        let seventh = here[0 &- far[6]]
        let eighth = here[0 &- far[7]]
        let parent = parents[x >> parentShift]
        let cousin = cousins[x >> cousinShift]
        let columnMean = columns.pointer[column]
        let shortLog = LogMagnitude.log2(UInt64(short) &+ 1 << 20, logarithms) &- 5120
        let longLog = LogMagnitude.log2(UInt64(long) &+ 1 << 20, logarithms) &- 5120
        let columnLog = LogMagnitude.log2(UInt64(columnMean) &+ 1 << 20, logarithms) &- 5120

        // The expected logarithm of the magnitude.
        let unit = 1.0 / 256
        inputs[0] = Double(west) * unit
        inputs[1] = Double(north) * unit
        inputs[2] = Double(third) * unit
        inputs[3] = Double(fourth) * unit
        inputs[4] = Double(fifth) * unit
        inputs[5] = Double(sixth) * unit
        inputs[6] = Double(seventh) * unit
        inputs[7] = Double(eighth) * unit
        inputs[8] = Double(shortLog) * unit
        inputs[9] = Double(longLog) * unit
        inputs[10] = Double(columnLog) * unit
        inputs[11] = Double(parent) * unit
        inputs[12] = Double(cousin) * unit
        let expected = scale.prediction()
        let level = Int(max(0, min(62, expected)) * 4096)
        let cut = max(0, (level &- (isTrellis ? 10_240 : 6144)) >> 12)
        let cut256 = Int32(cut) << 8
        let fine =
          level < 256
          ? Int.bitWidth &- (level &+ 1).leadingZeroBitCount
          : min(30, 9 &+ (level &- cut << 12) >> 9)
            &+ (cut > 0 ? 29 : 0)
        let coarse = cut > 0 ? 7 : Self.coarse(level)

        // Contexts.
        @inline(__always) func relativeLevel(_ magnitude: Int32) -> Int {
          Int(max(0, min(1216, magnitude &- cut256 &+ 64)) >> 7)
        }
        let w = relativeLevel(west)
        let n = relativeLevel(north)
        let shortClass = Self.meanClass(short, cut, logarithms)
        let longClass = Self.meanClass(long, cut, logarithms)
        mixer.select(1, context: (w &* 10 &+ n) &* 8 &+ coarse)
        let others = relativeLevel((third &+ fourth &+ fifth &+ sixth) >> 2)
        mixer.select(2, context: (w &* 10 &+ relativeLevel(fifth)) &* 5 &+ others >> 1)
        mixer.select(
          3,
          context: (usesColumns ? Self.meanClass(columnMean, cut, logarithms) : 10 &* 4 &+ w >> 1)
            &* 8 &+ coarse)
        mixer.select(4, context: longClass &* 24 &+ max(0, min(23, shortClass &- 24)))
        let first = hasRelatives ? relativeLevel(parent) : relativeLevel(third)
        let second = hasRelatives ? relativeLevel(cousin) : relativeLevel(fourth)
        mixer.select(5, context: (first &* 10 &+ second) &* 8 &+ coarse)
        mixer.select(6, context: (n &* 10 &+ relativeLevel(fourth)) &* 10 &+ relativeLevel(third))
        mixer.select(7, context: (state & 7) &* 60 &+ fine)

        // What is coded: the distance from a centre, in units of the lattice's branch.
        let union = Int64(unions[state])
        let (centre, offset) = predictor.predict(at: index)
        var base = union
        var isFlipped = false
        if Predictor.isPredicting {
          var fraction: Double
          if isTrellis {
            // The integer of the union that is nearest to the prediction.
            base = (centre & ~1) &+ union
            fraction = offset + Double(centre &- base)
            if fraction > 1 {
              base &+= 2
              fraction -= 2
            } else if fraction < -1 {
              base &-= 2
              fraction += 2
            }
            fraction *= 0.5
          } else {
            base = centre
            fraction = offset
          }
          isFlipped = fraction < 0
          let part = min(3, Int((isFlipped ? 0 - fraction : fraction) * 8))
          mixer.select(0, context: fine &* 4 &+ (cut == 0 ? part : 0))
          let steps = predictor.differences * (isFlipped ? -1 : 1) / Double(1 << min(cut, 52))
          mixer.select(
            8, context: (Self.step(steps.x) &* 9 &+ Self.step(steps.y)) &* 8 &+ coarse)
          mixer.select(
            9,
            context: (Self.step(steps.z) &* 8 &+ min(7, part &* 2)) &* 8 &+ coarse)
        } else {
          mixer.select(0, context: fine)
          mixer.select(
            8,
            context: (index >= 1 ? Self.sign(integers[index &- 1]) : 0) &* 24
              &+ (index >= far[1] ? Self.sign(integers[index &- far[1]]) : 0) &* 8 &+ coarse)
          mixer.select(9, context: kind &* 8 &+ coarse)
        }
        let integer = integers[index]
        let decoded: Int64
        let half: Int
        if Predictor.isPredicting {
          let shift: Int64 = isTrellis ? 1 : 0
          let distance = (integer &- base) >> shift
          let found = Self.code(
            isFlipped ? 0 &- distance : distance, hasZero: cut == 0, cut: cut, fine: fine,
            mixer: mixer, channel: &channel)
          decoded = base &+ (isFlipped ? 0 &- found : found) << shift
          half = Int(Lattice.index(of: decoded, union: union, kind: latticeKind) & 1)
        } else {
          let found = Self.code(
            Lattice.index(of: integer, union: union, kind: latticeKind),
            hasZero: cut == 0 && (union == 0 || latticeKind == .doubledZero), cut: cut, fine: fine,
            mixer: mixer, channel: &channel)
          decoded = Lattice.integer(at: found, union: union, kind: latticeKind)
          half = Int(found & 1)
        }
        integers[index] = decoded

        // Learn.
        let sixteenths: UInt64
        let error: Double
        if Predictor.isPredicting {
          let difference = decoded &- centre
          let size = min(difference.magnitude, 1 << 56) << 4
          let shift = Int64(offset * 16)
          let signed = difference < 0 ? 0 &- Int64(size) : Int64(size)
          sixteenths = (signed &- shift).magnitude
          predictor.update(with: decoded, at: index)
        } else {
          sixteenths = min(decoded.magnitude, 1 << 56) << 4
        }
        let magnitude = LogMagnitude.ofSixteenths(sixteenths, logarithms)
        here[0] = magnitude
        error = Double(magnitude) * unit
        if index < 8192 || index & 1 == 0 { scale.update(with: error, predicted: expected) }
        let size = Int64(min(sixteenths, 1 << 42)) << 16
        short &+= (size &- short) >> 3
        long &+= (size &- long) >> 7
        columns.pointer[column] = columnMean &+ (size &- columnMean) >> 3
        column &+= 1
        if column == plane.period { column = 0 }
        if isTrellis {
          state = Int(transitions[state << 1 &+ half])
        }
        index &+= 1
      }
      row += 1
    }
    self.channel = channel
    self.state = state
    coded.append((buffer, padding))
  }

  /// The magnitudes of a relative's row, and how far to shift an index.
  private func relative(
    _ relative: IntegerPlane.Relative?, row: Int, otherwise zero: Buffer<Int32>
  ) -> (UnsafeMutablePointer<Int32>, Int) {
    guard let relative else { return (zero.pointer, 0) }
    let (buffer, padding) = coded[relative.plane]
    return (buffer.pointer + padding + relative.start(ofRow: row), relative.shift)
  }

  /// Codes an integer as decisions.
  @inline(__always)
  private static func code(
    _ integer: Int64, hasZero: Bool, cut: Int, fine: Int, mixer: BitMixer, channel: inout Channel
  ) -> Int64 {
    mixer.choose(1, set: fine)
    @inline(__always) func code(_ bit: Int, node: Int) -> Int {
      mixer.choose(0, set: node)
      return mixer.code(bit, node: node, in: &channel)
    }
    let start = hasZero ? 0 : variantNodes
    if hasZero, code(integer == 0 ? 1 : 0, node: start) == 1 { return 0 }
    let isNegative = code(integer < 0 ? 1 : 0, node: start &+ 1) == 1
    // From 0 on.
    var rest = UInt64(bitPattern: integer < 0 ? ~integer : hasZero ? integer &- 1 : integer)
    let whole = rest >> UInt64(cut)
    var group = 0
    var first: UInt64 = 0
    var width = 0
    while true {
      let node = start &+ 2 &+ min(group, groupNodes &- 1)
      let isBeyond = whole >= first &+ 1 << UInt64(width) ? 1 : 0
      // No integer is beyond the last group.
      if group == 4 + 2 * 61 - 1 { break }
      if code(isBeyond, node: node) == 0 { break }
      first &+= 1 << UInt64(width)
      group &+= 1
      width = group < 4 ? 0 : (group &- 4) >> 1 &+ 1
    }
    var found = first
    if width > 0 {
      let node = start &+ 2 &+ groupNodes &+ min((group &- 4), 11)
      let within = whole &- first
      let bit = code(Int(truncatingIfNeeded: within >> UInt64(width &- 1) & 1), node: node)
      let mask: UInt64 = 1 << UInt64(width &- 1) &- 1
      found &+=
        UInt64(bit) << UInt64(width &- 1) | channel.code(bits: within & mask, count: width &- 1)
    }
    if cut > 0 {
      let node = start &+ 14 &+ groupNodes &+ min(group, 7)
      let bit = code(Int(truncatingIfNeeded: rest >> UInt64(cut &- 1) & 1), node: node)
      let mask: UInt64 = 1 << UInt64(cut &- 1) &- 1
      rest =
        found << UInt64(cut) | UInt64(bit) << UInt64(cut &- 1)
        | channel.code(bits: rest & mask, count: cut &- 1)
    } else {
      rest = found
    }
    let magnitude = Int64(bitPattern: rest)
    return isNegative ? ~magnitude : hasZero ? magnitude &+ 1 : magnitude
  }

  /// Classes of expected logarithms in units of `2^-12`, 0 to 6.
  @inline(__always)
  private static func coarse(_ level: Int) -> Int {
    level < 512 ? 0 : level < 2048 ? 1 : level < 4096 ? 2 : min(6, 3 &+ (level &- 4096) >> 11)
  }

  /// The class of a mean, in half octaves from `2^-20` on, less the bits that are cut off; 0 to 47.
  @inline(__always)
  private static func meanClass(
    _ mean: Int64, _ cut: Int, _ logarithms: UnsafePointer<Int32>
  ) -> Int {
    max(0, min(47, Int(LogMagnitude.log2(UInt64(mean) &+ 1, logarithms) >> 7) &- 2 &* cut))
  }

  /// The class of a difference, 0 to 8.
  @inline(__always)
  private static func step(_ difference: Double) -> Int {
    let size = abs(difference)
    let level = size < 0.25 ? 0 : size < 1 ? 1 : size < 3 ? 2 : size < 8 ? 3 : 4
    return 4 &+ (difference < 0 ? 0 &- level : level)
  }

  @inline(__always)
  private static func sign(_ integer: Int64) -> Int { integer > 0 ? 2 : integer < 0 ? 1 : 0 }
}
