import Foundation
import Testing

/// `rdtool sweep --slurm` with stand-ins for Slurm's commands; `scripts/test-slurm` has real clusters.
@Suite("rdtool sweep --slurm")
struct SlurmSweepTests {
  @Test("submits an array and a merge job, whose script gives the bytes of a local run")
  func submit() async throws {
    let (cluster, local) = (try Cluster(), try TemporaryFolder())
    try cluster.runsJobs()
    let whole = try await ToolRun.program(
      ToolRun.builtTool, Cluster.arguments + ["--out", "r"], in: local.url)
    let run = try await cluster.sweep(
      "--slurm", "--tasks", "3", "--sbatch", "--partition=long --comment='two words'")
    #expect(run.exitCode == 0, "\(run.standardError)")
    #expect(
      run.standardOutput.hasPrefix(
        "7 trials: 0 stored, 7 to run.\nSubmitted array job 101 (3 tasks) and merge job 102"))
    let calls = try cluster.calls("sbatch")
    try #require(calls.count == 2)
    let name = try #require(calls[0].first { $0.hasPrefix("--job-name=") })
    for option in [
      "--parsable", "--array=1-3", "--requeue", "--signal=B:TERM@60", "--partition=long",
      "--comment=two words",
    ] {
      #expect(calls[0].contains(option), "\(option)")
    }
    #expect(calls[1].contains("--dependency=afterany:101") && calls[1].contains("\(name)-merge"))
    // Slurm reads a per cent sign in a folder's name as a placeholder.
    #expect(calls[0].contains { $0.hasPrefix("--output=/") && $0.contains("50 %% of") })
    #expect(cluster.published)
    for file in ["points.csv", "history.csv", "summary.csv"] {
      #expect(try cluster.result(file) == local.text("r/" + file))
    }
    let status = try await cluster.sweep("--slurm", "--status", "--format", "csv")
    #expect(status.lines.first == "trial,task,state" && status.lines.count == 8)
    #expect(status.lines.dropFirst().allSatisfy { $0.hasSuffix(",done") })
    #expect(status.standardError == "7 trials: 7 done.\nThe results are published.\n")
    #expect(whole.exitCode == 0)
    // Again there is nothing to do.
    for flags in [["--slurm"], ["--slurm", "--resume"]] {
      let again = try await cluster.sweep(flags)
      #expect(again.exitCode == 0 && again.standardOutput.contains("nothing to run"))
    }
    #expect(try cluster.calls("sbatch").count == 2)
  }

  @Test("an array is no larger than the cluster allows")
  func arrayLimit() async throws {
    let cluster = try Cluster(arrayLimit: 3)
    #expect(try await cluster.sweep("--slurm").exitCode == 0)
    #expect(try cluster.calls("sbatch")[0].contains("--array=1-2"))
    let more = try await cluster.sweep("--slurm", "--tasks", "3")
    #expect(more.exitCode == 64 && more.standardError.contains("MaxArraySize"))
  }

  @Test("short trials share tasks, by the times of an earlier run")
  func packing() async throws {
    let cluster = try Cluster()
    let list = try await cluster.sweep("--dry-run", "--format", "csv")
    let names = list.lines.dropFirst().map { $0.dropLast(",to run,".count) }
    // Makes the folder; there is no such part.
    #expect(try await cluster.sweep("--shard", "1000/1000").exitCode == 0)
    let times = "trial,seconds\n" + names.map { "\($0),13\n" }.joined()
    _ = try cluster.folder.write(times, to: "\(Cluster.results)/timing.csv")
    #expect(try await cluster.sweep("--slurm").exitCode == 0)
    // 91 seconds are three tasks of thirty.
    #expect(try cluster.calls("sbatch")[0].contains("--array=1-3"))
  }

  @Test("--status joins the store and the queue; --resume submits what neither has")
  func resume() async throws {
    let cluster = try Cluster()
    #expect(try await cluster.sweep("--slurm", "--tasks", "3").exitCode == 0)
    let call = try cluster.calls("sbatch")[0]
    let name = try #require(call.first { $0.hasPrefix("--job-name=") }).dropFirst(11)
    // The first task ran, the second runs, the third has been forgotten; the merge waits.
    #expect(try await cluster.sweep("--shard", "1/3").exitCode == 0)
    try cluster.setQueue(
      "\(name)|101|2|RUNNING|node7\n\(name)-merge|102|N/A|PENDING|(Dependency)\n")
    let status = try await cluster.sweep("--slurm", "--status", "--format", "csv")
    #expect(status.exitCode == 0)
    let states = status.lines.dropFirst().map {
      $0.split(separator: ",").suffix(2).joined(separator: ",")
    }
    #expect(
      Set(states) == [
        "1,done", "2,running", "2,waiting in a running task", "3,missing",
      ])
    #expect(states.count == 7 && states.count { $0 == "2,running" } == 1)
    #expect(status.standardError.contains("Array job 101: 1 running on node7."))
    #expect(status.standardError.contains("Merge job 102: pending on (Dependency)."))
    // Submitting all of it again would run the second task twice.
    let again = try await cluster.sweep("--slurm")
    #expect(again.exitCode == 64 && again.standardError.contains("--resume"))
    let divided = try await cluster.sweep("--slurm", "--resume", "--tasks", "2")
    #expect(divided.exitCode == 64 && divided.standardError.contains("--cancel them first"))
    let resumed = try await cluster.sweep("--slurm", "--resume")
    #expect(resumed.exitCode == 0, "\(resumed.standardError)")
    let calls = try cluster.calls("sbatch").suffix(2).map { $0 }
    #expect(calls[0].contains("--array=3") && calls[1].contains("--dependency=afterany:101:103"))
    #expect(try cluster.calls("scancel") == [["102"]])
    let cancelled = try await cluster.sweep("--slurm", "--cancel")
    #expect(cancelled.standardOutput.contains("Cancelled 102 and 101"))
    #expect(try cluster.calls("scancel").last == ["102", "101"])
    // Nobody holds the parts any more, so what is left is divided anew.
    try cluster.setQueue("")
    #expect(try await cluster.sweep("--slurm", "--resume", "--tasks", "2").exitCode == 0)
    #expect(try cluster.calls("sbatch").suffix(2).first?.contains("--array=1-2") == true)
  }

  @Test("a task that is completing has ended: what it leaves is submitted again")
  func completing() async throws {
    let cluster = try Cluster()
    #expect(try await cluster.sweep("--slurm", "--tasks", "3").exitCode == 0)
    let name = try cluster.jobName()
    try cluster.setQueue("\(name)|101|2|COMPLETING|node7\n\(name)|101|3|PENDING|\n")
    let status = try await cluster.sweep("--slurm", "--status", "--format", "csv")
    #expect(status.lines.contains { $0.hasSuffix(",3,waiting") })
    #expect(status.lines.contains { $0.hasSuffix(",2,missing") })
    #expect(try await cluster.sweep("--slurm", "--resume").exitCode == 0)
    // The other tasks keep their parts.
    #expect(try cluster.calls("sbatch").suffix(2).first?.contains("--array=1-2") == true)
  }

  @Test("options that the cluster refuses leave the queue as it is, and are forgotten")
  func refusedOptions() async throws {
    let cluster = try Cluster()
    let first = try await cluster.sweep("--slurm", "--sbatch", "--partition=nosuch")
    #expect(first.exitCode == 64 && first.standardError.contains("invalid partition"))
    #expect(try await cluster.sweep("--slurm", "--status").exitCode == 64)
    #expect(
      try await cluster.sweep("--slurm", "--tasks", "3", "--sbatch", "--mem=100").exitCode == 0)
    let name = try cluster.jobName()
    try cluster.setQueue("\(name)|101|2|PENDING|\n\(name)-merge|102|N/A|PENDING|(Dependency)\n")
    let bad = try await cluster.sweep("--slurm", "--resume", "--sbatch", "--partition=nosuch")
    #expect(bad.exitCode == 64, "\(bad.standardError)")
    #expect(cluster.folder.bytes(of: "scancel.calls") == nil)
    #expect(try await cluster.sweep("--slurm", "--resume").exitCode == 0)
    #expect(try cluster.calls("sbatch").suffix(2).allSatisfy { $0.contains("--mem=100") })
    #expect(try cluster.calls("scancel") == [["102"]])
    // An array without its merge job is not kept secret.
    try cluster.setQueue("")
    _ = try cluster.folder.write("", to: "no-merge")
    let half = try await cluster.sweep("--slurm", "--resume")
    #expect(half.exitCode == 64 && half.standardError.contains("but no merge job"))
  }

  @Test(
    "options by which the tool finds its jobs are its own",
    arguments: [
      "-Jmine", "--job-name=mine", "--job=mine", "--array=7", "-a7", "--dependency=singleton",
      "--output=/x", "-e/x", "--wrap=true", "--test-only", "-W", "--wait", "--clusters=a",
      "--mem=1 foo",
    ])
  func ownOptions(_ options: String) async throws {
    let cluster = try Cluster()
    let run = try await cluster.sweep("--slurm", "--sbatch", options)
    #expect(run.exitCode == 64, "\(run.standardError)")
    #expect(cluster.folder.bytes(of: "sbatch.calls") == nil)
  }

  @Test("a folder has one name for its jobs, and no variable hides them")
  func names() async throws {
    let cluster = try Cluster()
    try FileManager.default.createSymbolicLink(
      atPath: cluster.folder.file("link").path, withDestinationPath: cluster.folder.path)
    for out in ["i", "link/i"] {
      let run = try await ToolRun.program(
        ToolRun.builtTool, Cluster.arguments + ["--out", out, "--slurm"], in: cluster.folder.url,
        environment: cluster.environment.merging([
          "SQUEUE_STATES": "RUNNING", "SBATCH_WAIT": "1",
        ]) { $1 })
      #expect(run.exitCode == 0, "\(run.standardError)")
    }
    let names = try cluster.calls("sbatch").map { call in
      call.first { $0.hasPrefix("--job-name=") }
    }
    #expect(names.count == 4 && names[0] == names[2] && names[1] == names[3])
    let backslash = try await ToolRun.program(
      ToolRun.builtTool, Cluster.arguments + ["--out", #"back\s"#, "--slurm"],
      in: cluster.folder.url, environment: cluster.environment)
    #expect(backslash.exitCode == 64 && backslash.standardError.contains("backslash"))
  }

  @Test("--status, --resume and --merge agree about damaged trials and those of other programs")
  func damaged() async throws {
    let cluster = try Cluster()
    #expect(try await cluster.sweep("--slurm", "--tasks", "3").exitCode == 0)
    #expect(try await cluster.sweep("--shard", "1/1").exitCode == 0)
    let store = "\(Cluster.results)/.trials/"
    let trials = try cluster.folder.files().filter {
      $0.hasPrefix(store) && $0.hasSuffix(".trial")
    }
    try #require(trials.count == 7)
    _ = try cluster.folder.write("cut", to: trials[3])
    _ = try cluster.folder.write("x", to: store + String(repeating: "a", count: 32) + "-b.trial")
    let status = try await cluster.sweep("--slurm", "--status")
    #expect(status.standardError.hasPrefix("7 trials: 6 done, 1 damaged.\n"))
    #expect(status.standardError.contains("1 trials are stored of another program"))
    #expect(status.standardError.contains("The results are not published"))
    let calls = try cluster.calls("sbatch").count
    let resume = try await cluster.sweep("--slurm", "--resume")
    #expect(resume.exitCode == 65 && resume.standardError.contains("Remove a damaged file"))
    #expect(try cluster.calls("sbatch").count == calls)
    try FileManager.default.removeItem(at: cluster.folder.file(trials[3]))
    #expect(try await cluster.sweep("--slurm", "--resume").exitCode == 0)
    #expect(try cluster.calls("sbatch").count == calls + 2)
  }

  @Test("without a controller the states are the store's")
  func noController() async throws {
    let cluster = try Cluster()
    #expect(try await cluster.sweep("--slurm").exitCode == 0)
    try cluster.stopController()
    let status = try await cluster.sweep("--slurm", "--status")
    #expect(status.exitCode == 0 && status.standardError.contains("The queue is unknown: squeue"))
    let resume = try await cluster.sweep("--slurm", "--resume")
    #expect(resume.exitCode == 69 && resume.standardError.contains("Unable to contact"))
  }

  @Test("without Slurm, or with what makes no sense, it says what to do")
  func refused() async throws {
    let folder = try TemporaryFolder()
    let absent = try await ToolRun.program(
      ToolRun.builtTool, Cluster.arguments + ["--out", "r", "--slurm"], in: folder.url,
      environment: ["PATH": folder.path])
    #expect(absent.exitCode == 69)
    #expect(absent.standardError.contains("there is no 'squeue' on this machine"))
    #expect(try folder.files().isEmpty)
    let cluster = try Cluster()
    let early = try await cluster.sweep("--slurm", "--status")
    #expect(early.exitCode == 64 && early.standardError.contains("has not been submitted"))
    for flags in [
      ["--status"], ["--tasks", "3"], ["--slurm", "--tasks", "0"],
      ["--slurm", "--status", "--cancel"], ["--slurm", "--shard", "1/2"], ["--slurm", "--merge"],
      ["--slurm", "--status", "--sbatch", "--mem=1"], ["--slurm", "--sbatch", "'"],
      ["--slurm", "--jobs", "2"], ["--slurm", "--cancel"],
    ] {
      let run = try await ToolRun.program(
        ToolRun.builtTool, Cluster.arguments + ["--out", "r"] + flags, in: cluster.folder.url,
        environment: cluster.environment)
      #expect(run.exitCode == 64, "\(flags): \(run.standardError)")
    }
  }

  /// A folder with stand-ins for the commands of a cluster.
  private struct Cluster {
    static let arguments = [
      "sweep", "gaussian", "--dims", "3,7", "--input", "12", "--train", "300", "--test", "50",
      "--epochs", "2", "--hidden", "9", "--bits", "2-3",
    ]

    /// A name that a shell would tear apart.
    static let results = "it's 50 % of $HOME"

    let folder: TemporaryFolder
    var environment: [String: String?] {
      ["PATH": "\(folder.file("bin").path):/usr/bin:/bin", "SLURM_ARRAY_TASK_ID": "77"]
    }

    init(arrayLimit: Int = 1001) throws {
      folder = try TemporaryFolder()
      _ = try folder.write("", to: "queue")
      // Each prints its arguments into a file of its own, a line each, with an empty line at the end.
      try program(
        "sbatch",
        """
        if [[ "$*" == *nosuch* || -e '\(folder.path)/no-merge' && $* == *" merge" ]]; then
          echo 'sbatch: error: invalid partition specified: nosuch' >&2
          exit 1
        fi
        [[ -z $SBATCH_WAIT ]] || exit 2
        count=$(($(cat '\(folder.path)/count' 2>/dev/null || echo 100) + 1))
        echo $count | tee '\(folder.path)/count'
        [[ -e '\(folder.path)/runs-jobs' ]] || exit 0
        unset SLURM_ARRAY_TASK_ID
        script=${@: -2:1} verb=${@: -1}
        for argument in "$@"; do
          if [[ $argument == --array=1-* ]]; then
            for task in $(seq "${argument#--array=1-}"); do
              SLURM_ARRAY_TASK_ID=$task bash "$script" "$verb" >/dev/null || exit 1
            done
            exit 0
          fi
        done
        bash "$script" "$verb" >/dev/null
        """)
      try program(
        "squeue",
        """
        if [[ -e '\(folder.path)/down' ]]; then
          echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2
          exit 1
        fi
        [[ -z $SQUEUE_STATES ]] || exit 2
        cat '\(folder.path)/queue'
        """)
      try program("scancel", "true")
      try program(
        "scontrol", "echo 'Configuration data'; echo 'MaxArraySize            = \(arrayLimit)'")
    }

    private func program(_ name: String, _ text: String) throws {
      let file = try folder.write(
        "#!/bin/bash\nprintf '%s\\n' \"$@\" '' >>'\(folder.path)/\(name).calls'\n\(text)\n",
        to: "bin/\(name)")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }

    /// From now on jobs run when they are submitted.
    func runsJobs() throws { _ = try folder.write("", to: "runs-jobs") }

    func setQueue(_ text: String) throws { _ = try folder.write(text, to: "queue") }

    func stopController() throws { _ = try folder.write("", to: "down") }

    /// The arguments of each call of a command.
    func calls(_ name: String) throws -> [[String]] {
      try folder.text("\(name).calls").components(separatedBy: "\n\n").dropLast()
        .map { $0.components(separatedBy: "\n") }
    }

    /// The name of the jobs that were submitted first.
    func jobName() throws -> String {
      let options = try #require(try calls("sbatch").first { $0.contains { $0 == "part" } })
      return String(
        try #require(options.first { $0.hasPrefix("--job-name=") }).dropFirst("--job-name=".count))
    }

    func sweep(_ more: String...) async throws -> ToolRun { try await sweep(more) }

    func sweep(_ more: [String]) async throws -> ToolRun {
      try await ToolRun.program(
        ToolRun.builtTool, Self.arguments + ["--out", Self.results] + more, in: folder.url,
        environment: environment)
    }

    var published: Bool { folder.bytes(of: "\(Self.results)/provenance.json") != nil }

    func result(_ name: String) throws -> String { try folder.text("\(Self.results)/\(name)") }
  }
}
