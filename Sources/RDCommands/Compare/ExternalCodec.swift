import Foundation
import RDCore
import RDFiles
import RDImages
import RDReport
import RDResults
import RDStandardCodecs

/// A codec of other programs, each a command that reads and writes files.
///
/// `cwebp:quality=20/50/80: cwebp -q {quality} {in} -o {out}.webp` codes at three settings. `{in}` is a PNG file, or one of the suffix
/// after it, as in `{in}.ppm`; `{out}` is the coded file. Its decoder, `cwebp: dwebp {in} -o {out}`, may be left out where this program
/// reads the format itself.
package struct ExternalCodec: ImageCodec {
  private let encoder: CommandTemplate
  private let decoder: CommandTemplate?
  package let name: String
  package let control: QualityControl?
  package let isLossless = false
  package let colourMode = ""
  package var implementation: String { encoder.programName }

  private static let encoderExample =
    "cwebp:quality=20/50/80: cwebp -q {quality} {in} -o {out}.webp"
  private static let decoderExample = "cwebp: dwebp {in} -o {out}"

  /// The codecs of templates, with their settings.
  ///
  /// - Parameters:
  ///   - encoders: templates of `NAME[:KEY=LIST]: COMMAND`.
  ///   - decoders: templates of `NAME: COMMAND`.
  /// - Returns: a request for each encoder.
  /// - Throws: `Diagnosis` for an invalid template, two of a name, or a decoder without its encoder; `DescriptorError` for an invalid list.
  package static func requests(encoders: [String], decoders: [String]) throws -> [CodecRequest] {
    var waiting = try decoders.map { text in
      try CommandTemplate(
        parsing: text, option: "--external-decoder", example: decoderExample,
        placeholders: ["in", "out"])
    }
    let requests = try encoders.map { text in
      let template = try CommandTemplate(
        parsing: text, option: "--external", example: encoderExample, placeholders: ["in", "out"])
      let descriptor = try Descriptor(parsing: template.name)
      let index = waiting.firstIndex { $0.name == descriptor.name }
      return try request(template, descriptor, decoder: index.map { waiting.remove(at: $0) })
    }
    let names = requests.map(\.codec.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw Diagnosis.wrongUse("--external: there are two codecs '\(twice)'. Rename one.")
    }
    if let other = waiting.first {
      throw Diagnosis.wrongUse(
        "--external-decoder: there is no codec '\(other.name)'. Give its command with --external, under the same name and once."
      )
    }
    return requests
  }

  private static func request(
    _ template: CommandTemplate, _ descriptor: Descriptor, decoder: CommandTemplate?
  ) throws -> CodecRequest {
    guard let key = descriptor.parameters.first?.key else {
      return CodecRequest(
        codec: ExternalCodec(
          encoder: template, decoder: decoder, name: descriptor.name, control: nil))
    }
    guard descriptor.parameters.count == 1,
      template.arguments.contains(where: { $0.contains("{\(key)}") })
    else {
      throw Diagnosis.wrongUse(
        "--external: '\(template.name)' has settings that its command has no placeholder for. Write one list, and its key in braces, as in '\(encoderExample)'."
      )
    }
    let settings = try descriptor.numbers(key, expected: "numbers with / between") { $0.isFinite }
    let ascending = distinct(settings.sorted())
    let control = QualityControl(
      name: key, meaning: "of the command", range: ascending[0]...ascending[ascending.count - 1],
      isWhole: false, isRising: true, settings: ascending)
    return CodecRequest(
      codec: ExternalCodec(
        encoder: template, decoder: decoder, name: descriptor.name, control: control),
      settings: settings)
  }

  package func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
    let (input, output) = (
      "picture" + suffix(of: "in", in: encoder, else: ".png"), "coded" + codedSuffix
    )
    let folder = try ScratchFolder(for: "rdtool-codec", files: [input, output])
    try AtomicFile.write(try ImageFile.encode(image, for: input), to: "\(folder.path)/\(input)")
    var values = ["in": "\(folder.path)/\(input)", "out": "\(folder.path)/\(output)"]
    if let control { values[control.name] = Cell.real(setting).machineText }
    try run(encoder, values)
    do {
      return try InputFile.read("\(folder.path)/\(output)")
    } catch {
      throw notEncoded("its command wrote no file {out}\(codedSuffix)")
    }
  }

  package func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
    guard let decoder else {
      return try ImageFile.decode(file, name: name, sampleLimit: sampleLimit).simplified
    }
    let (input, output) = (
      "coded" + codedSuffix, "picture" + suffix(of: "out", in: decoder, else: ".png")
    )
    let folder = try ScratchFolder(for: "rdtool-codec", files: [input, output])
    try AtomicFile.write(file, to: "\(folder.path)/\(input)")
    try run(decoder, ["in": "\(folder.path)/\(input)", "out": "\(folder.path)/\(output)"])
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read("\(folder.path)/\(output)")
    } catch {
      throw notDecoded("its decoder wrote no file {out}")
    }
    return try ImageFile.decode(bytes, name: name, sampleLimit: sampleLimit).simplified
  }

  /// The suffix of the coded file, which its encoder's command has after `{out}`.
  private var codedSuffix: String { suffix(of: "out", in: encoder, else: "") }

  /// The suffix, such as `.ppm`, that a command has after a place.
  private func suffix(of place: String, in template: CommandTemplate, else other: String) -> String
  {
    for argument in template.arguments {
      if let range = argument.firstRange(of: "{\(place)}"),
        let suffix = argument[range.upperBound...].prefixMatch(of: /(?:\.[A-Za-z0-9]+)+/)
      {
        return String(suffix.output)
      }
    }
    return other
  }

  /// Runs a command whose places are whole arguments but for what stands before them.
  private func run(_ template: CommandTemplate, _ values: [String: String]) throws(Diagnosis) {
    var values = values
    // The suffix after a place is in the path already.
    for place in ["in", "out"] {
      let suffix = suffix(of: place, in: template, else: "")
      if let path = values[place], !suffix.isEmpty {
        values[place] = String(path.dropLast(suffix.count))
      }
    }
    try template.run(template.filled(values))
  }
}
