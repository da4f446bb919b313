import RDCore
import RDQuantisation
import RDQuantisers
import RDSources
import Testing

@Suite("Work on a single thread")
struct SingleThreadTests {
  @Test("a design whose pieces run side by side is the same on one thread")
  func design() throws {
    guard case .rate(let designer) = try QuantiserCatalogue.method(named: "lbg").sizing else {
      return
    }
    func codebook() throws -> [Double] {
      let design = try designer.design(
        for: Laplacian(mean: -0.71, standardDeviation: 2.385), rate: .bits(0.5),
        seed: SeedPath(root: 7))
      let quantiser = design.product.quantiser
      return quantiser.reconstruction(of: (0..<4).map { Int32($0) })
    }
    let (single, several) = (try SingleThread.run { try codebook() }, try codebook())
    #expect(single == several)
  }
}
