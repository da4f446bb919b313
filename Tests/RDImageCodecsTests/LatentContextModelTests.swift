import RDCoding
import RDCore
import RDImageCodecs
import Testing

@Suite("The context code of latents")
struct LatentContextModelTests {
  /// Latents whose mean follows their western and northern neighbours, with one dead channel.
  static func grid(
    count: Int, height: Int, width: Int, channels: Int = 4, seed: String
  ) -> LatentGrid {
    var stream = RandomStream(seed: SeedPath(root: 0x5eed)["latents", seed])
    var grid = LatentGrid(
      count: count, height: height, width: width, channels: channels,
      values: Array(repeating: 0, count: count * height * width * channels))
    for image in 0..<count {
      for row in 0..<height {
        for column in 0..<width {
          let position = ((image * height + row) * width + column) * channels
          for channel in 0..<channels where channel != 1 {
            let west = column > 0 ? Double(grid.values[position - channels + channel]) : 0
            let north =
              row > 0 ? Double(grid.values[position - width * channels + channel]) : 0
            let scale = 2.385 / Double(channel + 1)
            let noise = (0..<3).reduce(0.0) { sum, _ in sum + stream.nextUniform() - 0.5 }
            grid.values[position + channel] = Int32(
              (-0.71 + 0.45 * west + 0.45 * north + 2 * scale * noise).rounded())
          }
        }
      }
    }
    return grid
  }

  @Test("brings every latent back, at its estimated length", arguments: [true, false])
  func roundTrip(usesContext: Bool) throws {
    let model = try LatentContextModel.fitted(
      to: [Self.grid(count: 200, height: 4, width: 7, seed: "train")], usesContext: usesContext)
    #expect(model.liveChannels.sorted() == [0, 2, 3])
    for (height, width) in [(1, 1), (1, 50), (40, 3), (7, 7)] {
      let grid = Self.grid(count: 3, height: height, width: width, seed: "test")
      let bytes = model.encode(grid)
      let back = try model.decode(bytes, count: 3, height: height, width: width)
      #expect(back == grid)
      // A range coder loses less than four bytes and a thousandth.
      let ideal = model.idealBits(of: grid).reduce(0, +)
      #expect(Double(8 * bytes.count) <= ideal * 1.001 + 32)
      #expect(Double(8 * bytes.count) >= ideal * 0.999 - 32)
    }
  }

  @Test("codes latents far beyond those it was fitted to")
  func escapes() throws {
    let model = try LatentContextModel.fitted(
      to: [Self.grid(count: 100, height: 4, width: 4, seed: "train")])
    var grid = Self.grid(count: 1, height: 5, width: 5, seed: "far")
    grid.values[0] = 32_767
    grid.values[42] = -32_767
    grid.values[43] = 300
    let back = try model.decode(model.encode(grid), count: 1, height: 5, width: 5)
    #expect(back == grid)
  }

  @Test("chooses no number that cannot be decoded, however far off the prediction lies")
  func predictionBeyondTheLimit() throws {
    // The first channel is 7.5 times the sum of all others at the four neighbours before it: 45,720 where those are 127.
    let (channels, side) = (13, 8)
    var stream = RandomStream(seed: SeedPath(root: 0x5eed)["latents", "far prediction"])
    func fill(_ grid: inout LatentGrid, _ other: () -> Int32) {
      for image in 0..<grid.count {
        for row in 0..<grid.height {
          for column in 0..<grid.width {
            let position = ((image * grid.height + row) * grid.width + column) * channels
            for channel in 1..<channels { grid.values[position + channel] = other() }
            guard row > 0, column > 0, column + 1 < grid.width else { continue }
            var sum: Int32 = 0
            for before in [
              position - channels, position - (grid.width + 1) * channels,
              position - grid.width * channels,
              position - (grid.width - 1) * channels,
            ] {
              sum += grid.values[before + 1..<before + channels].reduce(0, +)
            }
            grid.values[position] = 15 * sum / 2
          }
        }
      }
    }
    var training = LatentGrid(
      count: 100, height: side, width: side, channels: channels,
      values: Array(repeating: 0, count: 100 * side * side * channels))
    fill(&training) { Int32(stream.next(below: 21)) - 10 }
    let model = try LatentContextModel.fitted(to: [training])
    var far = LatentGrid(
      count: 1, height: 3, width: 3, channels: channels,
      values: Array(repeating: 0, count: 9 * channels))
    fill(&far) { 127 }
    // Errors that cost much, and a latent beyond the limit: one more would be nearer to it.
    let quantisation = LatentQuantisation(
      distortionWeights: Array(repeating: 1000, count: channels))
    var latents = far.values.map { Float($0) }
    latents[4 * channels] = 1e6
    let chosen = latents.withUnsafeBufferPointer { latents in
      latents.baseAddress.map {
        model.choose(
          $0, height: 3, width: 3, quantisation: quantisation, lengths: model.codeLengths)
      }
    }
    let grid = try #require(chosen)
    #expect(grid.values[4 * channels] == 32_767)
    let back = try model.decode(model.encode(grid), count: 1, height: 3, width: 3)
    #expect(back == grid)
  }

