import Foundation
import RDReport
import RDResults

extension ImageModels {
  /// The error of the better uniform quantiser of a model's latents at as many coded bits per image, between the rates at which it was measured: the
  /// logarithm of the error is taken as a straight line from each to the next.
  ///
  /// - Parameters:
  ///   - bits: coded bits of an image.
  ///   - model: the name of the model.
  ///   - isRaw: whether the latents are quantised as they are.
  /// - Returns: the mean-square error; `nil` beyond the rates that were measured.
  /// - Throws: an error of the reading of the table.
  func uniformError(atCodedBits bits: Double, model: String, isRaw: Bool) throws -> Double? {
    let uniform = try summary.filter {
      try $0.text("model") == model && $0.text("latent_quantiser").hasPrefix("uniform-")
        && ($0.text("latent_scale") == "raw") == isRaw && !$0.text("bits").isEmpty
    }
    return try distinct(uniform.map { try $0.text("latent_quantiser") }).compactMap { name in
      let curve = try uniform.filter { try $0.text("latent_quantiser") == name }
        .map { (try $0.number("coded_bits_per_image"), log(try $0.number("distortion"))) }
        .sorted { $0.0 < $1.0 }
      guard let upper = curve.firstIndex(where: { $0.0 >= bits }), upper > 0 else { return nil }
      let (from, to) = (curve[upper - 1], curve[upper])
      return exp(from.1 + (bits - from.0) / (to.0 - from.0) * (to.1 - from.1))
    }.min()
  }
}
