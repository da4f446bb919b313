// swift-tools-version: 6.2
import PackageDescription

// Numerical kernels need the processor's vector instructions: without them Swift emits SSE2 and turns every fused
// multiply-add into a call. `native` is right for a tool that is built where it runs; RDTOOL_ARCHITECTURE=x86-64-v3
// gives a binary for any x86-64 machine of the last ten years. `errno` after mathematical functions is never read here,
// and waiting for it would turn every square root into a call.
let architecture = Context.environment["RDTOOL_ARCHITECTURE"] ?? "native"
#if arch(x86_64)
  let architectureFlag = "-march=\(architecture)"
#else
  let architectureFlag = "-mcpu=\(architecture)"
#endif

// The gate (scripts/check) turns warnings into errors; users of other compiler versions are spared.
let isStrict = Context.environment["RDTOOL_STRICT"] != nil
let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .unsafeFlags(["-Xcc", architectureFlag, "-Xcc", "-fno-math-errno"]),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let realModule: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")

/// A room of the library, in the folder of its name.
func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a room; a file that they read where it stands is excluded from the build.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [],
  excluding excluded: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: excluded, resources: resources,
    swiftSettings: settings)
}

let package = Package(
  name: "rdtool",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "rdtool", targets: ["rdtool"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    // gsl.pc and its like also link GSL's own reference BLAS, which would silently replace OpenBLAS (11 times slower),
    // so only the module map names the library.
    .systemLibrary(name: "CGSL", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-pthread-dev"]), .brew(["openblas"])]),
    .systemLibrary(name: "CBuildTarget"),

    // In the order of who may import whom; ARCHITECTURE.md tells what each room is for.
    room("RDCore", [realModule]),
    room("RDNumerics", ["RDCore", "CGSL", "COpenBLAS", realModule]),
    room("RDSources", ["RDCore", "RDNumerics", realModule]),
    room("RDTheory", ["RDCore", "RDNumerics", "RDSources", realModule]),
    room("RDQuantisation", ["RDCore", "RDNumerics", "RDSources", realModule]),
    room("RDCoding", ["RDCore", "RDNumerics", realModule]),
    room("RDLearning", ["RDCore", "RDNumerics", "RDSources", realModule]),
    room(
      "RDCodecs",
      [
        "RDCore", "RDNumerics", "RDSources", "RDQuantisation", "RDCoding", "RDLearning", realModule,
      ]),
    room("RDResults", ["RDCore", crypto]),
    room(
      "RDExperiments",
      [
        "RDCore", "RDNumerics", "RDSources", "RDTheory", "RDQuantisation", "RDLearning", "RDCodecs",
        "RDResults", "TOMLKit",
      ]),
    room("RDReport", ["RDCore", "RDResults"]),
    .executableTarget(
      name: "rdtool",
      dependencies: [
        "RDCore", "RDNumerics", "RDSources", "RDTheory", "RDQuantisation", "RDLearning", "RDCodecs",
        "RDResults", "RDExperiments", "RDReport", "RDCoding", "CBuildTarget", argumentParser,
        realModule,
      ],
      swiftSettings: settings),

    tests("RDCoreTests", ["RDCore"]),
    tests("RDNumericsTests", ["RDCore", "RDNumerics"]),
    tests(
      "RDSourcesTests", ["RDCore", "RDNumerics", "RDSources", realModule],
      resources: [.copy("Reference")]),
    tests(
      "RDTheoryTests", ["RDCore", "RDSources", "RDTheory", "ReferenceTables"],
      resources: [.copy("Reference")]),
    tests(
      "RDQuantisationTests",
      ["RDCore", "RDSources", "RDQuantisation", "ReferenceTables", realModule],
      resources: [.copy("Reference")]),
    tests(
      "RDCodingTests",
      [
        "RDCoding", "RDCore", "RDQuantisation", "RDSources", "AllocationCounter", "ReferenceTables",
        realModule,
      ],
      resources: [.copy("Reference")]),
    tests("RDResultsTests", ["RDResults", "RDCore"]),
    tests(
      "RDCodecsTests",
      ["RDCodecs", "RDCore", "RDLearning", "RDQuantisation", "RDResults", "RDSources"]),
    tests(
      "RDExperimentsTests", ["RDExperiments", "RDCore", "RDResults", "RDTheory"],
      resources: [.copy("Reference")]),
    // Reads tables of expected values.
    .target(
      name: "ReferenceTables", path: "Tests/Support/ReferenceTables", swiftSettings: settings),
    // Counts the allocations of a thread, to prove that a training step makes none.
    .target(name: "AllocationCounter", path: "Tests/Support/AllocationCounter"),
    tests(
      "RDLearningTests", ["RDLearning", "RDCore", "RDNumerics", "AllocationCounter", realModule]),
    // Runs the built tool; the dependency has it built first.
    tests("rdtoolTests", ["rdtool"], excluding: ["Help"]),
    tests(
      "RDReportTests", ["RDCore", "RDReport", "RDResults"],
      resources: [.copy("Golden")]),
  ]
)