  @Test("gains what neighbours tell")
  func gain() throws {
    let training = [Self.grid(count: 400, height: 8, width: 8, seed: "train")]
    let test = Self.grid(count: 50, height: 8, width: 8, seed: "gain")
    let with = try LatentContextModel.fitted(to: training)
    let without = try LatentContextModel.fitted(to: training, usesContext: false)
    // Correlated latents: without neighbours the code pays for the spread of sums, with them for the noise only (measured: 0.80).
    #expect(Double(with.encode(test).count) < 0.85 * Double(without.encode(test).count))
  }

  @Test("knows from the fraction of a prediction on which side of it the number lies")
  func fractions() throws {
    // One channel is uniform on 64 numbers; the other is an eighth of it and a sixteenth, rounded to either neighbour so that this is its mean.
    var stream = RandomStream(seed: SeedPath(root: 0x5eed)["latents", "fractions"])
    func grid(_ count: Int) -> LatentGrid {
      LatentGrid(
        count: count, height: 8, width: 8, channels: 2,
        values: (0..<count * 64).flatMap { _ -> [Int32] in
          let number = Int32(stream.next(below: 64)) - 32
          let mean = Double(number) / 8 + 1.0 / 16
          return [number, Int32((mean + stream.nextUniform() - 0.5).rounded())]
        })
    }
    let model = try LatentContextModel.fitted(to: [grid(600)])
    let test = grid(100)
    let bits = model.idealBits(of: test).reduce(0, +) / 6400
    // 6 bits, and the mean over the fractions 1/16, 3/16, 5/16 and 7/16 of the entropies of such chances: 0.730. Who looks at the nearest whole
    // number only pays 1.061, the entropy of errors -1, 0 and 1 with chances 1/8, 3/4 and 1/8. The bound leaves 0.1 for what
    // 38,400 samples do not tell.
    #expect(bits < 6.83)
  }

  @Test("is stored and read, and refuses what is no model")
  func storing() throws {
    let model = try LatentContextModel.fitted(
      to: [Self.grid(count: 100, height: 4, width: 4, seed: "train")])
    var writer = BitWriter()
    model.write(to: &writer)
    let bytes = writer.finish()
    var reader = BitReader(bytes)
    let read = try LatentContextModel(from: &reader)
    #expect(read == model)
    var stream = RandomStream(seed: SeedPath(root: 1)["fuzz", "model"])
    for trial in 0..<300 {
      var altered = bytes
      if trial % 2 == 0 { altered.removeLast(1 + stream.next(below: bytes.count - 1)) }
      altered[stream.next(below: altered.count)] ^= UInt8(1 + stream.next(below: 255))
      var reader = BitReader(altered)
      // Any answer but a crash: a model that reads must also code.
      if let other = try? LatentContextModel(from: &reader) {
        _ = try? other.decode(altered, count: 1, height: 2, width: 2)
      }
    }
  }

  @Test("decodes any bytes to latents or an error")
  func fuzz() throws {
    let model = try LatentContextModel.fitted(
      to: [Self.grid(count: 100, height: 4, width: 4, seed: "train")])
    var stream = RandomStream(seed: SeedPath(root: 1)["fuzz", "payload"])
    for _ in 0..<300 {
      let bytes = (0..<stream.next(below: 80)).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
      _ = try? model.decode(bytes, count: 2, height: 5, width: 5)
    }
  }
}
