import RDCore
import RDImaging
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
}
