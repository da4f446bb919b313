import RDCore

extension TransformCodec {
  package func latentShape(height: Int, width: Int) -> (height: Int, width: Int) {
    let stride = architecture.stride
    return ((height + stride - 1) / stride, (width + stride - 1) / stride)
  }

  /// The tiles of images with `height` rows of `width` latents.
  private func layout(height: Int, width: Int) -> TileLayout {
    TileLayout(
      height: height, width: width,
      limit: architecture.pixelLimit / (architecture.stride * architecture.stride),
      margin: architecture.reach)
  }

  /// The unquantised latents of colour images: shape `[count, rows, columns, channels]`.
  ///
  /// The right and lower sides are padded to a multiple of the stride with the last column and row.
  package func latents(of images: ImageBlock) -> [Float] {
    precondition(images.shape.channels == 3)
    let stride = architecture.stride
    let (rows, columns) = latentShape(height: images.shape.height, width: images.shape.width)
    let channels = architecture.latentChannels
    let layout = layout(height: rows, width: columns)
    var latents = [Float](repeating: 0, count: images.count * rows * columns * channels)
    forEachBatch(of: images.count, layout) { transform, tiles in
      transform.analyse(count: tiles.count) { index, input in
        let (image, tile) = tiles[index]
        fill(
          input, rows: layout.height * stride, columns: layout.width * stride,
          from: images, image: image, firstRow: tile.row * stride,
          firstColumn: tile.column * stride)
      } use: { index, output in
        let (image, tile) = tiles[index]
        for row in tile.rows {
          let source =
            ((row - tile.row) * layout.width + tile.columns.lowerBound - tile.column) * channels
          let target = ((image * rows + row) * columns + tile.columns.lowerBound) * channels
          for i in 0..<tile.columns.count * channels { latents[target + i] = output[source + i] }
        }
      }
    }
    return latents
  }

  /// The images of quantised latents, cut to their size, rounded to 8 bits.
  ///
  /// - Parameters:
  ///   - grid: the latents.
  ///   - height: rows of the images.
  ///   - width: pixels in a row.
  /// - Returns: the images.
  package func images(of grid: LatentGrid, height: Int, width: Int) -> ImageBlock {
    let samples = samples(
      of: reconstruction(of: grid), count: grid.count, height: height, width: width)
    return ImageBlock(
      count: grid.count, shape: ImageShape(height: height, width: width, channels: 3),
      // In this order of arguments NaN, as from a malicious model, becomes 0.
      samples: samples.map { UInt8((min(max(0, $0), 1) * 255).rounded()) })
  }

  /// The inputs of the synthesis for integers: shape as the grid's.
  package func reconstruction(of grid: LatentGrid) -> [Float] {
    grid.values.map { Float($0) }
  }

  /// The samples of images for latents, nominally from 0 to 1, unclipped: shape `[count, height, width, 3]`.
  package func samples(of latents: [Float], count: Int, height: Int, width: Int) -> [Float] {
    let stride = architecture.stride
    let (rows, columns) = latentShape(height: height, width: width)
    let channels = architecture.latentChannels
    precondition(latents.count == count * rows * columns * channels)
    let layout = layout(height: rows, width: columns)
    var samples = [Float](repeating: 0, count: count * height * width * 3)
    forEachBatch(of: count, layout) { transform, tiles in
      transform.synthesise(count: tiles.count) { index, input in
        let (image, tile) = tiles[index]
        for row in 0..<layout.height {
          let source = ((image * rows + tile.row + row) * columns + tile.column) * channels
          let target = row * layout.width * channels
          for i in 0..<layout.width * channels { input[target + i] = latents[source + i] }
        }
      } use: { index, output in
        let (image, tile) = tiles[index]
        let firstColumn = tile.columns.lowerBound * stride
        let lastColumn = min(tile.columns.upperBound * stride, width)
        for row in tile.rows.lowerBound * stride..<min(tile.rows.upperBound * stride, height) {
          let source =
            ((row - tile.row * stride) * layout.width * stride + firstColumn - tile.column * stride)
            * 3
          let target = ((image * height + row) * width + firstColumn) * 3
          for i in 0..<(lastColumn - firstColumn) * 3 {
            samples[target + i] = output[source + i] + 0.5
          }
        }
      }
    }
    return samples
  }

  /// Processes the tiles of all images in batches.
  private func forEachBatch(
    of count: Int, _ layout: TileLayout,
    _ work: (CodecTransform, [(image: Int, tile: TileLayout.Tile)]) -> Void
  ) {
    let stride = architecture.stride
    withTransform(
      height: layout.height * stride, width: layout.width * stride,
      batchCapacity: count * layout.tiles.count < Self.batch ? 1 : Self.batch
    ) { transform in
      var waiting: [(image: Int, tile: TileLayout.Tile)] = []
      for image in 0..<count {
        for tile in layout.tiles {
          waiting.append((image, tile))
          if waiting.count == transform.batchCapacity {
            work(transform, waiting)
            waiting.removeAll(keepingCapacity: true)
          }
        }
      }
      if !waiting.isEmpty { work(transform, waiting) }
    }
  }

  /// The batch size of images or tiles.
  private static let batch = 32

  /// Writes a part of an image as numbers from 0 to 1, padded with its last column and row.
  private func fill(
    _ input: UnsafeMutablePointer<Float>, rows: Int, columns: Int, from images: ImageBlock,
    image: Int, firstRow: Int, firstColumn: Int
  ) {
    let shape = images.shape
    images.samples.withUnsafeBufferPointer { samples in
      for row in 0..<rows {
        let source =
          image * shape.elementCount
          + min(firstRow + row, shape.height - 1) * shape.width * 3
        for column in 0..<columns {
          let pixel = source + min(firstColumn + column, shape.width - 1) * 3
          let target = (row * columns + column) * 3
          for channel in 0..<3 {
            input[target + channel] = Float(samples[pixel + channel]) * (1 / 255)
          }
        }
      }
    }
  }
}
