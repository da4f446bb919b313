import Foundation
import RDCommands
import RDCore
import RDCurves
import RDResults
import TestFolders
import Testing

@Suite("rdtool bd")
struct CurveDistancesTests {
  private typealias Rows = [String: [String: String]]

  /// The fields of each row by the name of its curve.
  private func rows(_ distances: CurveDistances) throws -> Rows {
    try fields(distances.table(for: .csv).rendered(as: .csv), key: "curve")
  }

  private func fields(_ text: String, key: String) throws -> Rows {
    let document = try CSVDocument(parsing: text, origin: "table")
    let rows = document.rows.map { Dictionary(uniqueKeysWithValues: zip(document.columns, $0)) }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[key] ?? "", $0) })
  }

  private func distances(
    _ collection: CurveCollection, from anchor: String,
    methods: [BjontegaardDelta.Interpolation] = [.pchip], rates: Interval? = nil
  ) throws -> CurveDistances {
    try CurveDistances(
      of: collection, from: collection.curve(named: anchor), methods: methods, rates: rates)
  }

  @Test(
    "agrees with the published curves' BD-rates, computed by SciPy and the package bjontegaard",
    arguments: [
      ("rdtool jpeg", "rdtool_jpeg_0.2_1bpp", true),
      ("JPEG (Pillow 4:2:0)", "pillow_jpeg_0.2_1bpp", true),
      ("VTM (VVC intra, CompressAI)", "vtm_0.2_1bpp", true),
      ("rdtool jpeg", "rdtool_jpeg_full_overlap_bjontegaard", false),
      ("VTM (VVC intra, CompressAI)", "vtm_full_overlap_bjontegaard", false),
    ])
  func published(anchor: String, column: String, isLimited: Bool) throws {
    let file = try #require(
      Bundle.module.url(
        forResource: "kodak-bd-rates", withExtension: "csv", subdirectory: "Reference"))
    let expected = try fields(String(contentsOf: file, encoding: .utf8), key: "codec")
    let found = try rows(
      distances(
        CurveCollection(paths: [], includesPublished: true, metric: .psnr), from: anchor,
        rates: isLimited ? Interval(0.2, 1) : nil))
    #expect(found.count == 80 && Set(found.keys) == Set(expected.keys))
    var count = 0
    for (name, row) in expected {
      func number(_ key: String) -> Double? { row[key].flatMap { Double($0) } }
      guard let rate = number("bd_rate_vs_\(column)") else { continue }
      let own = try #require(found[name])
      // The table has two decimals, of points with four.
      #expect(abs(try #require(own["bd_rate_pchip_percent"].flatMap { Double($0) }) - rate) < 0.02)
      count += 1
      guard column == "rdtool_jpeg_0.2_1bpp", let least = number("from_db") else { continue }
      #expect(abs(try #require(own["least_psnr_decibels"].flatMap { Double($0) }) - least) < 0.02)
      let largest = try #require(own["largest_psnr_decibels"].flatMap { Double($0) })
      #expect(abs(largest - (try #require(number("to_db")))) < 0.02)
    }
    #expect(count >= 76)
  }

  @Test("reads tables of anybody, marks them, and places them among the published ones")
  func ownCurves() throws {
    let folder = try TemporaryFolder()
    // Other names of columns, behind a byte order mark, and a lossless row.
    let mine = try folder.write(
      """
      \u{FEFF}Method,Bits per pixel,PSNR (dB)
      ours,0.0921408,25.6463
      ours,0.1535416,27.5545
      ours,0.24,
      """, to: "mine.csv")
    let single = try folder.write("BPP,mean_psnr_decibels\n1,30\n2,33\n", to: "single.csv")
    let collection = try CurveCollection(
      paths: [mine.path, single.path], includesPublished: true, metric: .psnr)
    #expect(collection.curves.count == 82)
    let distances = try distances(collection, from: "jpeg (pill")
    try distances.check()
    let rows = try rows(distances)
    let ours = try #require(rows["ours"])
    #expect(ours["own"] == "yes" && ours["points"] == "2" && ours["averaging"] == "")
    #expect(ours["warnings"] == "Fewer than four points: 2.")
    #expect(rows["single"]?["averaging"] == "mean of per-image PSNR")
    #expect(rows["COIN (C3 repo)"]?["own"] == "" && rows["COIN (C3 repo)"]?["kind"] != "")
    #expect(rows["JPEG (Pillow 4:2:0)"]?["bd_rate_pchip_percent"] == "0")
    #expect(distances.notes.contains { $0.contains("different averagings") })
    #expect(distances.notes.contains("Rows left out, without a finite rate and PSNR: 1."))
  }

  @Test(
    "finds how a table is written",
    arguments: [
      "codec\tbpp\tpsnr\na\t0.25\t30.5\na\t1\t33\n", "codec;bpp;psnr\na;0,25;30,5\na;1;33\n",
      "Codec;Bitrate (bpp);PSNR (dB)\na;0.25;30.5\na;1;33\n",
      "# my results\ncodec, bpp, psnr\na, 0.25, 30.5\n# more\na, 1, 33\n",
      "Method,bits/pixel,PSNR [dB]\n\"a\",0.25,30.5\na,1,33\n",
      "codec bpp psnr\na 0.25 30.5\na 1 33\n",
      "PSNR-Y,bits per pixel,codec\n30.5,0.25,a\n33,1,a\n",
      "name,rate,Y-PSNR\na,.25,30.5\na,1,33\n",
      "codec,average_bpp,psnr_y_db\r\na,0.25,30.5\r\na,nan,31\r\na,0.5,inf\r\na,-,32\r\na,1,33\r\n",
    ])
  func spellings(text: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "table.txt")
    let curves = try CurveCollection(
      paths: [file.path], includesPublished: false, metric: .psnr
    ).curves
    #expect(curves.map(\.name) == ["a"])
    #expect(curves.first?.points.map(\.rateBits) == [0.25, 1])
    #expect(curves.first?.points.map(\.qualityDecibels) == [30.5, 33])
    let isOfLuma = text.firstMatch(of: /Y-PSNR|PSNR-Y|psnr_y/) != nil
    #expect(curves.first?.isOfLuma == isOfLuma)
  }

  @Test(
    "rates of another unit are not compared, and PSNR of luma is told from that of all channels")
  func units() throws {
    let folder = try TemporaryFolder()
    let mine = try folder.write("bpp,psnr\n0.25,30\n0.5,33\n1,36\n2,40\n", to: "mine.csv")
    let theirs = try folder.write(
      "codec,bitrate,psnr_y\nA,250,30\nA,500,33\nA,1000,36\nA,2000,40\n", to: "theirs.csv")
    let video = try folder.write("kbps,psnr\n0.3,30\n0.6,33\n1.1,36\n2.1,40\n", to: "video.csv")
    let collection = try CurveCollection(
      paths: [mine.path, theirs.path, video.path], includesPublished: false, metric: .psnr)
    let distances = try distances(collection, from: "mine")
    let rows = try rows(distances)
    for name in ["A", "video"] {
      #expect(rows[name]?["bd_rate_pchip_percent"] == "")
      #expect(rows[name]?["warnings"]?.contains("nothing is compared") == true)
    }
    #expect(rows["A"]?["warnings"]?.contains("from 250 to 2000") == true)
    #expect(rows["A"]?["warnings"]?.contains("Its PSNR is that of luma") == true)
    #expect(rows["video"]?["warnings"]?.contains("kilobits per second") == true)
    try distances.check()
  }

  @Test(
    "a figure has every own curve, and as SVG its key below the axes",
    .enabled(if: ExternalProgram(named: "gnuplot") != nil))
  func figure() throws {
    let folder = try TemporaryFolder()
    let mine = try folder.write(
      "codec,bpp,psnr\nours,0.01,20\nours,0.02,22\nours,4,45\n", to: "mine.csv")
    let collection = try CurveCollection(
      paths: [mine.path], includesPublished: true, metric: .psnr)
    let chart = try distances(collection, from: "vtm").chart
    let script = folder.file("drawn.gp")
    try FigureFile(script.path).draw(chart)
    #expect(try String(contentsOf: script, encoding: .utf8).contains("set xrange [0.008:5"))
    let svg = folder.file("drawn.svg")
    try FigureFile(svg.path).draw(chart)
    // The heights of texts, downwards, in the order in which they are drawn.
    let texts = try String(contentsOf: svg, encoding: .utf8)
      .matches(of: /translate\([0-9.]+,([0-9.]+)\)[^>]*>\s*<text[^>]*><tspan[^>]*>([^<]*)</)
      .map { (Double($0.1) ?? 0, String($0.2)) }
    let title = try #require(texts.first { $0.1 == "bits per pixel" }?.0)
    let tick = try #require(texts.first { $0.1 == "0.25" }?.0)
    let key = texts.filter { $0.1.contains("curves") || $0.1.contains("the anchor") }
    #expect(key.count == 2 && key.allSatisfy { $0.0 > title + 14 })
    #expect(title > tick + 17)
  }

  @Test("takes means over images, splits data sets and leaves out other images")
  func resultTables() throws {
    let folder = try TemporaryFolder()
    let compared = try folder.write(
      """
      codec,image,bits_per_pixel,psnr_decibels,status
      a,one,9,90,ok
      a,mean,1,30,ok
      a,two,9,91,ok
      a,mean,2,33,ok
      a,mean,3,34,1 of 2 failed
      """, to: "compared.csv")
    let curve = try #require(
      CurveCollection(paths: [compared.path], includesPublished: false, metric: .psnr).curves.first)
    #expect(curve.points.map(\.qualityDecibels) == [30, 33])
    #expect(curve.averaging == "mean of per-image PSNR")

    let results = try folder.write(
      """
      experiment,source,method,bits_per_pixel,pooled_psnr_decibels
      e,kodak,a,1,30
      e,kodak,a,2,33
      e,digits,a,1,20
      e,digits,a,2,25
      """, to: "results.csv")
    let collection = try CurveCollection(
      paths: [results.path], includesPublished: true, metric: .psnr)
    let distances = try distances(collection, from: "a (kodak)")
    let rows = try rows(distances)
    #expect(rows.count == 81 && rows["a (digits)"] == nil)
    #expect(rows["a (kodak)"]?["averaging"] == "PSNR of pooled MSE")
    #expect(
      rows["WebP"]?["warnings"]?.contains("The anchor's averaging is: PSNR of pooled MSE") == true)
    #expect(distances.notes.contains("Left out, not on the anchor's images: a (digits)."))
  }

  @Test("compares similarities in decibels, by all methods")
  func similarity() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      codec,bpp,MS-SSIM
      a,0.1,0.9
      a,0.2,0.95
      a,0.4,0.975
      a,0.8,0.99
      b,0.07,0.9
      b,0.14,0.95
      b,0.28,0.975
      b,0.56,0.99
      """, to: "similarity.csv")
    let collection = try CurveCollection(
      paths: [file.path], includesPublished: false, metric: CurveMetric("ms-ssim"))
    let b = try #require(
      rows(distances(collection, from: "a", methods: [.pchip, .cubic, .akima]))["b"])
    for method in ["pchip", "cubic", "akima"] {
      let rate = try #require(b["bd_rate_\(method)_percent"].flatMap { Double($0) })
      #expect(abs(rate + 30) < 1e-9)
    }
    #expect(b["least_ms_ssim_decibels"] == "10")
  }

  @Test("names of curves may be short, but must be of one")
  func names() throws {
    let folder = try TemporaryFolder()
    let one = try folder.write("bpp,psnr\n1,30\n2,33\n", to: "x/WebP.csv")
    let collection = try CurveCollection(paths: [one.path], includesPublished: true, metric: .psnr)
    #expect(try collection.curve(named: "elic").name == "ELIC 2022 (paper)")
    #expect(try collection.curve(named: "rdtool jpeg").name == "rdtool jpeg")
    #expect(try collection.curve(named: "WebP (published)").path == nil)
    #expect(try collection.curve(named: "WebP (\(one.path))").isOwn)
    func message(_ name: String) -> String {
      do {
        return try collection.curve(named: name).name
      } catch { return "\(error)" }
    }
    #expect(message("Cheng").contains("'Cheng 2020 anchor (CompressAI)', 'Cheng 2020 attention"))
    #expect(message("hyperprior").contains("Is it one of 'Ballé 2018 hyperprior (CompressAI)'"))
    #expect(message("EILC").contains("There is no curve 'EILC'"))
  }

  @Test(
    "tables without curves say what they lack",
    arguments: [
      ("", "is empty"), ("codec,psnr\na,3\n", "no column of rates"),
      ("codec,bpp\na,3\n", "no column of PSNR"), ("bpp,psnr\n", "no point of a curve"),
      ("bpp,psnr\n1,\n", "no point of a curve"), ("bpp,psnr\nx,30\n", "'x' is not a number"),
      ("bpp,psnr\n1,30\n# so\nx,30\n", "line 4"), ("bpp,psnr\n1,30,2\n", "3 fields"),
      ("image,bpp,psnr\na,1,30\nb,2,33\n", "several images"),
    ])
  func badTables(text: String, words: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "bad.csv")
    let error = try #require(throws: (any Error).self) {
      try CurveCollection(paths: [file.path], includesPublished: false, metric: .psnr)
    }
    let diagnosed = try #require(error as? any DiagnosedError)
    #expect(diagnosed.failureClass == .badData && diagnosed.description.contains(words))
  }

  @Test("curves of no use have a row without distances, and the command fails")
  func badCurves() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      codec,bpp,psnr
      good,1,30
      good,2,33
      good,4,35
      good,8,37
      lone,1,30
      double,1,30
      double,1,31
      bumpy,1,30
      bumpy,2,34
      bumpy,3,33
      bumpy,4,36
      far,1,70
      far,2,80
      """, to: "curves.csv")
    let collection = try CurveCollection(
      paths: [file.path], includesPublished: false, metric: .psnr)
    let distances = try distances(collection, from: "good")
    let rows = try rows(distances)
    #expect(rows["lone"]?["bd_rate_pchip_percent"] == "" && rows["double"]?["points"] == "2")
    #expect(rows["bumpy"]?["warnings"] == "PSNR does not rise with the rate at 1 of its points.")
    #expect(rows["far"]?["warnings"]?.contains("no quality in common") == true)
    let error = try #require(throws: Diagnosis.self) { try distances.check() }
    #expect(error.failureClass == .trialFailed && error.description.hasPrefix("2 of 5 rows"))
    let anchor = try #require(throws: Diagnosis.self) {
      try self.distances(collection, from: "lone")
    }
    #expect(anchor.failureClass == .badData && anchor.description.contains("'lone'"))
  }

  @Test("a script stands with its data, and overwrites no curves")
  func script() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("bpp,psnr\n1,30\n2,33\n", to: "mine.csv")
    let collection = try CurveCollection(
      paths: [file.path], includesPublished: true, metric: .psnr)
    let distances = try distances(collection, from: "vtm")
    let target = folder.file("drawn.gp")
    try FigureFile(target.path, inputs: [file.path]).draw(distances.chart)
    let script = try String(contentsOf: target, encoding: .utf8)
    #expect(script.contains("data = \"drawn.csv\"") && script.contains("74 other curves"))
    #expect(script.contains("{/:Bold mine}"))
    let data = try String(contentsOf: folder.file("drawn.csv"), encoding: .utf8)
    #expect(data.contains("mine,1,30"))
    #expect(throws: Diagnosis.self) {
      try FigureFile(folder.file("mine.gp").path, inputs: [file.path])
    }
    #expect(throws: Diagnosis.self) { try FigureFile.check("a`b.gp") }
    #expect(throws: Diagnosis.self) { try FigureFile.check("a.gif") }
  }
}
