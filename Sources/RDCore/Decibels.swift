import RealModule

/// The decibels of a ratio of powers (or of mean-square errors): `10 log10(ratio)`.
///
/// - Parameter ratio: a ratio of two non-negative quantities; 0 gives `-infinity`.
/// - Returns: the decibels.
package func decibels(ofPowerRatio ratio: Double) -> Double {
  10 * Double.log10(ratio)
}
