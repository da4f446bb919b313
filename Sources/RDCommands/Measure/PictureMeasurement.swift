import Foundation
import RDCore
import RDDataSets
import RDExperiments
import RDImages
import RDNumerics
import RDReport
import RDResults

/// The quality of picture files that are there already, and their sizes.
package struct PictureMeasurement {
  private let pairing: PicturePairing
  private let externalMetrics: [ExternalMetric]
  private let jobs: Int

  /// Files without an original, and originals without a file.
  package var notes: [String] { pairing.notes }

  /// Files against an original, or folders against a folder of originals.
  ///
  /// - Parameters:
  ///   - reference: the original or the folder.
  ///   - files: pictures, folders of pictures and patterns.
  ///   - externalMetrics: what other programs compute.
  ///   - jobs: the number of concurrent files.
  /// - Throws: `Diagnosis`, as of `PicturePairing`, or for two metrics of a name.
  package init(reference: String, files: [String], externalMetrics: [ExternalMetric], jobs: Int)
    throws
  {
    let names = externalMetrics.map(\.name)
    for (index, name) in names.enumerated() {
      let isOwn =
        ["image", "file", "bytes", "status", "bits_per_pixel", "ssim"].contains(name)
        || name.hasPrefix("psnr_") || name.hasPrefix("ms_ssim")
      if isOwn || names[..<index].contains(name) {
        throw Diagnosis.wrongUse(
          "--external-metric: there is a column '\(name)' already. Take another name.")
      }
    }
    pairing = try PicturePairing(reference: reference, files: files)
    self.externalMetrics = externalMetrics
    self.jobs = jobs
  }

  /// What a metric, or the file's size, is for one file.
  struct Value: Sendable {
    let column: Table.Column

    /// Infinite for the PSNR of what does not differ; `nil` where the metric does not apply or failed.
    let number: Double?

    init(_ name: String, _ heading: String, decimals: Int = 3, _ number: Double?) {
      column = Table.Column(name, heading: heading, precision: .decimals(decimals))
      self.number = number
    }
  }

  /// A measured file.
  struct Row: Sendable {
    let image: String
    let file: String
    var values: [Value] = []

    /// The mean-square error for samples from 0 to 1, and over how many samples.
    var relativeError: Double?
    var sampleCount = 0
    var status = Point.success
    var hasFailed = false

    /// Why it failed, with the file's name.
    var reason: String { status.contains(file) ? status : "\(file): \(status)" }

    subscript(_ column: String) -> Double? { values.first { $0.column.name == column }?.number }
  }

  /// Measures all files, recording what fails.
  ///
  /// - Returns: a row for each file, and after those of a folder one of their means.
  /// - Throws: an error that has no message for users.
  package func rows(observer: (any ProgressObserver)? = nil) throws -> Rows {
    let pairs = pairing.groups.flatMap(\.pairs)
    var measured = try concurrentMap(pairs, jobs: jobs, observer: observer) { try row(of: $0) }[...]
    var rows: [Row] = []
    for group in pairing.groups {
      let part = Array(measured.prefix(group.pairs.count))
      measured = measured.dropFirst(group.pairs.count)
      rows += part
      if let folder = group.folder { rows.append(Self.mean(of: part, folder: folder)) }
    }
    return Rows(rows: rows, hasMeans: pairing.groups.contains { $0.folder != nil })
  }

  private func row(of pair: PicturePairing.Pair) throws -> Row {
    var row = Row(image: pair.image, file: pair.file)
    do {
      try measure(pair, &row)
    } catch let error as any DiagnosedError {
      row.hasFailed = true
      row.status = error.description
    }
    return row
  }

  private func measure(_ pair: PicturePairing.Pair, _ row: inout Row) throws {
    let journal = PictureJournal.standard
    guard let originalPath = pair.reference else {
      throw Diagnosis.badData(
        "No original has the name '\(pair.image)', suffixes aside. Rename '\(pair.file)' as its original."
      )
    }
    let compared: ComparedPictures
    do {
      let original = try journal.read(originalPath).simplified
      compared = try ComparedPictures(journal.read(pair.file).simplified, of: original)
    } catch let error as ImageComparisonError {
      throw Diagnosis.badData("'\(pair.file)' against '\(originalPath)': \(error)")
    }
    journal.warn(pair.file, compared.notes)
    let (picture, reference) = (compared.decoded, compared.original)
    let comparison = compared.comparison(measures: .all)
    let shape = reference.shape
    let maximum = Double(reference.maximum)
    func psnr(_ error: Double) -> Double {
      ImageComparison.psnrDecibels(ofMeanSquaredError: error, maximum: maximum)
    }
    let lumaError =
      shape.channels == 1
      ? comparison.pooledMeanSquaredError : picture.lumaMeanSquaredError(from: reference)
    let bytes = Double(try InputFile.size(pair.file))
    row.relativeError = comparison.pooledRelativeMeanSquaredError
    row.sampleCount = shape.elementCount
    row.values = [
      Value("bytes", "Bytes", decimals: 0, bytes),
      Value("bits_per_pixel", "bpp", decimals: 4, 8 * bytes / Double(shape.pixelCount)),
      Value("psnr_decibels", "PSNR (dB)", comparison.meanPSNRDecibels),
    ]
    if shape.channels == 3 {
      let errors = picture.channelMeanSquaredErrors(from: reference)
      row.values += zip(Self.channelColumns, errors).map { Value($0, $0, psnr($1)) }
    }
    row.values += [
      Value("psnr_y_decibels", "PSNR, Y", psnr(lumaError)),
      Value("ssim", "SSIM", decimals: 5, comparison.meanStructuralSimilarity),
    ]
    let scales = StructuralSimilarityDefinition.scaleWeights(
      height: shape.height, width: shape.width
    )
    .count
    // One scale is SSIM itself.
    if scales > 1 {
      let isWhole = scales == StructuralSimilarityDefinition.scaleWeights.count
      row.values.append(
        Value(
          isWhole ? "ms_ssim" : "ms_ssim_\(scales)_scales",
          isWhole ? "MS-SSIM" : "MS-SSIM, \(scales) scales", decimals: 5,
          comparison.meanMultiscaleStructuralSimilarity))
    }
    row.values.append(
      Value(
        "psnr_hvs_m_decibels", "PSNR-HVS-M",
        PSNRHVSM.decibels(of: picture, with: reference)))
    if comparison.pooledMeanSquaredError == 0 { row.status = Self.identical }
    for metric in externalMetrics {
      var value: Double?
      do throws(Diagnosis) {
        value = try metric.value(reference: originalPath, file: pair.file)
      } catch {
        row.status = row.hasFailed ? "\(row.status); \(error)" : error.description
        row.hasFailed = true
      }
      row.values.append(Value(metric.name, metric.name, value))
    }
  }

  private static let identical = "identical"
  private static let channelColumns = ["red", "green", "blue"].map { "psnr_\($0)_decibels" }

  /// The means over the files of a folder; empty if one failed, since means over different images are not comparable.
  private static func mean(of rows: [Row], folder: String) -> Row {
    var mean = Row(image: "mean", file: folder)
    let failures = rows.count(where: \.hasFailed)
    guard failures == 0 else {
      mean.status = "\(failures) of \(rows.count) failed"
      return mean
    }
    let identicals = rows.count { $0.status == identical }
    if identicals > 0 { mean.status = "\(identicals) of \(rows.count) identical" }
    mean.values = rows[0].values.map { value in
      let numbers = rows.compactMap { $0[value.column.name] }
      return Value(
        value.column, numbers.count == rows.count ? numbers.reduce(0, +) / Double(rows.count) : nil)
    }
    mean.sampleCount = rows.reduce(0) { $0 + $1.sampleCount }
    mean.relativeError =
      rows.reduce(0) { $0 + ($1.relativeError ?? 0) * Double($1.sampleCount) }
      / Double(mean.sampleCount)
    return mean
  }
}

