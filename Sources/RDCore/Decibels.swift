import RealModule

/// A power ratio in decibels: `10 log10(ratio)`.
///
/// - Parameter ratio: a ratio of two powers or mean-square errors, not negative; 0 gives `-infinity`.
/// - Returns: the ratio in decibels.
package func decibels(ofPowerRatio ratio: Double) -> Double {
  10 * Double.log10(ratio)
}
