import Foundation
import Testing

@Suite("rdtool train")
struct TrainTests {
  /// A folder with pictures and a specification that trains on them.
  private func workplace(_ more: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for role in ["train", "test"] {
      let pictures = folder.file(role)
      try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
      for picture in 0..<(role == "train" ? 24 : 5) {
        var bytes = Data("P6\n9 8\n255\n".utf8)
        for sample in 0..<216 {
          bytes.append(UInt8((sample * 7 + picture * 31 + sample * picture) % 256))
        }
        try bytes.write(to: pictures.appending(path: "\(picture).ppm"))
      }
    }
    _ = try folder.write(
      """
      # Does it learn?
      model = "dense-autoencoder:latents=4,hidden=12"
      data = "folder:path=\(folder.file("train").path)"
      validation = "folder:path=\(folder.file("test").path)"
      crop = 6
      rows-per-image = 40
      flip = true
      epochs = 6
      schedule = "step:every=2"
      batch = 16
      \(more)
      [full]
      epochs = 8
      """, to: "model.toml")
    return folder
  }

  private func train(
    _ output: String, _ arguments: String..., in folder: TemporaryFolder,
    whileRunning: ((pid_t) async throws -> Void)? = nil
  ) async throws -> ToolRun {
    try await ToolRun.program(
      ToolRun.builtTool, ["train", "model.toml", "-o", output] + arguments, in: folder.url,
      whileRunning: whileRunning)
  }

  private func bytes(_ name: String, _ folder: TemporaryFolder) throws -> Data {
    try Data(contentsOf: folder.file(name))
  }

