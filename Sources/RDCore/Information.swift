import RealModule

/// An amount of information, or a rate where it is per sample, pixel or symbol, with its unit.
///
/// The unit is chosen where the number is created and where it is read, so bits and nats cannot be mixed.
public struct Information: Sendable, Equatable, Comparable {
  /// The amount in nats (natural units; 1 bit is ln 2 nats).
  public let nats: Double

  /// The amount in bits.
  public let bits: Double

  /// An amount given in nats.
  public static func nats(_ nats: Double) -> Information {
    Information(nats: nats, bits: nats / Double.log(2))
  }

  /// An amount given in bits.
  public static func bits(_ bits: Double) -> Information {
    Information(nats: bits * Double.log(2), bits: bits)
  }

  /// Zero bits.
  public static let zero = Information(nats: 0, bits: 0)

  /// Whether the left amount is the smaller one.
  public static func < (left: Information, right: Information) -> Bool {
    left.bits < right.bits
  }

  /// The sum of two amounts.
  public static func + (left: Information, right: Information) -> Information {
    .bits(left.bits + right.bits)
  }

  /// The difference of two amounts.
  public static func - (left: Information, right: Information) -> Information {
    .bits(left.bits - right.bits)
  }

  /// An amount multiplied by a number, such as a rate by a number of samples.
  public static func * (amount: Information, factor: Double) -> Information {
    .bits(amount.bits * factor)
  }

  private init(nats: Double, bits: Double) {
    self.nats = nats
    self.bits = bits
  }
}
