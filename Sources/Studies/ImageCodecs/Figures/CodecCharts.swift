import RDReport
import RDResults

extension CodecCurve {
  /// The style of a curve: a line with marks, a line alone for curves of many points, or marks for published points.
  enum Appearance {
    case line, plainLine, marks
  }

  /// The curve as a layer of a chart that shows codecs of these names; points without a quality are left out.
  func layer(
    _ appearance: Appearance, among names: [String], series: String? = nil, title: PlotText? = nil,
    rate: (Point) -> Double = \.bitsPerPixel, quality: (Point) -> Double? = \.meanPSNRDecibels
  ) -> Layer {
    let style = CodecStyle(name, among: names)
    var mark = style.mark
    let drawn: String
    switch appearance {
    case .line: drawn = "linespoints \(mark.shape) \(style.stroke.script)"
    case .plainLine: drawn = "lines \(style.stroke.script)"
    case .marks:
      (mark.size, mark.width) = (1.6, .medium)
      drawn = "points \(mark.script)"
    }
    return .styled(
      series ?? name, with: drawn, title: title,
      points.compactMap { point in quality(point).map { [.real(rate(point)), .real($0)] } })
  }
}

/// The mean PSNR of photographs against bits of whole files.
///
/// Curves that leave the frame on the right are named there. A key of the others is in the corner of few bits and much PSNR, where none is, but
/// for published points of codecs that are named, which have their colours.
///
/// - Parameters:
///   - curves: with how each is drawn.
///   - bits: the most bits per pixel that are shown.
///   - decibels: the PSNR that are shown.
///   - spacing: of the tics of the vertical axis, in decibels.
///   - imageCount: photographs that were measured.
/// - Returns: a chart of one panel.
func photographChart(
  _ curves: [(CodecCurve, CodecCurve.Appearance)], upTo bits: Double, decibels: ClosedRange<Int>,
  spacedBy spacing: Int, imageCount: Int
) -> Chart {
  let names = curves.map(\.0.name)
  let range = Double(decibels.upperBound - decibels.lowerBound)
  var top = Double.infinity
  let named = curves.compactMap { curve, appearance -> (name: String, height: Double)? in
    guard appearance == .plainLine, CodecStyle.title(curve.name).count <= 9,
      let height = curve.meanPSNRDecibels(atBitsPerPixel: bits)
    else { return nil }
    return (curve.name, min(height, Double(decibels.upperBound)))
  }.sorted { $0.height > $1.height }.map { end in
    // Names that would touch are moved apart.
    top = min(end.height, top - 0.033 * range)
    return (name: end.name, height: top)
  }
  let namedFamilies = named.map { CodecStyle.family($0.name) }
  return Chart(
    ["rate_bits", "psnr_decibels"], heightMillimetres: 106,
    panels: [
      Panel(
        .init(12, named.isEmpty ? 83 : 70, bottom: 12, top: 104),
        x: Axis(
          "bits per pixel, whole files with their headers", range: "[0.09:\(bits)]",
          logarithmBase: 2,
          tics: Axis.tics([
            ("⅛", 0.125), ("¼", 0.25), ("½", 0.5), ("1", 1), ("2", 2), ("4", 4), ("8", 8),
          ])),
        y: Axis(
          "mean PSNR of the \(imageCount) pictures (dB)",
          range: "[\(decibels.lowerBound):\(decibels.upperBound)]", tics: "\(spacing)"),
        key: .inside("inside top left vertical samplen 2 Left reverse"),
        labels: named.map { end in
          (
            "\(CodecStyle.title(end.name))",
            "graph 1.02, first \(end.height) left font small textcolor rgb \(CodecStyle(end.name, among: names).mark.colour.rawValue)"
          )
        }, settings: [Panel.grid],
        layers: curves.map { curve, appearance in
          let isNamed =
            named.contains { $0.name == curve.name }
            || appearance == .marks && namedFamilies.contains(CodecStyle.family(curve.name))
          return curve.layer(
            appearance, among: names, title: isNamed ? nil : "\(CodecStyle.title(curve.name))")
        })
    ])
}