  /// What tells a file from a later one of the same name; `nil` where there is none.
  private func fileNumber(_ name: String, _ folder: TemporaryFolder) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder.file(name).path)
    return attributes?[.systemFileNumber] as? Int
  }

  @Test("the same model for any number of threads, with its history")
  func jobs() async throws {
    let folder = try workplace()
    let one = try await train("one.rdm", "--jobs", "1", in: folder)
    #expect(one.exitCode == 0, "\(one.standardError)")
    #expect(one.lines.count == 2 + 6)
    let four = try await train("four.rdm", "--jobs", "4", in: folder)
    #expect(four.standardOutput == one.standardOutput)
    #expect(try bytes("one.rdm", folder) == bytes("four.rdm", folder))
    let history = try String(contentsOf: folder.file("one.rdm.history.csv"), encoding: .utf8)
    #expect(
      history.hasPrefix(
        "epoch,learning_rate,objective,squared_error,validation_objective,validation_squared_error\n"
      ))
    #expect(
      history == (try String(contentsOf: folder.file("four.rdm.history.csv"), encoding: .utf8)))
  }

  @Test("more epochs resume from the end, with the same bytes")
  func full() async throws {
    let folder = try workplace()
    _ = try await train("a.rdm", in: folder)
    let short = try bytes("a.rdm", folder)
    #expect(try await train("a.rdm", "--profile", "full", in: folder).lines.count == 2 + 8)
    _ = try await train("b.rdm", "--profile", "full", in: folder)
    #expect(try bytes("a.rdm", folder) == bytes("b.rdm", folder))
    #expect(try bytes("a.rdm", folder) != short)
  }

  @Test("killed and interrupted, it resumes and ends with the same bytes")
  func kill9() async throws {
    let folder = try workplace()
    let long = try String(contentsOf: folder.file("model.toml"), encoding: .utf8)
      .replacingOccurrences(of: "rows-per-image = 40", with: "rows-per-image = 4000")
    _ = try folder.write(long, to: "model.toml")
    for signal in [SIGKILL, SIGINT, SIGKILL, SIGTERM] {
      // A new checkpoint is a new file.
      let earlier = fileNumber("parts.rdm.checkpoint", folder)
      let watch = FolderWatch(folder.url)
      let run = try await train(
        "parts.rdm", "--checkpoint-seconds", "0.02", in: folder,
        whileRunning: { process in
          watch.send(signal, to: process) {
            let now = fileNumber("parts.rdm.checkpoint", folder)
            return now != nil && now != earlier
          }
        })
      #expect(run.exitCode == (signal == SIGKILL ? 128 + SIGKILL : 130))
      #expect(run.standardOutput == "")
      if signal != SIGKILL { #expect(run.standardError.contains("same command again")) }
      #expect(!FileManager.default.fileExists(atPath: folder.file("parts.rdm").path))
    }
    let end = try await train("parts.rdm", in: folder)
    let whole = try await train("whole.rdm", in: folder)
    #expect(end.exitCode == 0 && whole.exitCode == 0)
    #expect(end.standardOutput == whole.standardOutput)
    for name in ["rdm", "rdm.history.csv"] {
      #expect(try bytes("parts.\(name)", folder) == bytes("whole.\(name)", folder))
    }
  }

  @Test(
    "what cannot be trained is refused with its reason",
    arguments: [
      ("model = \"dense\"", 64, "'model' is \"dense\""),
      ("model = \"dense-autoencoder:latents=0\"", 64, "latents"),
      ("model = \"dense-autoencoder:latents=400\"", 64, "108"),
      ("schedule = \"step\"", 64, "every"), ("data = \"mnits\"", 64, "mnist"),
      ("validation = \"digits:count=4\"", 64, "validation"), ("crop = 9", 65, "crop"),
      ("validation = \"folder:path=none\"", 69, "none"),
      ("experiment = \"gaussian\"", 64, "sweep"), ("gradient-limit = -1.0", 64, "at least 0"),
      ("learning-rate = 1e38", 1, "diverged"), ("epochz = 3", 64, "epochs"),
      ("flip = 1", 64, "true or false"),
    ])
  func refusals(_ line: String, _ code: Int32, _ reason: String) async throws {
    let folder = try workplace()
    let key = String(line.prefix { $0 != " " })
    let text = try String(contentsOf: folder.file("model.toml"), encoding: .utf8)
    let kept = text.split(separator: "\n").filter { !$0.hasPrefix(key + " ") || $0 == "epochs = 8" }
    _ = try folder.write(([Substring(line)] + kept).joined(separator: "\n"), to: "model.toml")
    let run = try await train("x.rdm", in: folder)
    #expect(run.exitCode == code)
    #expect(run.standardError.contains(reason), "\(run.standardError)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("x.rdm").path))
  }

  @Test(
    "the template of each kind trains on a folder of pictures",
    arguments: ["dense-autoencoder", "image-autoencoder", "transform-codec"])
  func template(_ kind: String) async throws {
    let folder = try TemporaryFolder()
    let pictures = folder.file("own")
    try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
    for picture in 0..<2 {
      var bytes = Data("P6\n70 64\n255\n".utf8)
      for sample in 0..<70 * 64 * 3 { bytes.append(UInt8(sample * (picture + 3) % 256)) }
      try bytes.write(to: pictures.appending(path: "\(picture).ppm"))
    }
    let printed = try await ToolRun.program(
      ToolRun.builtTool, ["train", "--template", kind], in: folder.url)
    #expect(printed.exitCode == 0 && printed.standardError == "")
    _ = try folder.write(printed.standardOutput, to: "model.toml")
    let unfilled = try await train("x.rdm", in: folder)
    #expect(unfilled.exitCode == 69 && unfilled.standardError.contains("PICTURES"))
    _ = try folder.write(
      printed.standardOutput.replacing("PICTURES", with: "own"), to: "model.toml")
    let trained = try await train("own.rdm", "--profile", "quick", in: folder)
    #expect(trained.exitCode == 0, "\(trained.standardError)")
    let unknown = try await ToolRun.program(
      ToolRun.builtTool, ["train", "--template", "oracle"], in: folder.url)
    #expect(unknown.exitCode == 64 && unknown.standardError.contains("dense-autoencoder"))
  }

  @Test("images to measure on of another size are refused before training, and none are asked for")
  func otherShape() async throws {
    let folder = try TemporaryFolder()
    let text = """
      model = "dense-autoencoder:latents=2,hidden=4"
      data = "dead-leaves:count=8,width=64,height=64"
      epochs = 1
      """
    _ = try folder.write(text, to: "model.toml")
    let trained = try await train("a.rdm", in: folder)
    #expect(trained.standardError == "" && trained.exitCode == 0)
    _ = try folder.write(text + "\nvalidation = \"dead-leaves:count=2\"", to: "model.toml")
    let refused = try await train("b.rdm", in: folder)
    #expect(refused.exitCode == 64 && refused.standardError.contains("64x64"))
  }

  @Test("a checkpoint of another training is not taken, and not lost")
  func foreignCheckpoint() async throws {
    let folder = try workplace()
    _ = try await train("a.rdm", in: folder)
    let checkpoint = try bytes("a.rdm.checkpoint", folder)
    let text = try String(contentsOf: folder.file("model.toml"), encoding: .utf8)
    _ = try folder.write(
      text.replacingOccurrences(of: "latents=4", with: "latents=5"), to: "model.toml")
    let run = try await train("a.rdm", in: folder)
    #expect(
      run.exitCode == 65 && run.standardError.contains("the checkpoint to train from the start"))
    #expect(try bytes("a.rdm.checkpoint", folder) == checkpoint)
  }
}
