import RDCoding
import RDCore

/// The distribution of every sample of an image, given the samples before it and, if there is one, a prediction of the whole image.
///
/// A sample is binarised: whether it is black, whether it is white, and if neither, its eight bits from the highest. Each decision has
/// a ``MixedBitModel``'s probability from contexts of the causal neighbours, of the position, and of the prediction also where
/// nothing is coded yet. So the prediction need not be accurate: its weight is learned.
struct SampleModel: Sendable, Equatable {
  package let shape: ImageShape
  let hasPrediction: Bool
  private var mixture: MixedBitModel
  private var canvas: SampleCanvas

  /// The prediction.
  private var guide: SampleCanvas

  /// Contexts of the neighbours and the position, of the channel before, and of the prediction.
  private static let (plainContexts, colourContexts, guidedContexts) = (7, 2, 5)

  /// Depths of a decision, levels of activity around it, and levels of the prediction, which choose the weights.
  private static let (depths, activities, levels) = (10, 5, 5)

  /// A model that has seen nothing.
  ///
  /// - Parameters:
  ///   - shape: the shape of every image.
  ///   - hasPrediction: whether images come with a prediction.
  ///   - slotBits: each context has two to this power slots of 4 bytes.
  init(_ shape: ImageShape, hasPrediction: Bool, slotBits: Int) {
    self.shape = shape
    self.hasPrediction = hasPrediction
    mixture = MixedBitModel(
      contextCount: Self.plainContexts + (shape.channels > 1 ? Self.colourContexts : 0)
        + (hasPrediction ? Self.guidedContexts : 0),
      weightSetCount: Self.depths * Self.activities * Self.levels, slotBits: slotBits)
    canvas = SampleCanvas(shape)
    guide = SampleCanvas(shape)
  }

  package var fingerprint: UInt64 { mixture.fingerprint }

  /// Passes an image through a channel, and learns from it.
  ///
  /// - Parameters:
  ///   - image: the samples, shape `[height, width, channels]`; `nil` if the channel is to give them.
  ///   - prediction: a prediction of the same shape, where images come with one.
  ///   - channel: the encoder, decoder or training sink.
  /// - Returns: the samples.
  /// - Throws: what the channel throws.
  @discardableResult
  package mutating func pass<Channel: DecisionChannel>(
    _ image: ArraySlice<UInt8>?, prediction: ArraySlice<UInt8>?,
    through channel: inout Channel
  ) throws(Channel.Failure) -> [UInt8] {
    precondition((prediction != nil) == hasPrediction)
    if let prediction { guide.paint(prediction) }
    // After a sample the canvas still holds the previous image; contexts use earlier samples only.
    var known = image?.startIndex
    for row in 0..<shape.height {
      for column in 0..<shape.width {
        let first = canvas.index(row: row, column: column)
        for component in 0..<shape.channels {
          let offset = first + component
          let activity = observe(offset, component: component, position: row * shape.width + column)
          let sample = known.flatMap { index in image.map { Int($0[index]) } }
          canvas[offset] = try pass(
            sample, activity: activity, level: Self.coarse(guide[offset]), through: &channel)
          known = known.map { $0 + 1 }
        }
      }
    }
    return canvas.image
  }

  @inline(__always)
  private mutating func pass<Channel: DecisionChannel>(
    _ sample: Int?, activity: Int, level: Int, through channel: inout Channel
  ) throws(Channel.Failure) -> Int {
    func weightSet(_ depth: Int) -> Int {
      (depth * Self.activities + activity) * Self.levels + level
    }
    mixture.prepare(decision: 0, group: 0, weightSet: weightSet(0))
    if try channel.pass(sample.map { $0 == 0 ? 0 : 1 }, updating: &mixture) == 0 { return 0 }
    mixture.prepare(decision: 1, group: 0, weightSet: weightSet(1))
    if try channel.pass(sample.map { $0 == 255 ? 1 : 0 }, updating: &mixture) == 1 { return 255 }
    var node = 1
    for depth in 0..<8 {
      // The first three bits are in the group of black and white, the next three and the last two in one per prefix.
      let below = depth < 3 ? depth : depth < 6 ? depth - 3 : depth - 6
      let prefix = 1 << below | node & (1 << below - 1)
      mixture.prepare(
        decision: depth < 3 ? node + 1 : prefix, group: depth < 3 ? 0 : node >> below,
        weightSet: weightSet(depth + 2))
      node =
        try 2 * node
        + channel.pass(sample.map { $0 >> (7 - depth) & 1 }, updating: &mixture)
    }
    return node - 256
  }

