import Foundation
import Testing

@Suite("rdtool encode, decode, compare and evaluate")
struct ImageCommandTests {
  /// A folder with pictures: `colour.ppm` (37 by 21), `grey.pgm` (1 by 50) and a small trained transform codec, `model.rdm`.
  private func workplace() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    func write(_ name: String, _ header: String, count: Int) throws {
      var bytes = Data(header.utf8)
      for sample in 0..<count { bytes.append(UInt8(sample * 7 % 251 / 2 + sample / 40 % 128)) }
      try bytes.write(to: folder.file(name))
    }
    try write("colour.ppm", "P6\n37 21\n255\n", count: 37 * 21 * 3)
    try write("grey.pgm", "P5\n1 50\n255\n", count: 50)
    _ = try folder.write(
      """
      model = "transform-codec:filters=4,latents=4,kernel=3,layers=2"
      data = "dead-leaves:count=20,height=16,width=16"
      epochs = 1
      """, to: "model.toml")
    let trained = try await run(["train", "model.toml", "-o", "model.rdm"], folder)
    #expect(trained.standardError == "" && trained.exitCode == 0)
    return folder
  }

  private func run(_ arguments: [String], _ folder: TemporaryFolder) async throws -> ToolRun {
    try await ToolRun.program(ToolRun.builtTool, arguments, in: folder.url)
  }

  private func names(in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }

  @Test(
    "an autoencoder's file gives back images of its size, others are refused",
    arguments: [
      "dense-autoencoder:latents=6,hidden=16",
      "image-autoencoder:widths=4,kernel=3,bottleneck=dense,latents=6",
    ])
  func autoencoder(_ model: String) async throws {
    let folder = try await workplace()
    _ = try folder.write(
      """
      model = "\(model)"
      data = "folder:path=\(folder.url.path)"
      crop = 16
      rows-per-image = 20
      epochs = 2
      """, to: "small.toml")
    try FileManager.default.removeItem(at: folder.file("grey.pgm"))
    let trained = try await run(["train", "small.toml", "-o", "small.rdm"], folder)
    #expect(trained.exitCode == 0, "\(trained.standardError)")
    var bytes = Data("P6\n16 16\n255\n".utf8)
    for sample in 0..<768 { bytes.append(UInt8(sample / 3)) }
    try bytes.write(to: folder.file("tile.ppm"))
    let encoded = try await run(
      ["encode", "tile.ppm", "tile.ppm", "-o", "two.rdi", "--model", "small.rdm"], folder)
    #expect(encoded.standardError == "" && encoded.exitCode == 0)
    let decoded = try await run(
      ["decode", "two.rdi", "-o", "back.ppm", "--model", "model.rdm", "--model", "small.rdm"],
      folder)
    #expect(decoded.standardError == "" && decoded.exitCode == 0)
    let back = try Data(contentsOf: folder.file("back-1.ppm"))
    #expect(back.count == bytes.count)
    #expect(try Data(contentsOf: folder.file("back-2.ppm")) == back)
    let measured = try await run(
      [
        "evaluate", "tile.ppm", "--model", "small.rdm", "--model", "model.rdm", "--format", "csv",
      ], folder)
    #expect(measured.standardError == "" && measured.lines.count == 3)
    let shown = try await run(
      [
        "evaluate", "tile.ppm", "digits:count=3", "--model", "model.rdm", "--pictures", "sheets",
      ], folder)
    #expect(shown.exitCode == 0 && shown.standardError == "", "\(shown.standardError)")
    let table = try String(contentsOf: folder.file("sheets/pictures.csv"), encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",") }
    #expect(table.count == 5 && table[0].count == 8)
    // A sheet for each size: of one picture, and of three side by side.
    for (sheet, size) in [(1, "16 52"), (2, "88 88")] {
      let picture = try await run(
        ["decode", "sheets/sheet-\(sheet).png", "-o", "sheet.ppm"], folder)
      #expect(picture.exitCode == 0, "\(picture.standardError)")
      let pixels = try Data(contentsOf: folder.file("sheet.ppm"))
      #expect(pixels.starts(with: Data("P6\n\(size)\n255\n".utf8)))
      guard sheet == 1 else { continue }
      // The original is on top, below it the reconstruction, whose error is that of the table, and its map.
      let rows = pixels.suffix(16 * 52 * 3)
      #expect(rows.prefix(768) == bytes.suffix(768))
      let decoded = Data(rows.dropFirst(18 * 48).prefix(768))
      let map = Data(rows.dropFirst(36 * 48).prefix(768))
      let errors = zip(decoded, bytes.suffix(768)).map { abs(Int($0) - Int($1)) }
      let error = Double(errors.reduce(0) { $0 + $1 * $1 }) / 768 / 65025
      #expect(abs((Double(table[1][6]) ?? 0) / error - 1) < 1e-12)
      for pixel in 0..<256 {
        let sum = errors[3 * pixel..<3 * pixel + 3].reduce(0, +)
        #expect(abs(Double(map[3 * pixel]) - min(255, 8 * Double(sum) / 3)) <= 0.5)
      }
    }
    for arguments in [
      ["evaluate", "colour.ppm", "--model", "small.rdm"],
      ["encode", "colour.ppm", "-o", "x.rdi", "--model", "small.rdm"],
    ] {
      let refused = try await run(arguments, folder)
      #expect(refused.exitCode == 64 && refused.standardError.contains("16x16x3"))
    }
  }

  @Test("a model's file gives back images of any size and kind, and is measured")
  func model() async throws {
    let folder = try await workplace()
    let encoded = try await run(
      ["encode", "colour.ppm", "grey.pgm", "-o", "both.rdi", "--model", "model.rdm"], folder)
    #expect(encoded.standardError == "" && encoded.exitCode == 0)
    let decoded = try await run(
      ["decode", "both.rdi", "-o", "back.pnm", "--model", "model.rdm"], folder)
    #expect(decoded.standardError == "" && decoded.exitCode == 0)
    let colour = try Data(contentsOf: folder.file("back-1.pnm"))
    let grey = try Data(contentsOf: folder.file("back-2.pnm"))
    #expect(colour.starts(with: Data("P6\n37 21\n255\n".utf8)))
    #expect(grey.starts(with: Data("P5\n1 50\n255\n".utf8)))

    let measured = try await run(
      ["evaluate", "--model", "model.rdm", "colour.ppm", "dead-leaves:count=2", "--format", "csv"],
      folder)
    #expect(measured.standardError == "" && measured.lines.count == 2)
    let missing = try await run(["evaluate", "--model", "model.rdm", "colour.png"], folder)
    #expect(missing.exitCode == 69 && missing.standardError.contains("no file, folder or data set"))
    for data in ["grey.pgm", "digits:count=3"] {
      let inGrey = try await run(["evaluate", "--model", "model.rdm", data], folder)
      #expect(inGrey.standardError == "" && inGrey.exitCode == 0)
    }
  }

  @Test("what cannot be done says so, with its exit code, and leaves no file")
  func refusals() async throws {
    let folder = try await workplace()
    let encoded = try await run(
      ["encode", "colour.ppm", "-o", "one.rdi", "--model", "model.rdm"], folder)
    #expect(encoded.exitCode == 0)
    let whole = try Data(contentsOf: folder.file("one.rdi"))
    var altered = whole
    altered[whole.count / 2] ^= 4
    try whole.dropLast(3).write(to: folder.file("cut.rdi"))
    try altered.write(to: folder.file("altered.rdi"))
    try Data().write(to: folder.file("empty"))
    let before = try names(in: folder)
    let picture = try Data(contentsOf: folder.file("colour.ppm"))
    let cases: [(arguments: [String], code: Int32, words: String)] = [
      (["encode", "colour.ppm", "-o", "./colour.ppm", "--model", "model.rdm"], 64, "lost"),
      (["encode", "colour.ppm", "-o", "model.rdm", "--model", "model.rdm"], 64, "lost"),
      (["encode", "colour.ppm", "-o", "none/x.rdi", "--model", "model.rdm"], 74, "--output"),
      (["encode", "colour.ppm", "-o", "x.png", "--model", "model.rdm"], 64, "End it with .rdi"),
      (["encode", "colour.ppm", "-o", "x.jpg", "--codec", "png"], 64, "End it with .png"),
      (["encode", "colour.ppm", "grey.pgm", "-o", "x.png", "--codec", "png"], 64, "a slash"),
      (["encode", "no*.ppm", "-o", "x.rdi", "--model", "model.rdm"], 69, "No file fits 'no*.ppm'"),
      (["encode", "absent.ppm", "-o", "x.rdi", "--model", "model.rdm"], 69, "absent.ppm"),
      (["encode", "empty", "-o", "x.rdi", "--model", "model.rdm"], 65, "begins like no picture"),
      (["encode", "colour.ppm", "-o", "x.rdi", "--model", "colour.ppm"], 65, "colour.ppm"),
      (["encode", "colour.ppm", "-o", "x.rdi", "--model", "absent.rdm"], 69, "absent.rdm"),
      (["encode", "colour.ppm", "-o", "x.rdi"], 64, "--model or --codec"),
      (["decode", "one.rdi", "-o", "x.jpg", "--model", "model.rdm"], 64, ".png"),
      (["decode", "one.rdi", "-o", "x.ppm"], 64, "--model"),
      (["decode", "cut.rdi", "-o", "x.ppm", "--model", "model.rdm"], 65, "cut.rdi"),
      (["decode", "altered.rdi", "-o", "x.ppm", "--model", "model.rdm"], 65, "altered"),
      (
        ["decode", "empty", "-o", "x.ppm", "--model", "model.rdm"], 65,
        "empty: It begins like no coded"
      ),
      (["decode", "one.rdi", "one.rdi", "-o", "x.png", "--model", "model.rdm"], 64, "a slash"),
    ]
    for (arguments, code, words) in cases {
      let run = try await run(arguments, folder)
      #expect(run.exitCode == code, "\(arguments): \(run.standardError)")
      #expect(run.standardError.contains(words), "\(arguments): \(run.standardError)")
      #expect(run.standardOutput == "")
    }
    #expect(try names(in: folder) == before)
    #expect(try Data(contentsOf: folder.file("colour.ppm")) == picture)
  }

  @Test("a picture that a model does not take is named, and fewer bits per sample are not refused")
  func kinds() async throws {
    let folder = try await workplace()
    var deep = Data("P5\n2 2\n65535\n".utf8)
    deep.append(contentsOf: [1, 2, 3, 4, 5, 6, 7, 8])
    try deep.write(to: folder.file("deep.pgm"))
    var shallow = Data("P5\n2 2\n100\n".utf8)
    shallow.append(contentsOf: [0, 100, 50, 7])
    try shallow.write(to: folder.file("shallow.pgm"))
    let refused = try await run(
      ["encode", "colour.ppm", "deep.pgm", "-o", "x.rdi", "--model", "model.rdm"], folder)
    #expect(refused.exitCode == 64 && refused.standardError.contains("deep.pgm: "))
    let measured = try await run(["evaluate", "deep.pgm", "--model", "model.rdm"], folder)
    #expect(measured.exitCode == 64 && measured.standardError.contains("deep.pgm: "))
    for arguments in [
      ["encode", "shallow.pgm", "-o", "x.rdi", "--model", "model.rdm"],
      ["evaluate", "shallow.pgm", "--model", "model.rdm"],
    ] {
      let taken = try await run(arguments, folder)
      #expect(taken.standardError == "" && taken.exitCode == 0)
    }
  }

  @Test("what one codec cannot code leaves the other rows of a comparison as they are")
  func comparison() async throws {
    let folder = try await workplace()
    var deep = Data("P5\n2 2\n65535\n".utf8)
    deep.append(contentsOf: [1, 2, 3, 4, 5, 6, 7, 8])
    try deep.write(to: folder.file("deep.pgm"))
    // The model comes as a codec, so that no library is asked for.
    let arguments = [
      "compare", "colour.ppm", "deep.pgm", "--model", "model.rdm", "--format", "csv", "--per-image",
    ]
    let codecs = ["png", "jpeg"].flatMap { ["--codecs", $0] }
    let compared = try await run(arguments + codecs, folder)
    guard compared.exitCode != 69 else { return }
    #expect(compared.exitCode == 1)
    #expect(compared.standardError.contains("deep.pgm: "))
    let rows = compared.lines.dropFirst().map { $0.split(separator: ",") }
    let own = rows.filter { $0[0] == "transform-codec" }
    #expect(own.count == 3 && own[0].last == "ok" && own[1].last != "ok")
    #expect(rows.filter { $0[0] == "png" }.allSatisfy { $0.last == "ok" })
    #expect(own[2].last?.contains("1 of 2 failed") == true)
    #expect(compared.standardError.contains("Means are over 1 of 2 images"))
    let never = try await run(
      [
        "compare", "deep.pgm", "colour.ppm", "--external",
        "y: sh -c 'grep -q P5 $0 || exit 3; cp $0 $1' {in}.pgm {out}",
        "--model", "model.rdm", "--format", "csv",
      ], folder)
    #expect(never.exitCode == 1 && never.standardError.contains("There are no means"))
    #expect(!never.standardOutput.contains(",ok\n"))
    let anchored = try await run(arguments + codecs + ["--anchor", "jpeg"], folder)
    #expect(anchored.exitCode == 1 && anchored.lines.count == 2)
    #expect(anchored.standardError.contains("on 1 of 2 images"))
  }

  @Test("files of other codecs are known by what they hold")
  func otherCodecs() async throws {
    let folder = try await workplace()
    for codec in ["jpeg", "jpeg2000", "webp", "avif", "jpeg-xl", "jpeg-ls-near", "png"] {
      let encoded = try await run(
        ["encode", "colour.ppm", "-o", "file", "--codec", codec]
          + (codec == "png" ? [] : ["--psnr", "25"]), folder)
      guard encoded.exitCode != 69 else { continue }
      #expect(encoded.standardError == "" && encoded.exitCode == 0)
      let decoded = try await run(["decode", "file", "-o", "back.ppm"], folder)
      #expect(decoded.standardError == "" && decoded.exitCode == 0)
      let whole = try Data(contentsOf: folder.file("file"))
      try whole.prefix(whole.count * 2 / 3).write(to: folder.file("cut"))
      let refused = try await run(["decode", "cut", "-o", "other.ppm"], folder)
      #expect(refused.exitCode == 65, "\(codec)")
      #expect(!refused.standardError.contains("begins like no"), "\(refused.standardError)")
    }
    #expect(try !names(in: folder).contains("other.ppm"))
  }

  @Test(
    "a picture of a folder that cannot be used is named and skipped, and what it lacks is said once"
  )
  func skipping() async throws {
    let folder = try await workplace()
    let pictures = folder.file("pictures")
    try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
    func write(_ bytes: Data, _ name: String) throws {
      try bytes.write(to: pictures.appendingPathComponent(name))
    }
    let whole = try Data(contentsOf: folder.file("colour.ppm"))
    try write(whole, "a.ppm")
    try write(whole.dropLast(), "cut.ppm")
    try write(Data("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 2\nMAXVAL 255\nENDHDR\n\u{1}\u{2}".utf8), "la.pam")
    try write(whole + whole, "two.ppm")
    let warning = "warning: 'pictures/two.ppm': it has more than one picture"
    func occurrences(_ text: String, _ run: ToolRun) -> Int {
      run.standardError.components(separatedBy: text).count - 1
    }

    let measured = try await run(
      ["evaluate", "--model", "model.rdm", "pictures", "--format", "csv"], folder)
    #expect(measured.exitCode == 1 && measured.lines.count == 2)
    #expect(measured.lines.last?.contains(",2,") == true)
    #expect(occurrences("skipped: ", measured) == 2)
    #expect(occurrences("pictures/cut.ppm", measured) == 1)
    #expect(occurrences("pictures/la.pam: ", measured) == 1)
    #expect(occurrences(warning, measured) == 1)
    #expect(measured.standardError.contains("2 pictures were skipped"))

    let compared = try await run(
      [
        "compare", "pictures/a.ppm", "pictures/cut.ppm", "pictures/two.ppm", "--codecs", "png",
        "--format", "csv",
      ], folder)
    #expect(compared.exitCode == 1 && compared.lines.count == 2)
    #expect(occurrences("skipped: ", compared) == 1 && occurrences(warning, compared) == 1)
    let refused = try await run(
      ["compare", "pictures/cut.ppm", "pictures/la.pam", "--codecs", "jpeg"], folder)
    #expect(refused.exitCode == 1 && refused.standardError.contains("1 picture was skipped"))
    #expect(refused.standardError.contains("rows failed"))

    let alone = try await run(["evaluate", "--model", "model.rdm", "pictures/cut.ppm"], folder)
    #expect(alone.exitCode == 65 && alone.standardError.hasPrefix("rdtool: "))

    _ = try folder.write(
      """
      model = "transform-codec:filters=4,latents=4,kernel=3,layers=2"
      data = "folder:path=\(pictures.path)"
      crop = 16
      epochs = 1
      """, to: "folder.toml")
    let trained = try await run(["train", "folder.toml", "-o", "folder.rdm"], folder)
    #expect(trained.exitCode == 1 && occurrences("skipped: ", trained) == 2)
    #expect(
      occurrences("two.ppm': it has more than one", trained) == 1
        && trained.standardError.contains("alpha"))
    #expect(FileManager.default.fileExists(atPath: folder.file("folder.rdm").path))
  }

  /// The rows of a table in CSV by the names of their columns.
  private func rows(_ run: ToolRun) -> [[String: String]] {
    let lines = run.lines.map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test("a folder is encoded to a folder, and each file is reported as it is")
  func folders() async throws {
    let folder = try await workplace()
    let pictures = folder.file("pictures")
    try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
    for name in ["colour.ppm", "grey.pgm"] {
      try FileManager.default.copyItem(
        at: folder.file(name), to: pictures.appendingPathComponent(name))
    }
    try Data("none".utf8).write(to: pictures.appendingPathComponent("bad.png"))
    let encoded = try await run(
      [
        "encode", "pictures", "-o", "coded", "--model", "model.rdm", "--jobs", "2", "--format",
        "csv",
      ], folder)
    #expect(encoded.exitCode == 1 && encoded.standardError.contains("skipped: "))
    #expect(encoded.standardError.contains("pictures/bad.png"))
    let files = rows(encoded)
    #expect(files.map { $0["file"] } == ["coded/colour.rdi", "coded/grey.rdi"])
    for file in files {
      let path = try #require(file["file"])
      let size = try Data(contentsOf: folder.file(path)).count
      #expect(file["bytes"] == "\(size)" && file["coder"] == "model.rdm")
    }
    // The same bytes and the same error as of a file by itself.
    let one = try await run(
      ["encode", "colour.ppm", "-o", "one.rdi", "--model", "model.rdm", "--format", "csv"], folder)
    #expect(
      try Data(contentsOf: folder.file("one.rdi"))
        == Data(contentsOf: folder.file("coded/colour.rdi")))
    #expect(rows(one)[0]["psnr_decibels"] == files[0]["psnr_decibels"])
    let decoded = try await run(
      ["decode", "one.rdi", "-o", "back.ppm", "--model", "model.rdm"], folder)
    #expect(decoded.exitCode == 0)
    let measured = try await run(["measure", "colour.ppm", "back.ppm", "--format", "csv"], folder)
    let psnr = try [rows(measured), files].map {
      try #require(Double($0[0]["psnr_decibels"] ?? ""))
    }
    #expect(abs(psnr[0] - psnr[1]) < 1e-9)
    try Data((0..<4000).map { UInt8($0 % 50) }).write(to: folder.file("numbers.f32"))
    for arguments in [
      ["encode", "numbers.f32", "-o", "coded/numbers.rdq", "--rate", "2"],
      ["encode", "colour.ppm", "-o", "coded/plain.png", "--codec", "png"],
    ] {
      #expect(try await run(arguments, folder).exitCode == 0)
    }
    try Data("none".utf8).write(to: folder.file("coded/bad.rdi"))
    let back = try await run(
      ["decode", "coded", "-o", "back", "--model", "model.rdm", "--jobs", "2"], folder)
    #expect(back.exitCode == 1 && back.standardOutput == "")
    #expect(back.standardError.contains("skipped: coded/bad.rdi: "))
    #expect(back.standardError.contains("1 picture was skipped"))
    let decodedNames = try FileManager.default.contentsOfDirectory(
      atPath: folder.file("back").path
    ).sorted()
    #expect(decodedNames == ["colour.png", "grey.png", "numbers.npy", "plain.png"])
    let original = try await run(["measure", "colour.ppm", "back/plain.png"], folder)
    #expect(original.standardOutput.contains("identical"))
    let twice = try await run(
      ["encode", "pictures", "colour.ppm", "-o", "coded", "--model", "model.rdm"], folder)
    #expect(twice.exitCode == 64 && twice.standardError.contains("several files named 'colour'"))
  }

  @Test("compare takes folders and patterns, has both means, and names models as they were given")
  func means() async throws {
    let folder = try await workplace()
    for picture in [["colour.ppm", "grey.pgm"], ["*.p?m"]] {
      let compared = try await run(
        ["compare"] + picture + ["--model", "./model.rdm", "--format", "csv"], folder)
      #expect(compared.exitCode == 0 && compared.standardError == "")
      let row = try #require(rows(compared).first)
      #expect(
        rows(compared).count == 1 && row["image"] == "mean" && row["images"] == "2"
          && row["model"] == "./model.rdm")
      let each = rows(
        try await run(
          ["compare"] + picture + ["--model", "model.rdm", "--format", "csv", "--per-image"], folder
        ))
      #expect(each.map { $0["image"] } == ["colour.ppm", "grey.pgm", "mean"])
      func numbers(_ column: String) throws -> [Double] {
        try each.prefix(2).map { try #require(Double($0[column] ?? "")) }
      }
      let rates = try numbers("bits_per_pixel")
      #expect(row["bits_per_pixel"] == "\((rates[0] + rates[1]) / 2)")
      let bits = try numbers("bytes").reduce(0, +) * 8
      let pooled = try #require(Double(row["bits_per_pixel_pooled"] ?? ""))
      #expect(abs(pooled - bits / Double(37 * 21 + 50)) < 1e-12)
      #expect(
        each[0]["ms_ssim"] == "" && row["encode_seconds"] != "" && row["decode_seconds"] != "")
    }
  }

  @Test("other programs are codecs by their commands")
  func externalCodecs() async throws {
    let folder = try await workplace()
    try FileManager.default.createDirectory(
      at: folder.file("with space"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      at: folder.file("colour.ppm"), to: folder.file("with space/a b.ppm"))
    let size = try Data(contentsOf: folder.file("with space/a b.ppm")).count
    let compared = try await run(
      [
        "compare", "with space/*.ppm", "--format", "csv", "--external",
        "copy: cp {in}.ppm {out}.ppm", "--external",
        "head:n=100/2000: sh -c 'head -c {n} \"$0\" >> \"$1\"; cat \"$0\" >> \"$1\"' {in}.ppm {out}",
        "--external-decoder", "head: sh -c 'tail -c \(size) \"$0\" > \"$1\"' {in} {out}.ppm",
        "--external", "broken: sh -c 'echo no luck >&2; exit 3' {in} {out}",
        "--external", "silent: true {in} {out}",
        "--external", "shell: sh -c \"cp {in} {out} && true\"",
      ], folder)
    #expect(compared.exitCode == 1)
    let found = rows(compared)
    #expect(found.map { $0["codec"] } == ["copy", "head", "head", "broken", "silent", "shell"])
    #expect(found.prefix(5).map { $0["setting"] } == ["", "100", "2000", "", ""])
    #expect(
      found.prefix(5).map { $0["bytes"] }
        == ["\(size)", "\(size + 100)", "\(size + 2000)", "", ""])
    #expect(found[5]["status"] == "ok" && found[5]["ssim"] == "1")
    #expect(found.prefix(3).allSatisfy { $0["ssim"] == "1" && $0["status"] == "ok" })
    #expect(compared.standardError.contains("broken: 'sh' ended with code 3: no luck"))
    #expect(compared.standardError.contains("'silent' could not encode the image"))
  }

  @Test("quality is that of the colours, and a codec without grey pictures codes them in colour")
  func forms() async throws {
    let folder = try await workplace()
    var clear = Data(
      "P7\nWIDTH 8\nHEIGHT 8\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n".utf8)
    for sample in 0..<256 { clear.append(UInt8(sample * 37 % 256)) }
    try clear.write(to: folder.file("clear.pam"))
    for codec in ["webp:quality=50", "webp-lossless"] {
      let encoded = try await run(
        ["encode", "grey.pgm", "-o", "grey.webp", "--codec", codec, "--format", "csv"], folder)
      guard encoded.exitCode != 69 else { return }
      #expect(encoded.exitCode == 0 && encoded.standardError == "", "\(encoded.standardError)")
      let compared = try await run(
        ["compare", "grey.pgm", "--codecs", codec, "--format", "csv"], folder)
      #expect(compared.exitCode == 0 && compared.standardError == "")
      #expect(rows(compared)[0]["psnr_decibels"] == rows(encoded)[0]["psnr_decibels"])
      #expect(rows(compared)[0]["bytes"] == rows(encoded)[0]["bytes"])
      let transparent = try await run(
        ["encode", "clear.pam", "-o", "clear.webp", "--codec", codec, "--format", "csv"], folder)
      #expect(transparent.exitCode == 0)
      #expect(transparent.standardError.contains("warning: 'clear.pam': it is transparent in part"))
      let measured = try await run(
        ["measure", "clear.pam", "clear.webp", "--format", "csv"], folder)
      let psnrs = [measured, transparent].map {
        rows($0)[0]["psnr_decibels"].flatMap { Double($0) }
      }
      #expect(psnrs.allSatisfy { $0 == nil } || abs((psnrs[0] ?? 0) - (psnrs[1] ?? 99)) < 1e-9)
    }
  }

  @Test("standard input is called by its name")
  func standardInput() async throws {
    let folder = try await workplace()
    let tool = ToolRun.builtTool.path
    func shell(_ line: String) async throws -> ToolRun {
      try await ToolRun.program(URL(filePath: "/bin/bash"), ["-c", line], in: folder.url)
    }
    let encoded = try await shell("'\(tool)' encode - -o x.rdi --model model.rdm < colour.ppm")
    #expect(encoded.exitCode == 0 && !encoded.standardOutput.contains("rdtool-input"))
    let table = "printf 'codec;bpp;psnr\\nA;0,5;30\\nA;1;33\\nB;0,4;30\\nB;0,8;33\\n'"
    let compared = try await shell("\(table) | '\(tool)' bd - --anchor A --format csv")
    let row = try #require(rows(compared).first { $0["curve"] == "B" })
    #expect(abs((Double(row["bd_rate_pchip_percent"] ?? "") ?? 0) + 20) < 1e-9)
    #expect(row["source"] == "-" && !compared.standardError.contains("rdtool-input"))
    // Drawn before the table goes nowhere.
    let cut = try await shell(
      "\(table) | '\(tool)' bd - --anchor A --figure f.gp | true; test -s f.gp")
    #expect(cut.exitCode == 0)
  }

  @Test(
    "templates that make no sense say so",
    arguments: [
      (["--external", "x: no-such-program {in} {out}"], 69, "no program 'no-such-program'"),
      (["--external", "x: cp {in}"], 64, "no {out}"),
      (["--external", "x:q=1/2: cp {in} {out}"], 64, "no placeholder for"),
      (["--external", "x: cp {in} {out}", "--external", "x: cp {in} {out}"], 64, "two codecs 'x'"),
      (["--external-decoder", "x: cp {in} {out}"], 64, "no codec 'x'"),
      (["--external", "x: cp {in} {out}", "--bpp", "1"], 64, "List settings"),
    ])
  func externalErrors(_ arguments: [String], code: Int32, message: String) async throws {
    let folder = try TemporaryFolder()
    let refused = try await run(["compare", "a.png"] + arguments, folder)
    #expect(
      refused.exitCode == code && refused.standardError.contains(message),
      "\(refused.standardError)")
  }
}