extension PictureMeasurement.Value {
  fileprivate init(_ column: Table.Column, _ number: Double?) {
    self.column = column
    self.number = number
  }
}

extension PictureMeasurement {
  /// Measured files.
  package struct Rows {
    let rows: [Row]
    let hasMeans: Bool

    /// The rows with all columns that one of them has; as text without the PSNR of single channels.
    package func table(for format: TableFormat) -> Table {
      var columns: [Table.Column] = []
      for row in rows {
        var position = 0
        for value in row.values
        where format != .text || !PictureMeasurement.channelColumns.contains(value.column.name) {
          if let known = columns.firstIndex(where: { $0.name == value.column.name }) {
            position = known + 1
          } else {
            columns.insert(value.column, at: position)
            position += 1
          }
        }
      }
      var table = Table(
        columns: [Table.Column("image", heading: "Image"), Table.Column("file", heading: "File")]
          + columns
          + (hasMeans
            ? [
              Table.Column(
                "psnr_of_pooled_mse_decibels", heading: "Pooled PSNR (dB)", precision: .decimals(3))
            ] : []) + [Table.Column("status", heading: "Status")])
      for row in rows {
        let pooled =
          row.image == "mean" ? row.relativeError.map { -decibels(ofPowerRatio: $0) } : nil
        table.append(
          [.text(row.image), .text(row.file)] + columns.map { .finite(row[$0.name]) }
            + (hasMeans ? [.finite(pooled)] : []) + [.text(row.status)])
      }
      return table
    }

    /// Checks that all files were measured.
    ///
    /// - Parameter isShown: whether a table for people has said what failed.
    /// - Throws: `Diagnosis` with what failed.
    package func check(isShown: Bool = false) throws(Diagnosis) {
      let failed = rows.filter(\.hasFailed)
      if !failed.isEmpty {
        throw CommandError.rowsFailed(
          failed.count, of: rows.count { $0.image != "mean" },
          reasons: isShown ? [] : distinct(failed.map(\.reason)))
      }
    }
  }

  /// What the columns are, for people.
  package static let definitions = """
    PSNR is of the error over all channels, with the peak of the bit depth; Y is BT.601 luma, full range, not rounded.
    SSIM is the mean over R, G and B: Gaussian window of 11 x 11 and sigma 1.5, where it lies inside the picture.
    MS-SSIM has five scales of it; with fewer than 176 rows or columns, a column of another name has fewer scales.
    PSNR-HVS-M is that of Y from 0 to 255. An infinite PSNR is an empty cell.
    """
}
