import RDCore
import RDNetworks
import Testing

@Suite("Rows of images")
struct ImageRowsTests {
  /// Images whose samples say where they are: `image * 50 + y * 10 + x * 3 + channel`.
  private func images(_ count: Int, height: Int = 4, width: Int = 3) -> ImageBlock {
    let shape = ImageShape(height: height, width: width, channels: 2)
    var samples: [UInt8] = []
    for image in 0..<count {
      for y in 0..<height {
        for x in 0..<width {
          for channel in 0..<2 { samples.append(UInt8(image * 50 + y * 10 + x * 3 + channel)) }
        }
      }
    }
    return ImageBlock(count: count, shape: shape, samples: samples)
  }

  /// The row in whole samples.
  private func row(_ rows: ImageRows, _ index: Int, _ stream: inout RandomStream) -> [Int] {
    let stride = Float.padded(rows.dimension)
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2 * stride)
    defer { memory.deallocate() }
    memory.initialize(repeating: -1, count: 2 * stride)
    let batch = Matrix(start: memory, rows: 2, columns: rows.dimension, stride: stride)
    rows.fill(1, of: batch, with: index, drawing: &stream)
    #expect((0..<stride).allSatisfy { memory[$0] == -1 })
    return (0..<rows.dimension).map { Int((batch[1, $0] * 255).rounded()) }
  }

  @Test("are the samples over 255, and draw nothing where nothing is random")
  func plain() throws {
    let block = images(3)
    let rows = try ImageRows([block])
    #expect(rows.count == 3 && rows.dimension == 24)
    var stream = RandomStream(seed: SeedPath(root: 1))
    let before = stream
    for index in 0..<3 {
      let expected = block.samples[index * 24..<(index + 1) * 24].map { Int($0) }
      let found = row(rows, index, &stream)
      #expect(found == expected)
    }
    #expect(stream == before)
  }

  @Test("a crop is each part of the image, equally often, from images of any size")
  func crops() throws {
    let rows = try ImageRows(
      [images(1), images(2, height: 2, width: 5)],
      augmentation: ImageAugmentation(crop: (height: 2, width: 3)), rowsPerImage: 4)
    #expect(rows.count == 12 && rows.dimension == 12)
    var stream = RandomStream(seed: SeedPath(root: 2))
    var counts = [Int](repeating: 0, count: 3)
    for _ in 0..<3000 {
      let part = row(rows, 3, &stream)
      let top = part[0] / 10
      counts[top] += 1
      let expected = (0..<12).map { position -> Int in
        let y = top + position / 6
        let x = position % 6 / 2
        return y * 10 + x * 3 + position % 2
      }
      #expect(part == expected)
    }
    // Binomial(3000, 1/3), standard deviation 25.8: six of them leave less than 1e-8.
    #expect(counts.allSatisfy { abs($0 - 1000) < 160 })
    // The wide images: the second of them begins at 50.
    var lefts = Set<Int>()
    for _ in 0..<100 { lefts.insert(row(rows, 11, &stream)[0]) }
    #expect(lefts == [50, 53, 56])
  }

  @Test("a mirrored image is read from the right, a moved one repeats its edge")
  func flipsAndShifts() throws {
    let block = images(1)
    let mirrored = try ImageRows([block], augmentation: ImageAugmentation(isFlipped: true))
    let plain = block.samples.map { Int($0) }
    let reversed = (0..<24).map { position -> Int in
      let x = 2 - position % 6 / 2
      return plain[position / 6 * 6 + x * 2 + position % 2]
    }
    var stream = RandomStream(seed: SeedPath(root: 3))
    var seen = 0
    for _ in 0..<2000 {
      let found = row(mirrored, 0, &stream)
      #expect(found == plain || found == reversed)
      if found == reversed { seen += 1 }
    }
    // Binomial(2000, 1/2), standard deviation 22.4.
    #expect(abs(seen - 1000) < 135)

    let moved = try ImageRows([block], augmentation: ImageAugmentation(shift: 1))
    var found = Set<[Int]>()
    for _ in 0..<300 { found.insert(row(moved, 0, &stream)) }
    var expected = Set<[Int]>()
    for top in -1...1 {
      for left in -1...1 {
        expected.insert(
          (0..<24).map {
            let y = min(max($0 / 6 + top, 0), 3)
            let x = min(max($0 % 6 / 2 + left, 0), 2)
            return plain[y * 6 + x * 2 + $0 % 2]
          })
      }
    }
    #expect(found == expected)
  }

  @Test("images that cannot stand together are refused")
  func refusals() throws {
    #expect(throws: TrainingError.noImages) { try ImageRows([]) }
    #expect(throws: TrainingError.noImages) { try ImageRows([images(0)]) }
    let small = images(1, height: 2)
    #expect(
      throws: TrainingError.unusableShape(
        found: small.shape, wanted: images(1).shape, isCropped: false)
    ) { try ImageRows([images(1), small]) }
    #expect(throws: TrainingError.self) {
      try ImageRows([small], augmentation: ImageAugmentation(crop: (height: 3, width: 3)))
    }
  }

  @Test("any change of the images or of what is done to them shows in the identity")
  func identity() throws {
    let block = images(3)
    var identities = [try ImageRows([block]).identity]
    for position in [0, 7, 8, 70, 71] {
      var changed = block
      changed.samples[position] ^= 1
      identities.append(try ImageRows([changed]).identity)
    }
    identities.append(try ImageRows([block], rowsPerImage: 2).identity)
    identities.append(
      try ImageRows([block], augmentation: ImageAugmentation(isFlipped: true)).identity)
    identities.append(try ImageRows([block], augmentation: ImageAugmentation(shift: 1)).identity)
    #expect(Set(identities).count == identities.count)
  }
}
