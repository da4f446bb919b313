import RDCore
import RDQuantisation
import RDScalarQuantisation
import RDTrellisQuantisation
import Testing

@Suite("Aliases of methods")
struct AliasTests {
  @Test(
    "a method keeps the name that it was asked for by",
    arguments: [
      ("tcq-8", "tcq:states=8"), ("ectcq-256", "ectcq:states=256"), ("lloyd", "lloyd-max"),
    ])
  func aliases(alias: String, name: String) throws {
    let (other, own) = (
      try QuantiserCatalogue.method(named: alias), try QuantiserCatalogue.method(named: name)
    )
    #expect(other.name == alias && own.name == name)
    switch (other.sizing, own.sizing) {
    case (.rate(let first), .rate(let second)):
      #expect((first as? TrellisCoded)?.code == (second as? TrellisCoded)?.code)
      #expect((first as? EntropyCodedTrellis)?.code == (second as? EntropyCodedTrellis)?.code)
    case (.levels(let first), .levels(let second)):
      #expect(first(4).levelCount == second(4).levelCount)
    default: Issue.record("\(alias) and \(name) differ in kind")
    }
    for bad in ["tcq-7", "tcq:states=512", "ectcq:states=6"] {
      #expect { try QuantiserCatalogue.method(named: bad) } throws: { $0 is any DiagnosedError }
    }
  }
}
