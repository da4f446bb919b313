import Foundation
import RDCore
import RDDataSets
import RDFiles
import RDImages
import RDResults

/// Originals over reconstructions and maps of their errors, as PNG sheets with a table of what stands where.
package struct ReconstructionSheets {
  /// The pictures shown, the first of all.
  package static let imageLimit = 64

  /// What the magnitude of an error, the mean of the channels, is multiplied by in a map.
  package static let errorGain = 8.0

  private var sheets: [Image] = []
  private var table = Table(columns: [
    "sheet", "column", "row", "image", "model", "bits", "distortion", "psnr_decibels",
  ])

  /// Codes pictures, each in a file of its own, and decodes them.
  ///
  /// - Parameters:
  ///   - pictures: grey and colour pictures of 8 bits per sample.
  ///   - models: the paths of models.
  /// - Throws: an error of a model, or of a picture that it does not take.
  package init(of pictures: [NamedImage], byModels models: [String]) throws {
    let loaded = try models.map { try LoadedModel($0) }
    var shapes: [ImageShape: [NamedImage]] = [:]
    var order: [ImageShape] = []
    for picture in pictures.prefix(Self.imageLimit) {
      if shapes[picture.image.shape] == nil { order.append(picture.image.shape) }
      shapes[picture.image.shape, default: []].append(picture)
    }
    for shape in order {
      let group = shapes[shape] ?? []
      let columns = PictureSheet.columnCount(ofWidth: shape.width)
      for first in stride(from: 0, to: group.count, by: columns) {
        let part = group[first..<min(first + columns, group.count)]
        var sheet = PictureSheet(cell: shape, columns: part.count, rows: 1 + 2 * models.count)
        for (column, picture) in part.enumerated() {
          sheet.place(picture.image, column: column, row: 0)
          for (index, model) in loaded.enumerated() {
            let bytes = try model.encode([picture.image])
            let decoded = try model.decode(bytes)[0]
            sheet.place(decoded, column: column, row: 1 + 2 * index)
            let (map, error) = Self.errors(of: decoded, from: picture.image)
            sheet.place(map, column: column, row: 2 + 2 * index)
            table.append([
              .integer(sheets.count + 1), .integer(column + 1), .integer(2 + 2 * index),
              .text((picture.path as NSString).lastPathComponent), .text(models[index]),
              .integer(8 * bytes.count), .real(error),
              .finite(-decibels(ofPowerRatio: error)),
            ])
          }
        }
        sheets.append(sheet.image)
      }
    }
  }

  /// The map of a picture's errors, and their mean square in units of the full scale.
  private static func errors(of decoded: Image, from original: Image) -> (map: Image, Double) {
    let channels = original.shape.channels
    var squares = 0.0
    let map = stride(from: 0, to: original.samples.count, by: channels).map { first in
      var magnitude = 0.0
      for index in first..<(first + channels) {
        let error = Double(decoded.samples[index]) - Double(original.samples[index])
        squares += error * error
        magnitude += abs(error) / Double(channels)
      }
      return UInt16(min(errorGain * magnitude, 255).rounded())
    }
    let shape = ImageShape(
      height: original.shape.height, width: original.shape.width, channels: 1)
    return (
      Image(shape: shape, samples: map), squares / Double(original.samples.count) / (255 * 255)
    )
  }

  /// Makes the folder of sheets if it is not there.
  ///
  /// - Throws: an error of the folder.
  package static func prepare(_ folder: String) throws { try AtomicFile.createFolder(folder) }

  /// Writes `sheet-1.png` and so on, and `pictures.csv`, into a folder that is there.
  ///
  /// - Throws: an error of the files.
  package func write(to folder: String) throws {
    // Those of an earlier command, of which there may be more.
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.wholeMatch(of: /sheet-[0-9]+\.png/) != nil {
      try AtomicFile.remove("\(folder)/\(name)")
    }
    for (index, sheet) in sheets.enumerated() {
      let path = "\(folder)/sheet-\(index + 1).png"
      try AtomicFile.write(try ImageFile.encode(sheet, for: path), to: path)
    }
    try AtomicFile.write(CSVDocument(table).text, to: folder + "/pictures.csv")
  }
}
