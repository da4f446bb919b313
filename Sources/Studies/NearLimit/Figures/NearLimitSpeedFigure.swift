import Foundation
import RDReport
import RDResults

extension Figure {
  /// The cost of nearness to the limit: the gap of each code against the samples that it encodes per second on one thread.
  static let nearLimitSpeed = Figure(
    of: NearLimitExperiment.name,
    "The gap to D(R) against the speed of encoding on one thread. A line joins codes of one kind, and its ends say their size: the states of a trellis (ECTCQ), the samples of a polar code's block."
  ) { results in
    let all = try NearLimitCode.codes(of: results)
    let own = all.filter { $0.source == all.first?.source }
    let rate = NearLimitCode.shownRate(of: own)
    let codes = own.filter { $0.requestedRate == rate && $0.encodingSpeed != nil }
    let lines =
      ([
        ("ecsq", Mark(2, .black, size: 1.3), "ECSQ", codes.filter { $0.method == "ecsq" }),
        ("trellises", Mark(7, .vermilion, size: 1.2), "ECTCQ", codes.filter(\.isTrellis)),
      ]
      + Set(codes.compactMap(\.listSize)).sorted().map { list in
        let (mark, title) = NearLimitCode.polarStyle(listSize: list)
        return ("list \(list)", mark, "polar, \(title)", codes.filter { $0.listSize == list })
      }).filter { !$0.3.isEmpty }
    let layers = lines.flatMap { series, mark, title, codes -> [Layer] in
      let rows = codes.sorted {
        ($0.states ?? $0.blockLength ?? 0) < ($1.states ?? $1.blockLength ?? 0)
      }.map { code -> [Cell] in
        [
          .optional(code.encodingSpeed.map { $0 * 1e-6 }), .optional(code.gapDecibels),
          .optional(code.gapHalfWidth), .text(size(code)),
        ]
      }
      let whole: [Layer] = [
        .line(series, Stroke(mark.colour, .thin), rows),
        .measured(series, mark, title: "\(title)", rows),
      ]
      guard rows.count > 1 else { return whole }
      // Sizes between the ends would be crowded.
      return whole
        + [("first", rows[0], 0.5), ("last", rows[rows.count - 1], -0.5)].map { end, row, height in
          .texts(
            "\(end) of \(series)", "strcol(\"size\")",
            at: "left offset 0.6, \(height) textcolor rgb \(mark.colour.rawValue)", [row])
        }
    }
    let keyRows = (lines.count + 1) / 2
    let speeds = codes.compactMap { $0.encodingSpeed.map { $0 * 1e-6 } }
    return Chart(
      ["speed", "gap_decibels", "gap_ci95", "size"], heightMillimetres: 82,
      panels: [
        Panel(
          .init(14, 80, bottom: 11 + 4.5 * Double(keyRows), top: 79),
          x: Axis(
            "encoding on one thread (10^6 samples per second)", range: PowerScale.range(speeds),
            logarithmBase: 10, tics: "(0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)",
            format: "%g"),
          y: Axis(
            "gap to {/:Italic D}({/:Italic R}) (dB), \(rateText(rate))",
            range: PowerScale.range(lines.flatMap { $0.3.compactMap(\.gapDecibels) }),
            logarithmBase: 10,
            tics: PowerScale.decibels, format: "%g"),
          key: .below(8, 84, "vertical maxrows \(keyRows) samplen 2 Left reverse"),
          layers: layers)
      ])
  }

  private static func size(_ code: NearLimitCode) -> String {
    if let states = code.states { return "\(states)" }
    return code.blockLength.map { "2^{\(Int(log2(Double($0)).rounded()))}" } ?? ""
  }
}