  /// Sets the contexts of a sample.
  ///
  /// - Returns: the number of black ones of its four nearest neighbours.
  @inline(__always)
  private mutating func observe(_ offset: Int, component: Int, position: Int) -> Int {
    let (down, right) = (canvas.rowStride, canvas.channels)
    let west = canvas[offset - right]
    let north = canvas[offset - down]
    let northWest = canvas[offset - down - right]
    let northEast = canvas[offset - down + right]
    let farWest = canvas[offset - 2 * right]
    let farNorth = canvas[offset - 2 * down]
    let northNorthEast = canvas[offset - 2 * down + right]
    let farNorthEast = canvas[offset - down + 2 * right]
    let channels = canvas.channels
    var index = 0

    func set(_ value: Int) {
      mixture.contexts[index] = UInt64(truncatingIfNeeded: value * channels + component)
      index += 1
    }

    set(west << 8 | north)
    set(
      ((Self.fine(west) * 10 + Self.fine(north)) * 10 + Self.fine(northEast)) * 10
        + Self.fine(northWest))
    let near =
      ((Self.coarse(west) * 5 + Self.coarse(north)) * 5 + Self.coarse(northEast)) * 5
      + Self.coarse(northWest)
    let far =
      ((Self.coarse(farWest) * 5 + Self.coarse(farNorth)) * 5 + Self.coarse(farNorthEast)) * 5
      + Self.coarse(northNorthEast)
    set(near * 625 + far)
    set(position * 25 + Self.coarse(west) * 5 + Self.coarse(north))
    // Twelve neighbours as ink or none.
    var ink = 0
    func add(_ sample: Int) { ink = ink << 1 | sample >> 7 }
    add(west)
    add(north)
    add(northWest)
    add(northEast)
    add(farWest)
    add(farNorth)
    add(northNorthEast)
    add(canvas[offset - 2 * down - right])
    add(farNorthEast)
    add(canvas[offset - down - 2 * right])
    add(canvas[offset - 3 * down])
    add(canvas[offset - 3 * right])
    set(ink * shape.height + position / shape.width)
    let slope = Self.clamped(west + north - northWest)
    let unrest = (abs(west - northWest) + abs(north - northWest)) >> 5
    set((slope >> 2) << 10 | (northEast >> 2) << 4 | unrest)
    set(
      ((Self.fine(west) * 10 + Self.fine(farWest)) * 10 + Self.fine(north)) * 50
        + Self.fine(farNorth) * 5 + Self.coarse(northEast))
    if channels > 1 {
      // The channel before, and how it differs from its own neighbours.
      let other = component > 0 ? canvas[offset - 1] : 0
      let otherWest = component > 0 ? canvas[offset - 1 - right] : 0
      let otherNorth = component > 0 ? canvas[offset - 1 - down] : 0
      set(
        Self.clamped(west + other - otherWest) << 8 | Self.clamped(north + other - otherNorth))
      set((other >> 2) << 12 | (west >> 2) << 6 | north >> 2)
    }
    if hasPrediction {
      let guess = guide[offset]
      let east = guide[offset + right]
      let south = guide[offset + down]
      let westError = west - guide[offset - right]
      let northError = north - guide[offset - down]
      let eastError = northEast - guide[offset - down + right]
      let diagonalError = northWest - guide[offset - down - right]
      set(guess * 100 + Self.fine(west) * 10 + Self.fine(north))
      set((guess >> 3) << 10 | ((westError + 255) >> 4) << 5 | (northError + 255) >> 4)
      set(
        ((guess >> 4) << 8 | (east >> 4) << 4 | south >> 4) * 100 + Self.fine(west) * 10
          + Self.fine(north))
      let corrected = Self.clamped(
        guess + (2 * westError + 2 * northError + eastError + diagonalError) / 6)
      set(corrected << 6 | (abs(westError) + abs(northError)) >> 3)
      let ahead =
        ((Self.fine(guess) * 5 + Self.coarse(east)) * 5 + Self.coarse(south)) * 5
        + Self.coarse(guide[offset + down + right])
      set(ahead * 625 + near)
    }
    return (west == 0 ? 1 : 0) + (north == 0 ? 1 : 0) + (northEast == 0 ? 1 : 0)
      + (northWest == 0 ? 1 : 0)
  }

  /// Black, white, or one of eight levels between them: 0 to 9.
  @inline(__always)
  private static func fine(_ sample: Int) -> Int {
    sample == 0 ? 0 : sample == 255 ? 9 : 1 + (sample - 1) * 8 / 254
  }

  /// Black, white, or one of three levels between them: 0 to 4.
  @inline(__always)
  private static func coarse(_ sample: Int) -> Int {
    sample == 0 ? 0 : sample == 255 ? 4 : 1 + (sample - 1) * 3 / 254
  }

  @inline(__always)
  private static func clamped(_ sample: Int) -> Int { max(0, min(255, sample)) }
}