/// Curves of codecs of small images in two panels: bits of whole files, and bits without the headers of standard formats, which are made for
/// pictures a hundred times as large.
///
/// - Parameters:
///   - ours: the codecs of this toolkit, whose headers are no part of an image's bits.
///   - standard: standard codecs.
///   - lossless: lossless codecs, with the bits of an image in whole files, and those without headers where
///     known: dotted lines, since their quality is not on the axis.
///   - imageCount: how many images are coded; curves of another number of images have it in brackets.
///   - pixels: turns bits per pixel into bits per image.
///   - bits: the ends of the horizontal axis, in bits per image.
///   - decibels: the ends of the vertical axis.
/// - Returns: a chart of two panels.
func smallImagePanels(
  ours: [CodecCurve], standard: [CodecCurve],
  lossless: [(name: String, bits: Double, bareBits: Double?)] = [], imageCount: Int?,
  pixels: Double, bits: (least: Double, most: Double), decibels: (least: Double, most: Double)
) -> Chart {
  let names = (ours + standard).map(\.name)
  let bare = ours + standard.compactMap(\.withoutHeaders)
  let keyRows = (bare.count + 1) / 2
  let keyHeight = 3.4 * Double(keyRows)
  let middle = 60 + keyHeight
  func panel(
    _ series: String, _ title: PlotText, _ frame: Panel.Frame, _ curves: [CodecCurve],
    lossless: [(name: String, bits: Double)], isKeyed: Bool
  ) -> Panel {
    let shown = lossless.filter { $0.bits > bits.least && $0.bits < bits.most }
    return Panel(
      frame,
      x: Axis(
        isKeyed ? "bits per image" : nil, range: "[\(bits.least):\(bits.most)]", logarithmBase: 10,
        format: isKeyed ? "%g" : ""),
      y: Axis(
        "PSNR of the pooled error (dB)", range: "[\(decibels.least):\(decibels.most)]",
        tics: decibels.most - decibels.least > 20 ? "4" : "2"),
      key: isKeyed
        ? .below(0, 84, "vertical maxrows \(keyRows) samplen 1.5 width -1 Left reverse")
        : .none,
      // The names are in a corner without curves.
      labels: [(title, "graph 0.03, graph 0.94 left font small")]
        + shown.enumerated().map { index, codec in
          (
            "\(CodecStyle.losslessTitle(codec.name)): \(Int(codec.bits.rounded())) bits",
            "graph 0.03, graph \(0.94 - 0.07 * Double(index + 1)) left font small textcolor rgb grey"
          )
        },
      verticals: shown.map { ($0.bits, Stroke(.grey, dashes: "(2,3)")) }, settings: [Panel.grid],
      layers: curves.map { curve in
        let count = curve.imageCount.flatMap { $0 == imageCount ? nil : " (\($0))" } ?? ""
        return curve.layer(
          .line, among: names, series: "\(series) \(curve.name)",
          title: isKeyed ? "\(CodecStyle.title(curve.name) + count)" : nil,
          rate: { $0.bitsPerPixel * pixels }, quality: \.pooledPSNRDecibels)
      })
  }
  return Chart(
    ["rate_bits", "psnr_decibels"], heightMillimetres: 118 + keyHeight,
    panels: [
      panel(
        "whole", "(a) whole files, with all headers",
        .init(14, 79, bottom: middle + 8, top: 116 + keyHeight), ours + standard,
        lossless: lossless.map { ($0.name, $0.bits) }, isKeyed: false),
      panel(
        "bare", "(b) without others' headers",
        .init(14, 79, bottom: 12 + keyHeight, top: middle + 4), bare,
        lossless: lossless.compactMap { codec in codec.bareBits.map { (codec.name, $0) } },
        isKeyed: true),
    ])
}
