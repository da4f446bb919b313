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

  @Test("numbers with slashes between, and those that must be given")
  func numbers() throws {
    let descriptor = try Descriptor(parsing: "mixture:weights=0.5/0.3/0.2,means=-2/x,p=0.11")
    let weights = try descriptor.numbers("weights")
    #expect(weights == [0.5, 0.3, 0.2])
    let single = try descriptor.numbers("p")
    #expect(single == [0.11])
    let required = try descriptor.requiredNumber("p")
    #expect(required == 0.11)
    #expect {
      _ = try descriptor.numbers("means")
    } throws: {
      "\($0)".contains("number 2 of means is 'x', but must be a finite number")
    }
    #expect {
      _ = try descriptor.numbers("weights", expected: "above 0.25") { $0 > 0.25 }
    } throws: {
      "\($0)".contains("number 3 of weights is '0.2'")
    }
    for key in ["shape", "degrees"] {
      #expect(
        throws: DescriptorError.missing(
          descriptor: descriptor.description, key: key, expected: "a finite number")
      ) { try descriptor.requiredNumber(key) }
      #expect(throws: DescriptorError.self) { try descriptor.numbers(key) }
    }
    for bad in ["m:a=1/", "m:a=/1", "m:a=1//2", "m:a=nan/1", "m:a=inf"] {
      #expect(throws: DescriptorError.self) { try Descriptor(parsing: bad).numbers("a") }
    }
    let long = "m:a=" + Array(repeating: "1", count: NumberList.limit + 1).joined(separator: "/")
    #expect(throws: DescriptorError.self) { try Descriptor(parsing: long).numbers("a") }
  }

  @Test("a comma in parentheses is part of a value, unless they are not paired")
  func parentheses() throws {
    let formula = try Descriptor(parsing: "formula:density=max(1-abs(x),0),support=-1/1")
    #expect(formula.text("density") == "max(1-abs(x),0)" && formula.text("support") == "-1/1")
    let list = try Descriptor.list(parsing: "a:f=min(x,b=2),c=3,d")
    #expect(list.map(\.description) == ["a:f=min(x,b=2),c=3", "d"])
    for text in ["table:file=a(b,normalise=true", "table:file=a)b,normalise=true"] {
      #expect(try Descriptor(parsing: text).text("normalise") == "true", "\(text)")
    }
  }
}
