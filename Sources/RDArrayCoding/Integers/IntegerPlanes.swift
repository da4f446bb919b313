import RDCoding

/// Planes of integers and how they are coded.
struct IntegerPlanes {
  let planes: [IntegerPlane]

  /// The shape of the array whose integers are predicted from those before them; `nil` for others.
  let predictedShape: [Int]?
  let lattice: Lattice
  var count: Int { planes.reduce(0) { $0 + $1.count } }

  init(_ planes: [IntegerPlane], lattice: Lattice, predictedShape: [Int]? = nil) {
    self.planes = planes
    self.lattice = lattice
    self.predictedShape = predictedShape
  }

  /// Codes all planes, one after the other.
  func code<Channel: BinaryChannel>(
    _ integers: UnsafeMutablePointer<Int64>, in channel: inout Channel
  ) {
    if let predictedShape {
      let coder = IntegerCoder<Channel, NeighbourPredictor>(channel: channel, lattice: lattice)
      coder.code(
        integers, plane: planes[0], predictor: NeighbourPredictor(shape: predictedShape))
      channel = coder.channel
      return
    }
    let coder = IntegerCoder<Channel, ZeroPredictor>(channel: channel, lattice: lattice)
    let predictor = ZeroPredictor()
    var start = 0
    for plane in planes {
      coder.code(integers + start, plane: plane, predictor: predictor)
      start += plane.count
    }
    channel = coder.channel
  }

  /// The bits that integers take.
  func bitCount(_ integers: UnsafeMutablePointer<Int64>) -> Double {
    var channel = MeasuringBinaryChannel()
    code(integers, in: &channel)
    return channel.bitCount
  }
}
