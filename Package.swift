// swift-tools-version: 6.2
import Foundation
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

/// A library of a format of images, which the build does without where it is not installed: `rdtool doctor` then says so.
struct ImageLibrary {
  let module: String
  let header: String
  let debianPackage: String
  let homebrewFormula: String

  /// What `#if` asks for in Swift: RDTOOL_SPNG for CSPNG.
  var condition: String { "RDTOOL_" + module.dropFirst().uppercased() }

  /// Whether its header is where compilers look.
  var isInstalled: Bool {
    let folders = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"]
    return folders.contains { FileManager.default.fileExists(atPath: "\($0)/\(header)") }
  }

  // No pkg-config: SwiftPM warns of the flags that some of these ask for, and the module map names what to link.
  var target: Target {
    .systemLibrary(
      name: module, providers: [.apt([debianPackage]), .brew([homebrewFormula])])
  }
}

// RDTOOL_IMAGE_LIBRARIES=none builds as on a machine that has none of them.
let areImageLibrariesWanted = Context.environment["RDTOOL_IMAGE_LIBRARIES"] != "none"
let imageLibraries = [
  ImageLibrary(
    module: "CSPNG", header: "spng.h", debianPackage: "libspng-dev", homebrewFormula: "libspng"),
  ImageLibrary(
    module: "CTurboJPEG", header: "turbojpeg.h", debianPackage: "libturbojpeg0-dev",
    homebrewFormula: "jpeg-turbo"),
  ImageLibrary(
    module: "COpenJPEG", header: "openjpeg-2.5/openjpeg.h", debianPackage: "libopenjp2-7-dev",
    homebrewFormula: "openjpeg"),
  ImageLibrary(
    module: "CWebP", header: "webp/encode.h", debianPackage: "libwebp-dev",
    homebrewFormula: "webp"),
  ImageLibrary(
    module: "CCharLS", header: "charls/charls.h", debianPackage: "libcharls-dev",
    homebrewFormula: "charls"),
  ImageLibrary(
    module: "CJPEGXL", header: "jxl/encode.h", debianPackage: "libjxl-dev",
    homebrewFormula: "jpeg-xl"),
  ImageLibrary(
    module: "CAVIF", header: "avif/avif.h", debianPackage: "libavif-dev",
    homebrewFormula: "libavif"),
  ImageLibrary(
    module: "CZLIB", header: "zlib.h", debianPackage: "zlib1g-dev", homebrewFormula: "zlib"),
].filter { areImageLibrariesWanted && $0.isInstalled }

let imageSettings = settings + imageLibraries.map { .define($0.condition) }

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let realModule: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")

/// A room of the library, in the folder of its name.
func room(
  _ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = settings
) -> Target {
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
  ] + imageLibraries.map(\.target) + [

    // In the order of who may import whom; ARCHITECTURE.md tells what each room is for.
    room("RDCore", [realModule]),
    room("RDNumerics", ["RDCore", "CGSL", "COpenBLAS", realModule]),
    room("RDSources", ["RDCore", "RDNumerics", realModule]),
    room("RDTheory", ["RDCore", "RDNumerics", "RDSources", realModule]),
    room("RDQuantisation", ["RDCore", "RDNumerics", "RDSources", realModule]),
    room("RDCoding", ["RDCore", "RDNumerics", realModule]),
    room("RDLearning", ["RDCore", "RDNumerics", "RDSources", realModule]),
    room(
      "RDImaging",
      ["RDCore", "RDNumerics", crypto, realModule]
        + imageLibraries.map { .target(name: $0.module) },
      settings: imageSettings),
    room("RDResults", ["RDCore", crypto]),
    room(
      "RDCodecs",
      [
        "RDCore", "RDNumerics", "RDSources", "RDQuantisation", "RDCoding", "RDLearning",
        "RDImaging", "RDResults", realModule,
      ]),
    room(
      "RDExperiments",
      [
        "RDCore", "RDNumerics", "RDSources", "RDTheory", "RDQuantisation", "RDCoding", "RDLearning",
        "RDImaging", "RDCodecs", "RDResults", "TOMLKit",
      ]),
    room("RDReport", ["RDCore", "RDImaging", "RDResults"]),
    .executableTarget(
      name: "rdtool",
      dependencies: [
        "RDCore", "RDNumerics", "RDSources", "RDTheory", "RDQuantisation", "RDLearning", "RDCodecs",
        "RDResults", "RDExperiments", "RDReport", "RDCoding", "RDImaging", "CBuildTarget",
        argumentParser,
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
    tests(
      "RDImagingTests", ["RDImaging", "RDCore", "ReferenceTables", crypto, realModule],
      resources: [.copy("Reference")]),
    tests("RDResultsTests", ["RDResults", "RDCore"]),
    tests(
      "RDCodecsTests",
      [
        "RDCodecs", "RDCoding", "RDCore", "RDImaging", "RDLearning", "RDQuantisation", "RDResults",
        "RDSources",
      ]),
    tests(
      "RDExperimentsTests", ["RDExperiments", "RDCore", "RDLearning", "RDResults", "RDTheory"],
      resources: [.copy("Reference")]),
    // Reads tables of expected values.
    .target(
      name: "ReferenceTables", path: "Tests/Support/ReferenceTables", swiftSettings: settings),
    // Counts the allocations of a thread, to prove that a training step makes none.
    .target(name: "AllocationCounter", path: "Tests/Support/AllocationCounter"),
    tests(
      "RDLearningTests",
      ["RDLearning", "RDCore", "RDNumerics", "AllocationCounter", "ReferenceTables", realModule],
      resources: [.copy("Reference")]),
    // Runs the built tool; the dependency has it built first.
    tests("rdtoolTests", ["rdtool"], excluding: ["Help"]),
    tests(
      "RDReportTests", ["RDCore", "RDReport", "RDResults"],
      resources: [.copy("Golden")]),
  ]
)
