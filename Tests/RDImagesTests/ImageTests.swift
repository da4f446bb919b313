import RDCore
import RDImages
import Testing

@Suite("Images")
struct ImageTests {
  @Test("know their white")
  func maximum() {
    let image = Image(
      shape: ImageShape(height: 1, width: 2, channels: 3), bitDepth: 10,
      samples: [0, 7, 1023, 1, 2, 3])
    #expect(image.maximum == 1023)
  }

  @Test("an opaque alpha channel and fewer than 8 bits are left behind, and nothing else")
  func simplified() {
    let shape = ImageShape(height: 1, width: 2, channels: 4)
    let opaque = Image(shape: shape, bitDepth: 4, samples: [1, 2, 3, 15, 4, 5, 6, 15])
    #expect(
      opaque.simplified
        == Image(
          shape: ImageShape(height: 1, width: 2, channels: 3), samples: [17, 34, 51, 68, 85, 102]))
    let clear = Image(shape: shape, samples: [1, 2, 3, 255, 4, 5, 6, 254])
    #expect(clear.simplified == clear)
    let deep = Image(
      shape: ImageShape(height: 1, width: 2, channels: 2), bitDepth: 16,
      samples: [300, 65_535, 7, 65_535])
    #expect(
      deep.simplified
        == Image(
          shape: ImageShape(height: 1, width: 2, channels: 1), bitDepth: 16, samples: [300, 7]))
  }
}
