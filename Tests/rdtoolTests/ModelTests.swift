import Foundation
import Testing

/// Whether NumPy is there for the oracle.
private let hasNumPy: Bool = {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["python3", "-c", "import numpy"]
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}()

@Suite("rdtool model")
struct ModelTests {
  private func run(_ folder: TemporaryFolder, _ arguments: String...) async throws -> ToolRun {
    try await ToolRun.program(ToolRun.builtTool, arguments, in: folder.url)
  }

  private func trained(_ model: String, in folder: TemporaryFolder) async throws {
    _ = try folder.write(
      """
      model = "\(model)"
      data = "dead-leaves:count=40,width=8,height=8"
      epochs = 20
      batch = 8
      learning-rate = 3e-3
      """, to: "model.toml")
    let run = try await run(folder, "train", "model.toml", "-o", "model.rdm")
    #expect(run.exitCode == 0, "\(run.standardError)")
  }

  @Test(
    "a model comes back from safetensors with the same bytes",
    arguments: [
      "dense-autoencoder:latents=4,hidden=8",
      "image-autoencoder:widths=4,kernel=3,bottleneck=dense,latents=4",
      "transform-codec:filters=3,latents=3,kernel=3,layers=2",
    ])
  func roundTrip(_ model: String) async throws {
    let folder = try TemporaryFolder()
    try await trained(model, in: folder)
    #expect(try await run(folder, "model", "model.rdm", "-o", "m.safetensors").exitCode == 0)
    #expect(try await run(folder, "model", "m.safetensors", "-o", "back.rdm").exitCode == 0)
    let original = try Data(contentsOf: folder.file("model.rdm"))
    #expect(try Data(contentsOf: folder.file("back.rdm")) == original)
    _ = try folder.write("no model", to: "text")
    let refused = try await run(folder, "model", "text", "-o", "x.rdm")
    #expect(refused.exitCode == 65 && refused.standardError.contains("text: "))
    #expect(try await run(folder, "model", "model.rdm", "-o", "model.rdm").exitCode == 64)
  }

  @Test(
    "NumPy computes the same reconstruction from the file of safetensors",
    .enabled(if: hasNumPy, "python3 with NumPy is not installed"),
    arguments: [
      "dense-autoencoder:latents=6,hidden=16/12", "dense-autoencoder:latents=6,hidden=16,beta=0.01",
      "dense-autoencoder:latents=6,hidden=16,activation=tanh",
      "image-autoencoder:widths=4/8,kernel=3,bottleneck=dense,latents=5",
      "image-autoencoder:widths=4,kernel=4,bottleneck=dense,latents=6,beta=0.1",
    ])
  func oracle(_ model: String) async throws {
    let folder = try TemporaryFolder()
    try await trained(model, in: folder)
    var picture = Data("P6\n8 8\n255\n".utf8)
    for sample in 0..<192 { picture.append(UInt8(40 + sample)) }
    try picture.write(to: folder.file("a.ppm"))
    #expect(
      try await run(folder, "encode", "a.ppm", "-o", "a.rdi", "--model", "model.rdm").exitCode == 0)
    #expect(
      try await run(folder, "decode", "a.rdi", "-o", "b.ppm", "--model", "model.rdm").exitCode == 0)
    #expect(try await run(folder, "model", "model.rdm", "-o", "m.safetensors").exitCode == 0)
    let script = ToolRun.packageFolder
      .appending(path: "scripts/oracles/safetensors_autoencoder.py").path
    let oracle = try await ToolRun.program(
      URL(filePath: "/usr/bin/env"), ["python3", script, "m.safetensors", "a.ppm", "c.ppm"],
      in: folder.url)
    #expect(oracle.exitCode == 0, "\(oracle.standardError)")
    let own = try Data(contentsOf: folder.file("b.ppm"))
    let other = try Data(contentsOf: folder.file("c.ppm"))
    #expect(own.count == other.count && own != picture)
    // Sums in single precision and another order move what lies between two integers.
    #expect(zip(own, other).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
    #expect(zip(own, other).count { $0 != $1 } <= 2)
  }
}
