import Foundation
import Testing

@Suite("rdtool sweep")
struct SweepTests {
  /// A sweep that can be interrupted at many points; with this number of epochs it usually takes about half a second on one core.
  private static func arguments(epochs: Int = 60) -> [String] {
    [
      "sweep", "gaussian", "--dims", "3,7", "--input", "20", "--train", "3000", "--test", "300",
      "--epochs", "\(epochs)", "--hidden", "24", "--bits", "2-3", "--checkpoint-epochs", "3",
      "--out", "r",
    ]
  }

  private static let resultFiles = ["points.csv", "history.csv", "summary.csv"]

  private func sweep(
    _ more: String..., epochs: Int = 60, into folder: TemporaryFolder,
    whileRunning: ((pid_t) async throws -> Void)? = nil
  ) async throws -> ToolRun {
    try await ToolRun.program(
      ToolRun.builtTool, Self.arguments(epochs: epochs) + more, in: folder.url,
      whileRunning: whileRunning)
  }

  /// Sends a signal once `n` trials have left a file, as a finished trial or as a checkpoint.
  private func send(
    _ number: Int32, to process: pid_t, atTrialCount count: Int, in folder: TemporaryFolder
  ) throws {
    let store = folder.file("r/.trials")
    // The tool makes it itself; a watch needs it now.
    try FileManager.default.createDirectory(at: store, withIntermediateDirectories: true)
    FolderWatch(store).send(number, to: process) {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: store.path)) ?? []
      // A checkpoint gives way to the finished trial of the same name.
      let trials = Set(
        files.filter { $0.hasSuffix(".trial") || $0.hasSuffix(".checkpoint") }
          .map { $0.prefix { $0 != "." } })
      return trials.count >= count
    }
  }

  private func results(_ folder: TemporaryFolder) throws -> [Data] {
    try Self.resultFiles.map { try Data(contentsOf: folder.file("r/" + $0)) }
  }

  @Test("in a pipe there is the table and nothing else, and the results are all there")
  func pipe() async throws {
    let folder = try TemporaryFolder()
    let run = try await sweep(into: folder)
    #expect(run.exitCode == 0)
    #expect(run.standardError == "")
    #expect(run.standardOutput.contains("gap (dB)"))
    #expect(!run.standardOutput.contains("\u{1b}"))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.file("r").path)
    #expect(
      Set(files).subtracting([".trials"])
        == Set(Self.resultFiles + ["timing.csv", "provenance.json", "specification.toml"]))
  }

  /// Enough epochs that the networks, the last thing to be trained among them, work on for long after their first
  /// checkpoint, at which a signal is sent at the latest.
  private static let longTraining = 400

  @Test(
    "killed again and again, and started again each time, it ends with the same bytes",
    arguments: [1, 2])
  func kill9(jobs: Int) async throws {
    let whole = try TemporaryFolder()
    let parts = try TemporaryFolder()
    _ = try await sweep(epochs: Self.longTraining, into: whole)
    // There are seven trials: after the theory, in the midst of the quick ones, and in either of the two trainings.
    for trialCount in [1, 3, 4, 7] {
      let run = try await sweep(
        "--jobs", "\(jobs)", epochs: Self.longTraining, into: parts
      ) { process in
        try send(SIGKILL, to: process, atTrialCount: trialCount, in: parts)
      }
      #expect(run.exitCode == 128 + SIGKILL, "it ended before it was killed at \(trialCount)")
      #expect(!FileManager.default.fileExists(atPath: parts.file("r/points.csv").path))
    }
    let run = try await sweep(epochs: Self.longTraining, into: parts)
    #expect(run.exitCode == 0)
    #expect(try results(whole) == results(parts))
  }

  @Test("Ctrl-C keeps what has finished and says how to resume", arguments: [1, 4])
  func interrupt(atTrialCount trialCount: Int) async throws {
    let folder = try TemporaryFolder()
    let run = try await sweep("--jobs", "1", epochs: Self.longTraining, into: folder) { process in
      try send(SIGINT, to: process, atTrialCount: trialCount, in: folder)
    }
    #expect(run.exitCode == 130)
    #expect(run.standardOutput == "")
    #expect(run.standardError.contains("same command again"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("r/points.csv").path))
    #expect(try await sweep(epochs: Self.longTraining, into: folder).exitCode == 0)
  }

  @Test("the same bytes for one job and for four")
  func jobs() async throws {
    let one = try TemporaryFolder()
    let four = try TemporaryFolder()
    let first = try await sweep("--jobs", "1", into: one)
    let second = try await sweep("--jobs", "4", into: four)
    #expect(try results(one) == results(four))
    #expect(first.standardOutput == second.standardOutput)
  }

  @Test("a specification that was kept runs as a file and gives the same results")
  func keptSpecification() async throws {
    let folder = try TemporaryFolder()
    _ = try await sweep(into: folder)
    let run = try await ToolRun.rdtool(
      "sweep", "r/specification.toml", "--out", "again", in: folder.url)
    #expect(run.exitCode == 0)
    for file in Self.resultFiles {
      #expect(
        try Data(contentsOf: folder.file("r/" + file))
          == Data(contentsOf: folder.file("again/" + file)))
    }
  }

  @Test(
    "the experiments of the repository run at their quick profile",
    arguments: [
      "gaussian-sweep", "gaussian-adjustments", "scalar-quantisers", "mnist-ratios", "mnist-dense",
      "mnist-cnn-8", "cifar-unet", "mnist-lossy",
      "mnist-lossless", "near-limit",
    ])
  func quick(name: String) async throws {
    let folder = try TemporaryFolder()
    let file = ToolRun.packageFolder.appending(path: "experiments/\(name).toml").path
    let run = try await ToolRun.rdtool(
      "sweep", file, "--profile", "quick", "--format", "csv", in: folder.url)
    #expect(run.exitCode == 0)
    #expect(run.standardError == "")
    #expect(run.lines.count > 10)
    #expect(
      FileManager.default.fileExists(
        atPath: folder.file("results/\(name)-quick/points.csv").path))
  }

  /// A sweep of a second.
  private static let small = [
    "sweep", "gaussian", "--dims", "2", "--set", "input=8", "--set", "train=200", "--set",
    "test=50",
    "--set", "hidden=4,4", "--set", "epochs=2", "--set", "bits=2-3", "--set", "learning-rate=1e-3",
    "--set", "quantisers=lloyd-max-trained", "--set", "methods=pca,autoencoder",
  ]

  @Test("--set sets any key, as lists, numbers, names and tables")
  func settings() async throws {
    let folder = try TemporaryFolder()
    let variants =
      #"variant=[{name = "plain"}, {name = "relu", activation = "relu"}]"#
    let run = try await ToolRun.program(
      ToolRun.builtTool,
      Self.small + ["--set", variants, "--set", "variant.dropout=0.25", "--out", "r"],
      in: folder.url)
    // The tables are set first, so their keys can be.
    #expect(run.exitCode == 0, "\(run.standardError)")
    let kept = try String(contentsOf: folder.file("r/specification.toml"), encoding: .utf8)
    #expect(kept.contains("hidden = [4, 4]\n") && kept.contains("bits = [2, 3]\n"))
    #expect(kept.contains("methods = [\"pca\", \"autoencoder\"]\n"))
    #expect(kept.contains("activation = \"relu\"\ndropout = 0.25\nname = \"relu\""))
  }

  @Test(
    "what cannot be set is refused, with the key and what is near it",
    arguments: [
      ("epoch=3", "--set: There is no key 'epoch'. Did you mean 'epochs'?"),
      ("epochs=0", "--set epochs=0 is not possible. It must be an integer from 1 to 1000000."),
      ("epochs=many", "--set epochs=\"many\" is not possible. It must be an integer"),
      ("epochs", "--set 'epochs' is not of the form key=value"),
      ("activation=tanhh", "Did you mean 'tanh'?"),
      ("dims=3", "'dims' is set twice"),
      ("variant.epochs=3", "there is no table [[variant]]"),
    ])
  func refusedSetting(_ setting: String, _ message: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await ToolRun.rdtool(
      "sweep", "gaussian", "--dims", "2", "--set", setting, in: folder.url)
    #expect(run.exitCode == 64)
    #expect(run.standardError.contains(message), "\(run.standardError)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test(
    "--keys lists every key of every experiment, and --set takes each default back",
    arguments: [
      "gaussian", "scalar-quantisers", "ledger", "near-limit", "image-codecs", "gaussian-codec",
      "image-autoencoders", "lossless-images", "transform-codec",
    ])
  func keys(_ experiment: String) async throws {
    let run = try await ToolRun.rdtool("sweep", experiment, "--keys", "--format", "json")
    #expect(run.exitCode == 0 && run.standardError == "")
    let rows = try #require(
      JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [[String: Any]])
    #expect(!rows.isEmpty)
    var call = ["sweep", experiment, "--dry-run", "--format", "csv"]
    for row in rows {
      let key = try #require(row["key"] as? String)
      #expect((row["type"] as? String)?.isEmpty == false)
      #expect((row["meaning"] as? String)?.isEmpty == false)
      if let value = row["default"] as? String { call += ["--set", "\(key)=\(value)"] }
    }
    let folder = try TemporaryFolder()
    let again = try await ToolRun.program(ToolRun.builtTool, call, in: folder.url)
    #expect(again.exitCode == 0, "\(again.standardError)")
    // Nothing differs, so the folder is the experiment's own; and nothing was written.
    #expect(again.standardError.contains("Folder: results/\(experiment).\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test("sweeps of other settings have folders of their own, which they find again")
  func folders() async throws {
    let folder = try TemporaryFolder()
    func sweep(_ more: String...) async throws -> ToolRun {
      try await ToolRun.program(
        ToolRun.builtTool, ["sweep", "scalar-quantisers", "--profile", "quick"] + more,
        in: folder.url)
    }
    let plain = try await sweep()
    let bits = try await sweep("--bits", "2-3")
    let same = try await sweep("--set", "bits=2,3")
    #expect(plain.exitCode == 0 && plain.standardError == "")
    #expect(
      bits.standardError
        == "Results go to results/scalar-quantisers-quick-bits-2-3: set by the command line: bits.\n"
    )
    #expect(same.standardError == bits.standardError)
    #expect(same.standardOutput == bits.standardOutput)
    let long = try await sweep("--set", "bits=2-14", "--set", "sources=gaussian:mean=-0.71")
    #expect(long.exitCode == 0, "\(long.standardError)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("results").path)
    #expect(names.count == 3)
    #expect(names.contains("scalar-quantisers-quick-bits-2-3"))
    #expect(names.contains { $0.wholeMatch(of: /scalar-quantisers-quick-[0-9a-f]{8}/) != nil })
  }

  @Test("--dry-run tells the trials, what is stored and the time, and writes nothing")
  func dryRun() async throws {
    let folder = try TemporaryFolder()
    let call = Self.small + ["--out", "r"]
    func forecast() async throws -> ToolRun {
      try await ToolRun.program(
        ToolRun.builtTool, call + ["--dry-run", "--format", "csv"], in: folder.url)
    }
    let before = try await forecast()
    #expect(before.exitCode == 0)
    #expect(before.lines.first == "trial,state,seconds")
    #expect(before.lines.dropFirst().allSatisfy { $0.hasSuffix(",to run,") })
    #expect(before.standardError.contains("no earlier run tells"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    let run = try await ToolRun.program(ToolRun.builtTool, call, in: folder.url)
    #expect(run.exitCode == 0, "\(run.standardError)")
    let after = try await forecast()
    #expect(after.lines.dropFirst().allSatisfy { $0.contains(",stored,") && !$0.hasSuffix(",") })
    #expect(after.lines.count == before.lines.count)
    // Another setting of the same trials takes about as long.
    let other = try await ToolRun.program(
      ToolRun.builtTool,
      Self.small.map { $0 == "epochs=2" ? "epochs=3" : $0 } + ["--out", "other", "--dry-run"],
      in: folder.url)
    #expect(other.standardError.contains("0 stored"))
  }

  @Test("a disk that takes no more leaves no half of a file, and the run resumes later")
  func fullDisk() async throws {
    let folder = try TemporaryFolder()
    // The limit makes every write beyond 16 KiB fail, as on a full disk.
    let call = Self.arguments().joined(separator: " ")
    let script = "trap '' XFSZ; ulimit -f 16; exec '\(ToolRun.builtTool.path)' \(call)"
    let run = try await ToolRun.program(
      URL(filePath: "/bin/bash"), ["-c", script], in: folder.url)
    #expect(run.exitCode == 74)
    #expect(run.standardError.contains("cannot be written"))
    let trials = try FileManager.default.contentsOfDirectory(atPath: folder.file("r/.trials").path)
    #expect(!trials.contains { $0.contains(".partial-") })
    #expect(try await sweep(into: folder).exitCode == 0)
  }

  @Test(
    "what makes no sense is refused with its reason, and leaves nothing behind",
    arguments: [
      (["--dims", "0"], 64, "0 is out of range"),
      (["--dims", "101"], 64, "dims holds 101"),
      (["--dims", ""], 64, "empty"),
      (["--dims", "9-3"], 64, "downwards"),
      (["--dims", "1-99999999"], 64, "out of range"),
      (["--bits", "25"], 64, "25 is out of range"),
      (["--bits", "0-3"], 64, "0 is out of range"),
      (["--epochs", "0"], 64, "--epochs"),
      (["--epochs", "many"], 64, "many"),
      (["--learning-rate", "nan"], 64, "--learning-rate"),
      (["--learning-rate", "-1"], 64, "--learning-rate"),
      (["--dropout", "1"], 64, "below 1"),
      (["--activation", "tanhh"], 64, "'tanh'"),
      (["--methods", "naive,kpca"], 64, "'pca'"),
      (["--hidden", "0"], 64, "--hidden"),
      (["--jobs", "0"], 64, "--jobs"),
      (["--variational", "-0.5"], 64, "--variational"),
      (["--profile", "slow"], 64, "slow"),
      (["--out", ""], 64, "--out"),
      (["--out", "/proc/nobody/writes/here"], 73, "cannot be made"),
    ])
  func refused(_ flags: [String], _ code: Int, _ part: String) async throws {
    let folder = try TemporaryFolder()
    // A value that looks like a flag needs the equals sign.
    let joined = flags.count == 2 && flags[1].hasPrefix("-") ? ["\(flags[0])=\(flags[1])"] : flags
    let run = try await ToolRun.program(
      ToolRun.builtTool, ["sweep", "gaussian"] + joined, in: folder.url)
    #expect(Int(run.exitCode) == code, "\(run.standardError)")
    #expect(run.standardOutput == "")
    #expect(run.standardError.contains(part), "\(run.standardError)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test("a file that is not there, or no text, and a name that is none, are refused")
  func files() async throws {
    let folder = try TemporaryFolder()
    let absent = try await ToolRun.rdtool("sweep", "absent.toml", in: folder.url)
    #expect(absent.exitCode == 69)
    #expect(absent.standardError.contains("There is no file"))
    try Data([0xff, 0xfe, 0x00, 0xd8]).write(to: folder.file("binary.toml"))
    let binary = try await ToolRun.rdtool("sweep", "binary.toml", in: folder.url)
    #expect(binary.exitCode == 65)
    let unknown = try await ToolRun.rdtool("sweep", "gausian", in: folder.url)
    #expect(unknown.exitCode == 64)
    #expect(unknown.standardError.contains("Did you mean 'gaussian'?"))
  }
}
