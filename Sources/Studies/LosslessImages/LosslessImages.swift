import RDCore
import RDExperiments
import RDImages

struct LosslessImages {
  let training: ImageBlock

  /// Those that contexts and quantisers learn from.
  let taught: ImageBlock

  let test: ImageBlock

  /// The first of them, whose reconstructions are kept.
  var shown: ImageBlock { test[0..<min(10, test.count)] }

  /// Those of them that have a file each.
  let single: ImageBlock

  init(_ specification: LosslessImagesSpecification) throws {
    let images = try ImageSets(train: specification.train, test: specification.test)
    (training, test) = (images.training, images.test)
    taught = training[0..<min(specification.taught, training.count)]
    let count = max(2, min(specification.single, test.count))
    let test = test
    single = ImageBlock(
      count: count, shape: test.shape,
      samples: (0..<count).flatMap { index in
        let position = index * test.count / count
        return test[position..<position + 1].samples
      })
  }

  /// All images to code as one picture, row by row, with as many columns as rows or one more; what is left over is black.
  var picture: Image {
    var columns = 1
    while columns * columns < test.count { columns += 1 }
    let rows = (test.count + columns - 1) / columns
    let (height, length) = (test.shape.height, test.shape.width * test.shape.channels)
    var samples = [UInt16](repeating: 0, count: rows * height * columns * length)
    for image in 0..<test.count {
      for row in 0..<height {
        let source = (image * height + row) * length
        let target = ((image / columns * height + row) * columns + image % columns) * length
        for position in 0..<length {
          samples[target + position] = UInt16(test.samples[source + position])
        }
      }
    }
    return Image(
      shape: ImageShape(
        height: rows * height, width: columns * test.shape.width, channels: test.shape.channels),
      samples: samples)
  }
}
