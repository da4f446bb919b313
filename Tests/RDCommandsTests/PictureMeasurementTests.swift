import Foundation
import RDCommands
import RDCore
import RDImages
import RDResults
import TestFolders
import Testing

@Suite("rdtool measure")
struct PictureMeasurementTests {
  /// Writes a picture whose samples follow from their positions, each raised by `shift`, as a portable map.
  private func write(
    _ name: String, in folder: TemporaryFolder, height: Int = 24, width: Int = 40,
    channels: Int = 3,
    maximum: Int = 255, shift: (Int) -> Int = { _ in 0 }
  ) throws -> String {
    var bytes = Data("P\(channels == 3 ? 6 : 5)\n\(width) \(height)\n\(maximum)\n".utf8)
    for index in 0..<(height * width * channels) {
      let sample = 20 + (index * 7919 + index / 97 * 31) % (maximum * 3 / 4) + shift(index)
      if maximum > 255 { bytes.append(UInt8(sample >> 8)) }
      bytes.append(UInt8(sample & 255))
    }
    let file = folder.file(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
    return file.path
  }

  private func measure(
    _ reference: String, _ files: [String], metrics: [String] = []
  ) throws -> PictureMeasurement.Rows {
    try PictureMeasurement(
      reference: reference, files: files,
      externalMetrics: metrics.map { try ExternalMetric(parsing: $0) }, jobs: 2
    ).rows()
  }

  private func fields(_ rows: PictureMeasurement.Rows) throws -> [[String: String]] {
    let document = try CSVDocument(
      parsing: rows.table(for: .csv).rendered(as: .csv), origin: "table")
    return document.rows.map { Dictionary(uniqueKeysWithValues: zip(document.columns, $0)) }
  }

  private func number(_ row: [String: String], _ column: String) throws -> Double {
    try #require(row[column].flatMap { Double($0) }, "\(column)")
  }

  @Test("measures channels, luma and size; what is identical has no PSNR and says so")
  func metrics() throws {
    let folder = try TemporaryFolder()
    let original = try write("original.ppm", in: folder)
    // Red is raised by 3 everywhere.
    let red = try write("red.ppm", in: folder) { $0 % 3 == 0 ? 3 : 0 }
    let rows = try measure(original, [red, original])
    try rows.check()
    let (changed, same) = (try fields(rows)[0], try fields(rows)[1])
    func decibels(_ error: Double) -> Double { 10 * log10(255 * 255 / error) }
    #expect(abs(try number(changed, "psnr_decibels") - decibels(3)) < 1e-10)
    #expect(abs(try number(changed, "psnr_red_decibels") - decibels(9)) < 1e-10)
    #expect(changed["psnr_green_decibels"] == "" && changed["psnr_blue_decibels"] == "")
    #expect(abs(try number(changed, "psnr_y_decibels") - decibels(0.897 * 0.897)) < 1e-9)
    // 24 rows have two scales.
    #expect(changed["ms_ssim"] == nil)
    #expect(try number(changed, "ms_ssim_2_scales") > 0.9)
    // A shift of luma is an error of the blocks' means alone, which nothing masks: 8 of its steps with the weight 1.608443.
    let seen = pow(0.897 * 8 * 1.608443, 2) / 64
    #expect(abs(try number(changed, "psnr_hvs_m_decibels") - decibels(seen)) < 1e-9)
    let bytes = 24 * 40 * 3 + 13
    #expect(changed["bytes"] == "\(bytes)")
    #expect(try number(changed, "bits_per_pixel") == Double(8 * bytes) / 960)
    #expect(changed["status"] == "ok")
    #expect(same["psnr_decibels"] == "" && same["psnr_y_decibels"] == "" && same["ssim"] == "1")
    #expect(same["status"] == "identical")
  }

  @Test("takes the peak of the bit depth, and names fewer scales by their number")
  func depthAndScales() throws {
    let folder = try TemporaryFolder()
    let original = try write("original.pgm", in: folder, channels: 1, maximum: 65535)
    let shifted = try write("shifted.pgm", in: folder, channels: 1, maximum: 65535) { _ in 257 }
    let row = try #require(fields(measure(original, [shifted])).first)
    #expect(abs(try number(row, "psnr_decibels") - 20 * log10(255)) < 1e-9)
    #expect(row["psnr_red_decibels"] == nil)
    #expect(abs(try number(row, "psnr_hvs_m_decibels") - 20 * log10(255 / 1.608443)) < 1e-9)
    let large = try write("large.pgm", in: folder, height: 176, width: 177, channels: 1)
    let small = try write("small.pgm", in: folder, height: 175, width: 177, channels: 1)
    #expect(try fields(measure(large, [large]))[0]["ms_ssim"] == "1")
    let four = try fields(measure(small, [small]))[0]
    #expect(four["ms_ssim"] == nil && four["ms_ssim_4_scales"] == "1")
    let tiny = try write("tiny.pgm", in: folder, height: 5, width: 7, channels: 1)
    let least = try fields(measure(tiny, [tiny]))[0]
    #expect(least["ssim"] == "" && least["psnr_hvs_m_decibels"] == "")
  }

  @Test("matches folders by names without suffixes, with their means")
  func folders() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] {
      _ = try write("originals/\(name).ppm", in: folder)
    }
    _ = try write("originals/c.ppm", in: folder)
    _ = try write("decoded/a.pnm", in: folder) { _ in 2 }
    _ = try write("decoded/b.pnm", in: folder) { _ in 4 }
    try folder.write("", to: "decoded/notes.txt")
    let measurement = try PictureMeasurement(
      reference: folder.file("originals").path, files: [folder.file("decoded").path],
      externalMetrics: [], jobs: 1)
    let rows = try measurement.rows()
    try rows.check()
    let fields = try fields(rows)
    #expect(fields.map { $0["image"] } == ["a", "b", "mean"])
    let psnrs = [4.0, 16].map { 10 * log10(65025 / $0) }
    #expect(abs(try number(fields[2], "psnr_decibels") - (psnrs[0] + psnrs[1]) / 2) < 1e-9)
    #expect(
      abs(try number(fields[2], "psnr_of_pooled_mse_decibels") - 10 * log10(65025 / 10)) < 1e-9)
    // What is no picture is not looked at.
    #expect(measurement.notes.count == 1 && measurement.notes[0].contains("c.ppm"))
  }

  @Test("files that cannot be measured keep their row, and the command fails")
  func failures() throws {
    let folder = try TemporaryFolder()
    let original = try write("original.ppm", in: folder)
    let narrow = try write("narrow.ppm", in: folder, width: 39)
    let empty = try folder.write("", to: "empty.png").path
    let rows = try measure(original, [original, narrow, empty])
    let statuses = try fields(rows).compactMap { $0["status"] }
    #expect(statuses[0] == "identical")
    #expect(statuses[1].contains(narrow) && statuses[1].contains(original))
    #expect(statuses[1].contains("39x24") || statuses[1].contains("39 x 24"))
    let error = try #require(throws: Diagnosis.self) { try rows.check() }
    #expect(error.failureClass == .trialFailed && error.description.hasPrefix("2 of 3 rows"))
    let one = try measure(original, [original, folder.file("none.png").path])
    #expect(try fields(one)[0]["status"] == "identical")
    #expect(try fields(one)[1]["status"]?.contains("none.png' cannot be opened") == true)
    // What a table for people has is not said again.
    for isShown in [true, false] {
      let error = try #require(throws: Diagnosis.self) { try one.check(isShown: isShown) }
      #expect(error.description.contains("none.png") != isShown)
    }
    let missing = try #require(throws: Diagnosis.self) {
      try measure(folder.file("none.png").path, [original])
    }
    #expect(missing.failureClass == .missing)
    _ = try write("originals/a.ppm", in: folder)
    let stranger = try measure(folder.file("originals").path, [original])
    #expect(try fields(stranger)[0]["status"]?.contains("No original has the name") == true)
  }

  /// Writes a picture of the given samples as a portable map.
  private func write(
    _ name: String, in folder: TemporaryFolder, header: String, samples: [UInt8]
  ) throws -> String {
    let file = folder.file(name)
    try (Data("\(header)\n".utf8) + samples).write(to: file)
    return file.path
  }

  @Test("pictures of other channels and depths are compared in one form")
  func forms() throws {
    let folder = try TemporaryFolder()
    let samples: [UInt8] = [10, 50, 90, 200]
    let grey = try write("g.pgm", in: folder, header: "P5 2 2 255", samples: samples)
    let equal = try write(
      "e.ppm", in: folder, header: "P6 2 2 255", samples: samples.flatMap { [$0, $0, $0 + 2] })
    let same = try write(
      "s.ppm", in: folder, header: "P6 2 2 255", samples: samples.flatMap { [$0, $0, $0] })
    // 16 bits that are the samples' 257-fold but for a little.
    let deep = try write(
      "d.pgm", in: folder, header: "P5 2 2 65535", samples: samples.flatMap { [$0, $0 - 9] })
    let clear = try write(
      "c.pam", in: folder,
      header: "P7\nWIDTH 2\nHEIGHT 2\nDEPTH 2\nMAXVAL 255\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR",
      samples: samples.flatMap { [$0, 77] })
    let rows = try fields(measure(grey, [equal, same, deep, clear]))
    // Blue is off by 2 in colour; grey has no channels.
    #expect(abs(try number(rows[0], "psnr_decibels") - 10 * log10(65025 / (4.0 / 3))) < 1e-9)
    #expect(rows[0]["psnr_red_decibels"] == "" && rows[0]["psnr_blue_decibels"] != "")
    #expect(rows[1...].map { $0["status"] } == ["identical", "identical", "identical"])
    let reversed = try fields(measure(equal, [grey]))
    #expect(reversed[0]["psnr_decibels"] == rows[0]["psnr_decibels"])
  }

  @Test("a pipe in a folder is not read, whatever its name")
  func pipes() throws {
    let folder = try TemporaryFolder()
    for name in ["originals/a.ppm", "decoded/a.ppm"] { _ = try write(name, in: folder) }
    #expect(mkfifo(folder.file("decoded/b.ppm").path, 0o600) == 0)
    let rows = try measure(folder.file("originals").path, [folder.file("decoded").path])
    #expect(try fields(rows).map { $0["image"] } == ["a", "mean"])
  }

  @Test("asks other programs without a shell")
  func externalMetrics() throws {
    let folder = try TemporaryFolder()
    let original = try write("it's; $(an) \"original\" {file}.ppm", in: folder)
    let copy = try write("copy.ppm", in: folder)
    let rows = try measure(
      original, [copy],
      metrics: [
        #"sum: sh -c 'echo "score v2.1: (of 3 kinds) = $0"' {file}"#,
        #"my-size: wc -c {file} "{reference}""#, "broken: sh -c 'echo no luck >&2; exit 3' {file}",
        "silent: true {file}", "like-compare: sh -c 'echo 12.5 >&2; exit 1' {file}",
      ])
    let row = try #require(fields(rows).first)
    // The last number is that of the kinds; the path after it is not a number.
    #expect(row["sum"] == "3")
    // Both files: 24 by 40 pixels and the header each; the path, with its spaces and quotes, was one argument.
    #expect(row["my_size"] == "5786")
    #expect(row["broken"] == "" && row["silent"] == "")
    let status = try #require(row["status"])
    #expect(status.contains("'sh' ended with code 3: no luck"))
    #expect(status.contains("'true' printed no number"))
    #expect(status.contains("code 1: 12.5. It printed a number: if that counts, write sh -c '… ||"))
    #expect(row["ssim"] == "1")
  }

  @Test(
    "a template that makes no sense says so",
    arguments: [
      ("ssimulacra2", FailureClass.wrongUse, "a colon"), ("a b: c {file}", .wrongUse, "a name"),
      ("x:", .wrongUse, "no command"), ("x: ", .wrongUse, "no command"),
      ("x: wc 'a {file}", .wrongUse, "does not end"), ("x: wc {reference}", .wrongUse, "no {file}"),
      ("x: no-such-program-here {file}", .missing, "no program 'no-such-program-here'"),
    ])
  func templates(template: String, failure: FailureClass, words: String) throws {
    let error = try #require(throws: Diagnosis.self) { try ExternalMetric(parsing: template) }
    #expect(error.failureClass == failure && error.description.contains(words))
  }

  @Test("a column has one metric")
  func repeatedColumns() throws {
    let folder = try TemporaryFolder()
    let original = try write("original.ppm", in: folder)
    for metrics in [["ssim: wc {file}"], ["x: wc {file}", "X: wc {file}"]] {
      #expect(throws: Diagnosis.self) { try measure(original, [original], metrics: metrics) }
    }
  }
}
