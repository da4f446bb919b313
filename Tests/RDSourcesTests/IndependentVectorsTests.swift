import RDCore
import RDSources
import Testing

@Suite("Vectors of independent components")
struct IndependentVectorsTests {
  @Test("the numbers are those of the component's stream, row by row")
  func order() {
    let component = Gaussian(mean: -0.71, standardDeviation: 2.385)
    let seed = SeedPath(root: 7)["vectors", "order"]
    var stream = RandomStream(seed: seed)
    let block = IndependentVectors(component: component, dimension: 7).draw(
      count: 5, using: &stream)
    var single = RandomStream(seed: seed)
    #expect(block.elements == (0..<35).map { _ in Float(component.sample(using: &single)) })
    #expect(block.count == 5 && block.dimension == 7)
  }

  @Test("drawing resumes where it stopped")
  func continuation() {
    let vectors = IndependentVectors(component: Laplacian(), dimension: 3)
    let seed = SeedPath(root: 7)["vectors", "continuation"]
    var inParts = RandomStream(seed: seed)
    let first = vectors.draw(count: 4, using: &inParts)
    let second = vectors.draw(count: 2, using: &inParts)
    var atOnce = RandomStream(seed: seed)
    #expect(first.elements + second.elements == vectors.draw(count: 6, using: &atOnce).elements)
  }
}
