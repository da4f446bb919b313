import Foundation
import RDCore
import RDDataSets
import RDImageCodecs
import RDNetworks
import TestFolders
import Testing

@Suite("Training rows of folders of pictures")
struct FolderRowsTests {
  /// A picture without a pattern, as PPM or PGM.
  private func picture(_ number: Int, width: Int, height: Int, channels: Int = 3) -> Data {
    var random = RandomStream(seed: SeedPath(root: 11)["picture", number])
    return Data("P\(channels == 3 ? 6 : 5)\n\(width) \(height)\n255\n".utf8)
      + (0..<width * height * channels).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  private func folder(_ pictures: [(width: Int, height: Int, channels: Int)]) throws
    -> TemporaryFolder
  {
    let folder = try TemporaryFolder()
    for (number, shape) in pictures.enumerated() {
      try picture(number, width: shape.width, height: shape.height, channels: shape.channels)
        .write(to: folder.file("\(number).ppm"))
    }
    return folder
  }

  private func dataSet(_ folder: TemporaryFolder) throws -> ImageDataSet {
    try DataSetCatalogue.load(Descriptor(name: "folder", parameters: [("path", folder.path)]))
  }

  private func rows(_ folder: TemporaryFolder, keeping limit: Int) throws -> ImageRows {
    try ImageRows(
      dataSet(folder).imageSets(crop: (4, 5), keeping: limit),
      augmentation: ImageAugmentation(crop: (4, 5), isFlipped: true), rowsPerImage: 3)
  }

  private func filled(_ rows: ImageRows) -> [Float] {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: rows.dimension)
    defer { memory.deallocate() }
    memory.initialize(repeating: -1, count: rows.dimension)
    let batch = Matrix(start: memory, rows: 1, columns: rows.dimension, stride: rows.dimension)
    var stream = RandomStream(seed: SeedPath(root: 12))
    return (0..<rows.count).flatMap { index in
      rows.fill(0, of: batch, with: index, drawing: &stream)
      return (0..<rows.dimension).map { memory[$0] }
    }
  }

  @Test("are the same whether pictures stay in memory, are read each time, or were all read before")
  func same() throws {
    let folder = try folder([(9, 7, 3), (6, 8, 3), (9, 7, 3), (6, 8, 3), (5, 4, 3)])
    let before = try ImageRows(
      dataSet(folder).blocks(),
      augmentation: ImageAugmentation(crop: (4, 5), isFlipped: true), rowsPerImage: 3)
    let expected = filled(before)
    #expect(expected.count == 15 * 60 && Set(expected).count > 200)
    // None stays in memory, one, three and all.
    for limit in [0, 200, 400, 1 << 20] {
      let rows = try rows(folder, keeping: limit)
      #expect(filled(rows) == expected)
      #expect(rows.identity == before.identity)
      #expect(throws: Never.self) { try rows.check() }
    }
  }

  @Test("keep what fits in memory, and find that a file has changed")
  func changed() throws {
    let folder = try folder([(9, 7, 3), (9, 7, 3)])
    let rows = try rows(folder, keeping: 189)
    let expected = filled(rows)
    try picture(5, width: 9, height: 7).write(to: folder.file("0.ppm"))
    #expect(filled(rows) == expected)
    #expect(throws: Never.self) { try rows.check() }
    try picture(5, width: 9, height: 7).write(to: folder.file("1.ppm"))
    let black = filled(rows)
    #expect(black.prefix(180).elementsEqual(expected.prefix(180)))
    #expect(black.dropFirst(180).allSatisfy { $0 == 0 })
    let error = #expect(throws: (any Error).self) { try rows.check() }
    #expect("\(error as Any)".contains("1.ppm' was changed"), "\(error as Any)")
  }

  @Test("leave out what is smaller than the crop, and without a crop what differs from most")
  func unusable() throws {
    let folder = try folder([(5, 3, 3), (9, 7, 3), (6, 8, 3), (9, 7, 3)])
    #expect(try rows(folder, keeping: 0).count == 3 * 3)
    let sets = try dataSet(folder).imageSets(crop: nil)
    #expect(sets.map(\.count) == [2])
    #expect(sets[0].shape == ImageShape(height: 7, width: 9, channels: 3))
    let error = #expect(throws: (any Error).self) {
      try dataSet(folder).imageSets(crop: (10, 10))
    }
    #expect("\(error as Any)".contains("smaller crop"), "\(error as Any)")
  }

  @Test("give grey pictures among coloured ones three equal channels")
  func grey() throws {
    let folder = try folder([(9, 7, 1), (9, 7, 3)])
    let sets = try dataSet(folder).imageSets(crop: nil, keeping: 0)
    #expect(sets.map(\.shape.channels) == [3] && sets.map(\.count) == [2])
    let samples = sets[0].first(1).samples
    let grey = picture(0, width: 9, height: 7, channels: 1).suffix(63)
    #expect(samples == grey.flatMap { [$0, $0, $0] })
  }
}
