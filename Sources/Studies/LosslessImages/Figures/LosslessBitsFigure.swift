import RDReport
import RDResults

extension Figure {
  /// Bits per image of lossless codes of small images: a bar for each code, its latents first, and a mark for files of one image each.
  static let losslessBits = Figure(
    of: LosslessImagesExperiment.name,
    "Bits per image of lossless codes. Bars: all images in one file or picture, the bits of latents first; circles: a file for each image, headers included. Codes with latents stand at their best split."
  ) { results in
    let codes = try LosslessCodes(results).best
    let rows = codes.enumerated().map { (position: Cell.integer($0 + 1), code: $1) }
    let greatest =
      codes.flatMap { code in
        [code.together ?? 0, code.single.map { $0.bits + ($0.halfWidth ?? 0) } ?? 0]
      }.max() ?? 1
    // No more than five fit.
    let step =
      [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000]
      .first { greatest / Double($0) <= 5 } ?? 100_000
    let height = 25 + 3.6 * Double(codes.count)
    let single = rows.compactMap { position, code in
      code.single.map { [position, .empty, Cell.real($0.bits), .optional($0.halfWidth)] }
    }
    return Chart(
      ["y", "low", "high", "halfwidth"], heightMillimetres: height,
      panels: [
        Panel(
          .init(34, 81, bottom: 22, top: height - 2),
          x: Axis(
            "bits per image", column: "high", range: "[0:\(1.04 * greatest)]", tics: "\(step)"),
          y: Axis(
            column: "y", range: "[\(codes.count).6:0.4]",
            tics: "scale 0 " + Axis.tics(codes.enumerated().map { ("\($1.title)", $0 + 1) })),
          key: .below(0, 81, "vertical maxrows 2 samplen 1.5 Left reverse"),
          settings: [
            "set style fill solid 1 noborder",
            "set grid xtics linetype 1 linewidth 0.4 linecolor rgb \"#DDDDDD\"",
          ],
          layers: [
            .bars(
              "latents", .orange, title: "latents",
              rows.filter(\.code.isGuided).map { position, code in
                [position, .real(0), .real(code.latentBits ?? 0)]
              }),
            .bars(
              "samples", .skyBlue, title: "samples",
              rows.map { position, code in
                [position, .real(code.latentBits ?? 0), .real(code.together ?? 0)]
              }),
            .custom(
              "single", single,
              elements: [
                "data using (column(\"high\")):(pick(\"single\", \"y\")):(halfwidth(\"halfwidth\")) with xerrorbars \(Mark(6, .black, size: 0.9, width: .thin).script)"
              ], title: "a file for each image"),
          ])
      ])
  }
}
