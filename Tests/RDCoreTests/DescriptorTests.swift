import RDCore
import Testing

@Suite("Names with parameters")
struct DescriptorTests {
  @Test("a name, its parameters, and the text they came from")
  func parsing() throws {
    let text = "gaussian:mean=-0.71,standard-deviation=2.385"
    let descriptor = try Descriptor(parsing: text)
    #expect(descriptor.name == "gaussian")
    #expect(try descriptor.number("mean", default: 0) == -0.71)
    #expect(try descriptor.number("absent", default: 7) == 7)
    #expect(descriptor.description == text)
    #expect(try Descriptor(parsing: "uniform").parameters.isEmpty)
  }

  @Test("a list of them keeps each one's parameters with it")
  func list() throws {
    let list = try Descriptor.list(parsing: "lloyd-max,polar:length=65536,list=8,uniform")
    #expect(list.map(\.description) == ["lloyd-max", "polar:length=65536,list=8", "uniform"])
    #expect(throws: DescriptorError.self) { try Descriptor.list(parsing: "lloyd-max,,uniform") }
    #expect(throws: DescriptorError.self) { try Descriptor.list(parsing: "") }
  }

  @Test(
    "what is not of the form is refused",
    arguments: [
      "", ":mean=1", "gaussian:", "gaussian:mean", "gaussian:=1", "gaussian:mean=", "g:a=1,a=2",
      "g:a=1,",
    ])
  func malformed(_ text: String) {
    #expect(throws: DescriptorError.self) { try Descriptor(parsing: text) }
  }

  @Test("a key or value that means nothing is named, with what would have been right")
  func messages() throws {
    let descriptor = try Descriptor(parsing: "gaussian:meen=1,mean=x")
    #expect {
      try descriptor.checkKeys(["mean", "standard-deviation"])
    } throws: {
      "\($0)".contains("'meen'") && "\($0)".contains("Did you mean 'mean'?")
    }
    #expect {
      _ = try descriptor.number("mean", default: 0)
    } throws: {
      "\($0)".contains("mean is 'x'") && "\($0)".contains("a finite number")
    }
  }

  @Test("an unknown name comes with the nearest one, if one is near")
  func unknown() {
    let known = ["gaussian", "laplacian", "uniform"]
    #expect(
      UnknownName(kind: "source", name: "gausian", known: known).description
        .contains("Did you mean 'gaussian'?"))
    #expect(
      !UnknownName(kind: "source", name: "zipf", known: known).description.contains("Did you mean"))
  }
}
