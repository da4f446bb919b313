import ArgumentParser
import RDExperiments

/// The flags of a sweep that several processes or machines share.
struct ClusterFlags: ParsableArguments {
  @Option("i/N", "Run part i of N of the trials, as several processes may; publish nothing.")
  var shard: String?

  @Flag(help: "Publish what all parts have stored, if nothing is missing; run nothing.")
  var merge = false

  @Flag(help: "Take trials computed by other numerical kernels (processor instructions), too.")
  var mixedKernels = false

  func validate() throws {
    guard shard == nil || !merge else {
      throw ValidationError("--shard and --merge cannot be used together. Leave one out.")
    }
    _ = try part
  }

  var part: Shard? {
    get throws { try shard.map { try Shard(parsing: $0) } }
  }
}
