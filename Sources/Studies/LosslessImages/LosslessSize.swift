import RDCore
import RDExperiments
import RDImageCodecs

/// The size of lossless codes, counted from bytes of whole files.
struct LosslessSize {
  enum Layout: String {
    /// All in one file, or in one picture.
    case together

    case single
  }

  let layout: Layout
  let imageCount: Int
  let samplesPerImage: Int

  /// The mean of all bytes.
  let bitsPerImage: Double

  /// The half-width of its 95 % confidence interval over images; `nil` where they share a file.
  let halfWidth95: Double?

  /// The part of headers.
  let headerBitsPerImage: Double

  init(together images: ImageBlock, byteCount: Int, headerByteCount: Int) {
    layout = .together
    imageCount = images.count
    samplesPerImage = images.shape.elementCount
    bitsPerImage = Double(8 * byteCount) / Double(images.count)
    halfWidth95 = nil
    headerBitsPerImage = Double(8 * headerByteCount) / Double(images.count)
  }

  /// The sizes of files of one image each.
  ///
  /// - Precondition: there are two or more.
  init(single byteCounts: [Int], headerByteCount: Int, shape: ImageShape) {
    layout = .single
    imageCount = byteCounts.count
    samplesPerImage = shape.elementCount
    let bits = byteCounts.map { Double(8 * $0) }
    bitsPerImage = mean(bits)
    halfWidth95 = studentHalfWidth95(bits)
    headerBitsPerImage = Double(8 * headerByteCount)
  }
}

extension LosslessImageCodec {
  /// Codes images together and some of them singly, and verifies the decoded ones.
  func sizes(
    of images: ImageBlock, single: ImageBlock, _ context: TrialContext
  ) throws -> [LosslessSize] {
    let file = try coded(images)
    var counts: [Int] = []
    var header = 0
    for index in 0..<single.count {
      try context.checkInterruption()
      let file = try coded(single[index..<index + 1])
      counts.append(file.bytes.count)
      header = file.overhead + Self.checksumLength
    }
    return [
      LosslessSize(
        together: images, byteCount: file.bytes.count,
        headerByteCount: file.overhead + Self.checksumLength),
      LosslessSize(single: counts, headerByteCount: header, shape: images.shape),
    ]
  }

  /// The verified file of images.
  private func coded(_ images: ImageBlock) throws -> ImageContainer {
    let file = try encode(images)
    guard try decode(ImageContainer(parsing: file.bytes)) == images else {
      throw notLossless("the mixed contexts")
    }
    return file
  }
}

/// The error of a code that is not lossless.
func notLossless(_ code: String) -> Diagnosis {
  Diagnosis(
    .trialFailed,
    "Of \(code), other samples came back than were coded. This is an error of the program; please report it with the specification."
  )
}
