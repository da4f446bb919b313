import Foundation
import RDCommands
import RDCore
import RDExperiments
import RDQuantisation
import RDSources
import RDStreams
import Testing

/// Files that commands read and write, in process.
@Suite("Files of commands")
struct FileCommandTests {
  /// Does something with an empty folder, which is removed afterwards.
  private func withFolder(_ work: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "rdtool-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try work(folder)
  }

  private func codec() throws -> ArrayCodec {
    try ArrayCodec(
      method: "ecsq", source: "laplacian", target: .signalToNoise(decibels: 12))
  }

  @Test("an array comes back with the error that the table says, and never as a picture")
  func array() throws {
    try withFolder { folder in
      let path = { (name: String) in folder.appending(path: name).path }
      var stream = RandomStream(seed: SeedPath(root: 7)["test", "array"])
      let numbers = (0..<3000).map { _ in 2.385 * stream.nextUniform() - 0.71 }
      try numbers.map { "\($0)" }.joined(separator: "\n").write(
        toFile: path("a.csv"), atomically: true, encoding: .utf8)
      let encoding = try ArrayEncoding(
        of: path("a.csv"), column: nil, by: codec(), to: path("a.rdq"))
      #expect(encoding.isFile)
      let lines = try encoding.table(for: .csv).rendered(as: .csv).split(separator: "\n")
      #expect(
        lines[0]
          == "method,samples,bytes,rate_bits_per_sample,distortion,snr_decibels,gap_decibels,gap_decibels_lower,gap_decibels_upper"
      )
      let fields = lines[1].split(separator: ",", omittingEmptySubsequences: false)
      #expect(fields[1] == "3000")
      try FileDecoding.decode(path("a.rdq"), to: path("b.csv"))
      let decoded = try String(contentsOfFile: path("b.csv"), encoding: .utf8)
        .split(separator: "\n").compactMap { Double($0) }
      #expect(decoded.count == numbers.count)
      let error = zip(numbers, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 3000
      let stated = try #require(Double(fields[4]))
      #expect(abs(error - stated) <= 1e-9 * stated)
      #expect(try #require(Double(fields[5])) >= 12)
      let refusal = try #require(throws: Diagnosis.self) {
        try FileDecoding.decode(path("a.rdq"), to: path("b.png"))
      }
      #expect(refusal.description.hasSuffix("Name a .npy, .f32 or .csv file."))
    }
  }

  @Test("an output that is an input under another name is refused")
  func outputIsInput() throws {
    try withFolder { folder in
      let path = folder.appending(path: "a.csv").path
      try "1".write(toFile: path, atomically: true, encoding: .utf8)
      let link = folder.appending(path: "link.csv").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      let refusal = try #require(throws: Diagnosis.self) {
        try InputFile.refuse(output: link, among: [path])
      }
      #expect(refusal.description.contains(path))
      try InputFile.refuse(output: folder.appending(path: "b.csv").path, among: [path])
    }
  }

  @Test("experiments of a folder without specifications")
  func noExperiments() throws {
    try withFolder { folder in
      let error = try #require(throws: Diagnosis.self) {
        try Reproduction(
          ["all"], profile: .quick, experiments: folder.path, results: folder.path, page: nil,
          jobs: 1)
      }
      #expect(error.failureClass == .missing)
    }
  }
}
