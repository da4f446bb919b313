import RDCoding

/// Which numbers of a chunk are not finite, and what they are.
struct GapMask {
  enum Mark: UInt8 {
    case finite, notANumber, infinity, negativeInfinity

    var number: Double {
      switch self {
      case .finite: 0
      case .notANumber: .nan
      case .infinity: .infinity
      case .negativeInfinity: -.infinity
      }
    }

    init(_ number: Double) {
      self =
        number.isFinite
        ? .finite : number.isNaN ? .notANumber : number > 0 ? .infinity : .negativeInfinity
    }
  }

  /// Shape `[n]`.
  var marks: [Mark]

  /// The mask of numbers; `nil` if all are finite.
  init?(of numbers: Buffer<Double>) {
    guard (0..<numbers.count).contains(where: { !numbers.pointer[$0].isFinite }) else { return nil }
    marks = (0..<numbers.count).map { Mark(numbers.pointer[$0]) }
  }

  init(count: Int) { marks = Array(repeating: .finite, count: count) }

  /// Codes the mask: the context of a mark is whether the two before it were finite.
  mutating func code<Channel: BinaryChannel>(in channel: inout Channel) {
    var decisions = [AdaptiveBit](repeating: AdaptiveBit(), count: 6)
    var context = 0
    for index in marks.indices {
      let isGap = decisions[context].code(marks[index] == .finite ? 0 : 1, in: &channel)
      context = context << 1 & 2 | isGap
      guard isGap == 1 else {
        marks[index] = .finite
        continue
      }
      if decisions[4].code(marks[index] == .notANumber ? 0 : 1, in: &channel) == 0 {
        marks[index] = .notANumber
      } else {
        let isNegative = decisions[5].code(marks[index] == .negativeInfinity ? 1 : 0, in: &channel)
        marks[index] = isNegative == 1 ? .negativeInfinity : .infinity
      }
    }
  }

  /// Replaces what is not finite by the last finite number before it, at the start by the first one or 0.
  func fill(_ numbers: Buffer<Double>) {
    var last = marks.firstIndex(of: .finite).map { numbers.pointer[$0] } ?? 0
    for index in marks.indices {
      if marks[index] == .finite {
        last = numbers.pointer[index]
      } else {
        numbers.pointer[index] = last
      }
    }
  }
}
