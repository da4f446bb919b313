import RDReport
import RDResults

extension Figure {
  /// The mean PSNR of photographs against the bits of whole files, a curve for each codec; published points are marks of the codec's
  /// colour.
  static let imageCodecs = Figure(
    of: ImageCodecsExperiment.name,
    "Mean PSNR of photographs against bits of whole files; marks without a line are published points."
  ) { results in
    let (measured, published) = try CodecCurves.standardCurves(
      results, on: "kodak", isSmall: false)
    return photographChart(
      measured.map { ($0, .plainLine) } + published.map { ($0, .marks) }, upTo: 8,
      decibels: 22...50, spacedBy: 4, imageCount: measured.first?.imageCount ?? 0)
  }
}
