import RDExperiments
import Studies
import Testing

/// The plan of the Gaussian experiment from a specification's text and flags.
func plan(
  _ text: String, profile: SpecificationRequest.Profile = .full,
  _ overrides: [(key: String, value: SpecificationValue)] = []
) throws -> ExperimentPlan {
  let file = try SpecificationFile(parsing: text, origin: "test.toml")
  let name = try ExperimentCatalogue.name(in: file)
  return try ExperimentCatalogue.all.entry(named: name).plan(
    SpecificationRequest(file: file, profile: profile, overrides: overrides))
}

/// The message with which a specification is refused, or the empty text if it is not.
func refusal(
  _ text: String, _ overrides: [(key: String, value: SpecificationValue)] = []
) -> String {
  do {
    _ = try plan(text, overrides)
    return ""
  } catch {
    return "\(error)"
  }
}

@Suite("Specifications")
struct SpecificationTests {
  @Test("a list is a TOML list, a text with commas, or a range, and means the same")
  func lists() throws {
    let plans = try [
      "dims = [3, 4, 5]", "dims = \"3-5\"", "dims = \"3,4,5\"",
    ].map { try plan("experiment = \"gaussian\"\n\($0)") }
    #expect(Set(plans.map(\.specificationText)).count == 1)
    #expect(plans[0].specificationText.contains("dims = [3, 4, 5]"))
  }

  @Test("the canonical text is a specification that gives itself again")
  func canonical() throws {
    let text = """
      experiment = "gaussian"
      dims = "7,9"
      variational = 0.25
      hidden = [33, 33]
      [[variant]]
      name = "with \\"quotes\\""
      dropout = 0.125
      [[variant]]
      name = "plain"
      """
    let first = try plan(text).specificationText
    #expect(try plan(first).specificationText == first)
    #expect(first.contains("dropout = 0.125"))
    #expect(first.contains("hidden = [33, 33]"))
  }

  @Test("flags override the file, the file overrides the defaults")
  func precedence() throws {
    let text = "experiment = \"gaussian\"\nepochs = 7\nbatch = 16"
    let resolved = try plan(text, [("epochs", .integer(9))]).specificationText
    #expect(resolved.contains("epochs = 9\n"))
    #expect(resolved.contains("batch = 16\n"))
    #expect(resolved.contains("test = 5000\n"))
  }

  @Test(
    "the quick profile runs on less, a file's own quick section decides, and is unused otherwise")
  func quick() throws {
    let text = "experiment = \"gaussian\"\ntrain = 9999\n[quick]\ntrain = 1234"
    #expect(try plan(text, profile: .quick).specificationText.contains("train = 1234\n"))
    #expect(try plan(text, profile: .quick).specificationText.contains("epochs = 20\n"))
    #expect(try plan(text).specificationText.contains("train = 9999\n"))
  }

  @Test("a variant keeps what it does not change, also where a flag set it")
  func variants() throws {
    let text = """
      experiment = "gaussian"
      dims = 3
      [[variant]]
      name = "a"
      [[variant]]
      name = "b"
      epochs = 2
      """
    let trials = try plan(text, [("epochs", .integer(5))]).trials
    #expect(trials.filter { $0.name.hasPrefix("autoencoder a") }.map(\.cost) == [5])
    #expect(trials.filter { $0.name.hasPrefix("autoencoder b") }.map(\.cost) == [2])
  }

  @Test(
    "what cannot be used is refused with its location",
    arguments: [
      ("experiment = \"gaussian\"\n\nepocs = 3", ["test.toml, line 3", "'epocs'", "'epochs'"]),
      ("experiment = \"gaussian\"\nepochs = \"x\"", ["line 2", "an integer from 1"]),
      ("experiment = \"gaussian\"\nepochs = 2.5", ["line 2", "2.5", "integer"]),
      ("experiment = \"gaussian\"\ndims = [0]", ["line 2", "0 is out of range"]),
      ("experiment = \"gaussian\"\ndims = []", ["line 2", "empty"]),
      ("experiment = \"gaussian\"\ndims = \"9-3\"", ["line 2", "downwards"]),
      ("experiment = \"gaussian\"\ndims = [101]", ["101", "100"]),
      ("experiment = \"gaussian\"\ndropout = nan", ["line 2", "below 1"]),
      ("experiment = \"gaussian\"\nmethods = [\"nive\"]", ["line 2", "'naive'"]),
      ("experiment = \"gaussian\"\ndims = 3\ndims = 4", ["line 3", "not TOML"]),
      ("experiment = \"gaussian\"\ntrain = 1979-05-27", ["date"]),
      ("experiment = \"gausian\"", ["line 1", "'gaussian'"]),
      ("experiment = 3", ["line 1", "name of an experiment"]),
      ("dims = 3", ["experiment ="]),
      (
        "experiment = \"gaussian\"\n[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\ndropot = 1",
        ["line 6", "'dropout'"]
      ),
      (
        "experiment = \"gaussian\"\n[[variant]]\nname = \"a\"\n[[variant]]\nname = \"b\"\ndropout = 1.0",
        ["line 6", "below 1"]
      ),
      (
        "experiment = \"gaussian\"\n[[variant]]\nname = \"a\"\n[[variant]]\nname = \"a\"",
        ["line 5", "names no other variant"]
      ),
      ("experiment = \"gaussian\"\n[quick]\nx = 1", ["line 3", "'x'"]),
      ("experiment = \"scalar-quantisers\"\nsources = [\"cauchy\"]", ["line 2", "'cauchy'"]),
      ("experiment = \"scalar-quantisers\"\nepochs = 3", ["line 2", "'epochs'"]),
      (
        "experiment = \"image-autoencoders\"\n[[models]]\nname = \"a\"\nobjective = \"bce\"",
        ["'a'", "sigmoid"]
      ),
      ("experiment = \"lossless-images\"\nskips = true", ["'baseline'", "pooling"]),
    ])
  func refused(_ text: String, _ parts: [String]) {
    let message = refusal(text)
    for part in parts {
      #expect(message.contains(part), "'\(message)' should contain '\(part)'")
    }
  }

  @Test("a flag that the experiment does not have is refused by its name")
  func foreignFlag() {
    let message = refusal("experiment = \"scalar-quantisers\"", [("epochs", .integer(3))])
    #expect(message.contains("--epochs"))
  }
}
