import RDQuantisation
import Testing

@Suite("Families of quantisers")
struct FamilyTests {
  @Test("every method of the catalogue belongs to one family, which says how it is coded")
  func complete() throws {
    let names = QuantiserFamily.all.flatMap(\.names)
    #expect(names.sorted() == QuantiserCatalogue.all.names.sorted())
    for family in QuantiserFamily.all {
      for name in family.names {
        let coding: QuantiserFamily.Coding =
          switch try QuantiserCatalogue.method(named: name).sizing {
          case .levels: .levels
          case .rate(let designer): designer.isEntropyCoded ? .entropyCode : .fixedRate
          }
        #expect(coding == family.coding, "\(name)")
      }
    }
  }
}
