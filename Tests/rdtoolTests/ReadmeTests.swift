import Foundation
import Testing

/// Runs what `README.md` and `docs/` show, and checks what `results/README.md` says of the tables.
@Suite("Documents")
struct ReadmeTests {
  /// A fenced block of a document.
  struct Block: Sendable, CustomTestStringConvertible {
    let document: String
    let kind: String
    let lines: [String]

    var testDescription: String { "\(document): \(lines.first ?? "")" }
  }

  /// The README and every page of `docs/`.
  private static let documents: [String] = {
    let pages = try? FileManager.default.contentsOfDirectory(
      atPath: ToolRun.packageFolder.appending(path: "docs").path)
    return ["README.md"]
      + (pages ?? []).filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
  }()

  private static let blocks = documents.flatMap { document -> [Block] in
    var blocks: [Block] = []
    var current: Block?
    for line in text(document).split(separator: "\n", omittingEmptySubsequences: false) {
      if let block = current {
        if line == "```" {
          blocks.append(block)
          current = nil
        } else {
          current = Block(
            document: document, kind: block.kind, lines: block.lines + [String(line)])
        }
      } else if line.hasPrefix("```") {
        current = Block(document: document, kind: String(line.dropFirst(3)), lines: [])
      }
    }
    return blocks
  }

  static let sessions = blocks.filter { $0.kind == "console" }
  static let calls = blocks.filter { $0.kind == "sh" }

  private static func text(_ file: String) -> String {
    (try? String(contentsOf: ToolRun.packageFolder.appending(path: file), encoding: .utf8)) ?? ""
  }

  /// Bash commands before each example: the tool as it was built, at sizes for tests.
  private static let prelude = """
    rdtool() {
      case "$*" in
        "sweep "*--profile* | "reproduce "*--profile* | "reproduce --list"*) "$RDTOOL" "$@" ;;
        "sweep "* | "reproduce "*) "$RDTOOL" "$@" --profile quick ;;
        "bench "*) "$RDTOOL" "$@" --quick ;;
        "report "*--html*) "$RDTOOL" "$@" ;;
        "report "*) "$RDTOOL" "$@" --out figures ;;
        *) "$RDTOOL" "$@" ;;
      esac
    }

    """

  /// What Bash makes of a block in a folder of its own, with the files that the examples use.
  private func run(_ script: String) async throws -> ToolRun {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createSymbolicLink(
      at: folder.file("experiments"),
      withDestinationURL: ToolRun.packageFolder.appending(path: "experiments"))
    // Runs write beside the results of the repository, not among them.
    try files.createDirectory(at: folder.file("results"), withIntermediateDirectories: true)
    let results = ToolRun.packageFolder.appending(path: "results")
    for name in try files.contentsOfDirectory(atPath: results.path) {
      try files.createSymbolicLink(
        at: folder.file("results/\(name)"), withDestinationURL: results.appending(path: name))
    }
    let amplitudes = (0..<400).map { Double(($0 * 7919) % 1009) / 100 - 5 }
    _ = try folder.write(
      "amplitude\n" + amplitudes.map { "\($0)\n" }.joined(), to: "samples.csv")
    try Self.arrayFile(amplitudes.map { Float($0) }).write(to: folder.file("weights.npy"))
    try Self.picture(shift: 0).write(to: folder.file("photo.ppm"))
    try Self.picture(shift: 7).write(to: folder.file("other.ppm"))
    return try await ToolRun.program(
      URL(filePath: "/bin/bash"), ["-euo", "pipefail", "-c", Self.prelude + script], in: folder.url,
      environment: ["RDTOOL": ToolRun.builtTool.path], timeLimit: .seconds(600))
  }

