import RDReport

/// The style of a codec's curve in all figures: colour by codec, dashes by its parameters, and marks that distinguish curves
/// without colour.
package struct CodecStyle {
  let mark: Mark
  let stroke: Stroke

  /// The style of a codec.
  ///
  /// - Parameters:
  ///   - name: the codec, as curves name it.
  ///   - names: all that the figure shows: codecs of one name have dashes of their own, in this order.
  init(_ name: String, among names: [String]) {
    let family = Self.family(name)
    let variants = names.filter { Self.family($0) == family && !$0.hasSuffix(Self.publishedMark) }
    let index = variants.firstIndex(of: name) ?? 0
    let (colour, type): (GnuplotPalette, Int) =
      switch family {
      case "transform codec": (.vermilion, [7, 6, 9][index % 3])
      case "klt": (.black, 4)
      case "autoencoders, lower envelope": (.grey, 13)
      case "autoencoder": (.vermilion, [7, 5, 9, 13, 11, 15][index % 6])
      case "jpeg": (.blue, 8)
      case "jpeg2000": (.green, 10)
      case "webp": (.skyBlue, 1)
      case "avif": (.orange, 2)
      case "jpeg-xl": (.purple, 3)
      case "jpeg-ls": (.black, 14)
      case "balle-2017": (.black, 6)
      case "factorized-2018": (.black, 4)
      default: (.grey, 5)
      }
    mark = Mark(type, colour, size: 1.2)
    stroke = Stroke(
      colour, family == "transform codec" ? .thick : .medium,
      dashes: family == "jpeg-ls" ? "(2,3)" : ["solid", "(8,5)", "(2,3)", "(12,3,2,3)"][index % 4])
  }

  /// What the names of printed curves end with.
  static let publishedMark = " (published)"

  /// The name of a codec without loss.
  static func losslessTitle(_ name: String) -> String {
    let lossless = "-lossless"
    return name.hasSuffix(lossless)
      ? "\(title(String(name.dropLast(lossless.count)))), lossless" : title(name)
  }

  /// A codec's name in a key: the field's own, with its parameters behind.
  package static func title(_ name: String) -> String {
    let isPublished = name.hasSuffix(publishedMark)
    let bare = isPublished ? String(name.dropLast(publishedMark.count)) : name
    let parts = bare.split(separator: ":", maxSplits: 1)
    let known =
      [
        "transform codec (context)": "learned, context model",
        "transform codec (factorised)": "learned, factorised",
        "transform codec (context, rounding)": "learned, rounding",
        "jpeg": "JPEG", "jpeg-420": "JPEG 4:2:0", "jpeg2000": "JPEG 2000",
        "jpeg2000-openjpeg": "JPEG 2000", "webp": "WebP", "avif": "AVIF", "jpeg-xl": "JPEG XL",
        "jpeg-ls": "JPEG-LS", "jpeg-ls-near": "JPEG-LS, near-lossless", "png": "PNG",
        "balle-2017": "Ballé 2017", "factorized-2018": "Ballé 2018",
      ][String(parts.first ?? "")] ?? methodTitle(String(parts.first ?? ""))
    let setting = parts.dropFirst().map { part in
      String(part.drop { $0 == " " }.replacing("=", with: " "))
    }.joined()
    // Models of a study are told from other codecs by their own names.
    if known == "autoencoder", !setting.isEmpty { return setting }
    let settings =
      setting.isEmpty
      ? ""
      : ", "
        + ([
          "chroma 444": "4:4:4", "huffman optimised": "optimal Huffman",
          "wavelet 53": "5/3 wavelet",
        ][
          setting] ?? setting)
    return known + settings + (isPublished ? ", published" : "")
  }

  /// The codec without its parameters; printed curves go with the codec that they are of.
  static func family(_ name: String) -> String {
    let bare = name.hasSuffix(publishedMark) ? String(name.dropLast(publishedMark.count)) : name
    switch bare {
    case "jpeg-420": return "jpeg"
    case "jpeg2000-openjpeg": return "jpeg2000"
    case "jpeg-ls-near": return "jpeg-ls"
    case "klt-rounding": return "klt"
    default: return String(bare.split(separator: " (")[0].prefix { $0 != ":" })
    }
  }
}
