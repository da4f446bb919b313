import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test("help and version go to standard output")
  func helpAndVersion() async throws {
    for arguments in [["--help"], ["help"], []] {
      let run = try await ToolRun.program(ToolRun.builtTool, arguments)
      #expect(run.exitCode == 0)
      #expect(run.standardError == "")
      #expect(run.standardOutput.contains("SUBCOMMANDS"))
    }
    let version = try await ToolRun.rdtool("--version")
    #expect(version.standardOutput == "rdtool 0.2.0\n")
    #expect(version.exitCode == 0)
  }

  @Test("an unknown command is wrong use, with the nearest one named")
  func unknownCommand() async throws {
    let run = try await ToolRun.rdtool("docter")
    #expect(run.exitCode == 64)
    #expect(run.standardOutput == "")
    #expect(
      run.standardError.hasPrefix(
        "rdtool: There is no command 'docter'. Did you mean 'doctor'? Known: "))
  }

  @Test("an unknown option, a missing value and a wrong one are wrong use, with the usage")
  func wrongOptions() async throws {
    for arguments in [
      ["doctor", "--colour"], ["doctor", "--format"], ["doctor", "--format", "x"],
    ] {
      let run = try await ToolRun.program(ToolRun.builtTool, arguments)
      #expect(run.exitCode == 64)
      #expect(run.standardOutput == "")
      #expect(run.standardError.hasPrefix("rdtool: "))
      #expect(run.standardError.contains("Usage: rdtool doctor"))
    }
  }

  @Test(
    "an unknown option is called one, with a suggestion only where one is close",
    arguments: [
      (["quantise", "--plot"], "Unknown option '--plot'.\n"),
      (["quantise", "--bit", "3"], "Unknown option '--bit'. Did you mean '--bits'?\n"),
      (["compare", "-q", "80", "a.png"], "Unknown option '-q'.\n"),
      (
        ["encode", "-dash.png", "-o", "x.rdi"],
        "Unknown option '-dash.png'. A file of that name is written ./-dash.png.\n"
      ),
      (["data", "list", "--mirror", "x"], "Unknown option '--mirror'.\n"),
    ])
  func unknownOption(_ arguments: [String], _ message: String) async throws {
    let run = try await ToolRun.program(ToolRun.builtTool, arguments)
    #expect(run.exitCode == 64)
    #expect(run.standardOutput == "")
    #expect(run.standardError.hasPrefix("rdtool: \(message)Usage: rdtool \(arguments[0])"))
  }

  @Test(
    "an option of one value that is given twice is wrong use, under both of its names too",
    arguments: [
      ["quantise", "--bits", "3", "--bits", "4"], ["quantise", "--bits=3", "--bits", "4"],
      ["sweep", "gaussian", "--format", "csv", "--format", "csv"],
      ["decode", "x", "-o", "a.npy", "--output", "b.npy"],
    ])
  func repeatedOption(_ arguments: [String]) async throws {
    let run = try await ToolRun.program(ToolRun.builtTool, arguments)
    #expect(run.exitCode == 64)
    #expect(run.standardError.contains("is given more than once"), "\(run.standardError)")
  }

  @Test("what may be repeated is, and what follows -- or is a value is no option")
  func noProblem() async throws {
    let twice = try await ToolRun.rdtool(
      "quantise", "--bits", "2", "--method", "lloyd-max", "--method", "uniform-optimal")
    #expect(twice.exitCode == 0)
    let negative = try await ToolRun.rdtool("quantise", "--bits", "-1")
    #expect(negative.standardError.contains("--bits:"))
    let file = try await ToolRun.rdtool("compare", "--", "-dash.png")
    #expect(!file.standardError.contains("Unknown option"))
  }

  @Test("one grammar of lists for integers and for real numbers")
  func lists() async throws {
    let forms = ["3-5", "3:5", "3:5:1", "3,4,5"]
    var printed: Set<String> = []
    for form in forms {
      printed.insert(
        try await ToolRun.rdtool("quantise", "--method", "lloyd-max", "--bits", form).standardOutput
      )
      printed.insert(
        try await ToolRun.rdtool("quantise", "--method", "lloyd-max", "--rates", form)
          .standardOutput)
    }
    #expect(printed.count == 1)
  }

  @Test("a wrong parameter of a codec is answered with all of its settings")
  func codecSettings() async throws {
    let run = try await ToolRun.rdtool("compare", "a.png", "--codecs", "jpeg:q=75")
    #expect(run.exitCode == 64)
    #expect(run.standardError.contains("Known: quality, chroma, huffman."), "\(run.standardError)")
  }

  @Test("a text table fits the terminal and says what it leaves out; csv and json have all of it")
  func width() async throws {
    let call = ["quantise", "--bits", "2-3", "--method", "lloyd-max,uniform"]
    for columns in [60, 80, 100] {
      let run = try await ToolRun.program(
        ToolRun.builtTool, call, environment: ["COLUMNS": "\(columns)"])
      #expect(run.lines.allSatisfy { $0.count <= columns }, "\(run.standardOutput)")
      #expect(run.standardOutput.replacing("\n", with: " ").contains("Gap (bits)"))
    }
    let wide = try await ToolRun.program(ToolRun.builtTool, call, environment: ["COLUMNS": "400"])
    #expect(wide.lines[0].hasPrefix("Source") && wide.lines[0].hasSuffix("Gap (bits)"))
    let csv = try await ToolRun.program(ToolRun.builtTool, call + ["--format", "csv"])
    #expect(
      csv.lines.first
        == "source,method,bits,levels,rate_bits_per_sample,distortion,distortion_ci95,snr_decibels,entropy_bits,gap_decibels,gap_bits,gap_decibels_lower,gap_decibels_upper,gap_bits_lower,gap_bits_upper"
    )
  }

  @Test("completions of three shells, which name the commands", arguments: ["bash", "zsh", "fish"])
  func completion(_ shell: String) async throws {
    let run = try await ToolRun.rdtool("completion", shell)
    #expect(run.exitCode == 0 && run.standardError == "")
    #expect(run.standardOutput.contains("quantise") && run.standardOutput.contains("lloyd-max"))
    if shell == "bash" {
      let check = try await ToolRun.program(
        URL(filePath: "/bin/bash"), ["-n", "-c", run.standardOutput])
      #expect(check.exitCode == 0)
    }
    #expect(try await ToolRun.rdtool("completion", "csh").exitCode == 64)
  }

  @Test("a manual page for each command, without a warning of the formatter")
  func manual() async throws {
    let folder = try TemporaryFolder()
    let run = try await ToolRun.rdtool("manual", "--output", "man1", in: folder.url)
    #expect(run.exitCode == 0)
    for name in ["rdtool", "rdtool-quantise", "rdtool-data-fetch"] {
      #expect(run.lines.contains("man1/\(name).1"))
    }
    let page = try String(contentsOf: folder.file("man1/rdtool-encode.1"), encoding: .utf8)
    #expect(page.hasPrefix(".TH \"RDTOOL\\-ENCODE\" 1 "))
    #expect(page.contains(".SH EXAMPLES") && page.contains("\\fB\\-\\-output\\fR \\fIfile\\fR"))
    guard FileManager.default.fileExists(atPath: "/usr/bin/groff") else { return }
    let files = run.lines.map(String.init)
    let groff = try await ToolRun.program(
      URL(filePath: "/usr/bin/groff"), ["-man", "-Tutf8", "-ww", "-z"] + files, in: folder.url)
    #expect(groff.exitCode == 0 && groff.standardError == "", "\(groff.standardError)")
  }

  @Test(
    "on a terminal, what takes longer than a moment shows its progress on standard error",
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/script")))
  func progress() async throws {
    let folder = try TemporaryFolder()
    let tool = ToolRun.builtTool.path
    let call =
      "'\(tool)' ledger gaussian --rates 1:3 --method ectcq:states=1024 --samples 300000 >table.txt"
    let run = try await ToolRun.program(
      URL(filePath: "/usr/bin/script"), ["-qefc", call, "/dev/null"], in: folder.url)
    #expect(run.exitCode == 0)
    #expect(run.standardOutput.contains("\rmethods  0:0"), "\(run.standardOutput)")
    // It is gone at the end.
    #expect(run.standardOutput.hasSuffix("\r\u{1b}[K"))
    let table = try String(contentsOf: folder.file("table.txt"), encoding: .utf8)
    #expect(!table.contains("\u{1b}"))
  }

  @Test("a reader that goes away ends the tool without a word")
  func brokenPipe() async throws {
    let tool = ToolRun.builtTool.path
    // The shell ignores the signal, as some callers do, and the tool inherits that.
    // The tool begins once the reader has closed the pipe.
    let script =
      "mkfifo gate; trap '' PIPE; { read -r _ <gate; '\(tool)' --help; echo \"code $?\" >&2; } | { exec <&-; echo >gate; }"
    let folder = try TemporaryFolder()
    let run = try await ToolRun.program(URL(filePath: "/bin/sh"), ["-c", script], in: folder.url)
    #expect(run.standardError == "code \(128 + SIGPIPE)\n")
  }
}