  /// An array of NumPy.
  private static func arrayFile(_ numbers: [Float]) -> Data {
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(numbers.count),), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    var bytes = Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0])
    bytes += Data([UInt8(header.utf8.count % 256), UInt8(header.utf8.count / 256)])
    bytes += Data(header.utf8)
    for number in numbers {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  /// A picture with smooth and with rough parts.
  private static func picture(shift: Int) -> Data {
    var bytes = Data("P6\n96 64\n255\n".utf8)
    for row in 0..<64 {
      for column in 0..<96 {
        for channel in 1...3 {
          let slope = Double(column + shift) / 9 + Double(row * channel) / 17
          bytes.append(UInt8(128 + Int(100 * sin(slope)) + (row * column * 7) % 9))
        }
      }
    }
    return bytes
  }

  @Test("have examples that are run")
  func examples() {
    #expect(!Self.sessions.isEmpty && !Self.calls.isEmpty)
  }

  @Test("show what the tool prints", arguments: sessions)
  func session(_ block: Block) async throws {
    var rest = block.lines[...]
    while let line = rest.popFirst() {
      try #require(line.hasPrefix("$ "))
      let expected = rest.prefix { !$0.hasPrefix("$ ") }
      rest = rest.dropFirst(expected.count)
      let run = try await run(String(line.dropFirst(2)))
      #expect(run.exitCode == 0, "\(line): \(run.standardError)")
      // A line of an ellipsis stands for any lines, so what is shown must come in this order.
      var printed = run.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast()
      var isOpen = false
      for shown in expected {
        if shown == "…" {
          isOpen = true
          continue
        }
        if isOpen { printed = printed.drop { $0 != shown } }
        isOpen = false
        #expect(printed.first.map(String.init) == shown, "\(line)")
        printed = printed.dropFirst()
      }
      #expect(isOpen || printed.isEmpty, "\(line) prints more")
    }
  }

  @Test("name commands that work", arguments: calls)
  func call(_ block: Block) async throws {
    let run = try await run(block.lines.joined(separator: "\n"))
    #expect(run.exitCode == 0, "\(run.standardError)")
  }

  /// What the tests do not run: downloads, data sets that may be absent, hours, and what depends on the machine.
  private static let unsuited = [
    "data fetch", "data verify", "kodak", "mnist", "reproduce all", "doctor",
    "rdtool bench --format",
  ]

  @Test("and the examples of the help texts work, as they are printed")
  func helpExamples() async throws {
    var count = 0
    for call in try await HelpTests.calls() {
      let examples = HelpTests.examples(in: try await HelpTests.help(call))
        .filter { example in !Self.unsuited.contains { example.contains($0) } }
      guard !examples.isEmpty else { continue }
      count += examples.count
      let run = try await run((Self.files + examples).joined(separator: "\n"))
      #expect(run.exitCode == 0, "\(examples): \(run.standardError)")
    }
    #expect(count > 40)
  }

  /// The files that the help texts name beside those of the documents.
  private static let files = [
    "rdtool encode photo.ppm -o photo.png --codec png",
    "rdtool encode other.ppm -o other.png --codec png",
    "rdtool encode weights.npy -o weights.rdq --rate 2",
    "cp weights.npy field.npy && head -c 800 weights.npy >scan.raw",
    "rdtool decode weights.rdq -o model.safetensors",
    "rdtool encode photo.png -o photo.rdi --model results/photo-codec/models/lambda-80.rdm",
    "mkdir originals decoded && cp photo.ppm originals/1.ppm && cp other.ppm decoded/1.pnm",
    "mkdir photos coded && cp photo.ppm other.ppm photos && cp photo.png coded",
    #"printf 'bpp,psnr\n0.2,30\n0.4,33\n0.8,36\n1.6,40\n' >mine.csv"#,
    #"printf 'digit,a,b\n' | tee before.csv >after.csv"#,
    #"for i in $(seq 1 150); do echo "$((i % 10)),$((i * 37 % 101)),$((i * 53 % 97))"; done | tee -a before.csv >>after.csv"#,
    #"printf 'model = "image-autoencoder:latents=16,widths=8/16"\ndata = "dead-leaves:count=40"\nepochs = 1\n' >model.toml"#,
  ]

  @Test("link to files that are there")
  func links() throws {
    for document in Self.documents + ["results/README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
      let folder = ToolRun.packageFolder.appending(path: document).deletingLastPathComponent()
      for match in Self.text(document).matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
        let target = folder.appending(path: String(match.1)).standardized
        #expect(
          FileManager.default.fileExists(atPath: target.path), "\(document) links to \(match.1)")
      }
    }
  }

  @Test("explain every column of every table of results")
  func columns() throws {
    let dictionary = Self.text("results/README.md")
    let results = ToolRun.packageFolder.appending(path: "results")
    let files = FileManager.default
    for folder in try files.contentsOfDirectory(atPath: results.path) {
      let path = results.appending(path: folder).path
      for file in (try? files.contentsOfDirectory(atPath: path)) ?? [] where file.hasSuffix(".csv")
      {
        let table = Self.text("results/\(folder)/\(file)")
        for column in table.prefix(while: { $0 != "\n" }).split(separator: ",") {
          let name = column.hasSuffix("_ci95") ? column.dropLast(5) : column
          #expect(
            dictionary.contains("`\(name)`") || dictionary.contains("`\(column)`"),
            "\(folder)/\(file): \(column)")
        }
      }
    }
  }
}
