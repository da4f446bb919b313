// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Numerical kernels need the processor's vector instructions: without them Swift emits SSE2 and turns every fused
// multiply-add into a call. Which instructions there are is for whoever builds to say: RDTOOL_ARCHITECTURE=native for the
// machine that builds (scripts/rdtool and scripts/test set it), x86-64-v3 for any of the last ten years, unset for any at all.
// `errno` after mathematical functions is never read here, and waiting for it would turn every square root into a call.
#if arch(x86_64)
  let architectureFlags = Context.environment["RDTOOL_ARCHITECTURE"].map { ["-march=\($0)"] } ?? []
#else
  let architectureFlags = Context.environment["RDTOOL_ARCHITECTURE"].map { ["-mcpu=\($0)"] } ?? []
#endif
let compilerFlags = (architectureFlags + ["-fno-math-errno"]).flatMap { ["-Xcc", $0] }

// The gate (scripts/check) turns warnings into errors; users of other compiler versions are spared.
let isStrict = Context.environment["RDTOOL_STRICT"] != nil
// scripts/fuzz builds decoders that believe any checksum.
let isFuzzing = Context.environment["RDTOOL_FUZZING"] != nil
let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .unsafeFlags(compilerFlags),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])
  + (isFuzzing ? [.define("RDTOOL_FUZZING")] : [])

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
    let folders = [
      "/usr/include", "/usr/include/x86_64-linux-gnu", "/usr/include/aarch64-linux-gnu",
      "/usr/local/include", "/opt/homebrew/include",
    ]
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
  ImageLibrary(
    module: "CTIFF", header: "tiffio.h", debianPackage: "libtiff-dev", homebrewFormula: "libtiff"),
  ImageLibrary(
    module: "CGIF", header: "gif_lib.h", debianPackage: "libgif-dev", homebrewFormula: "giflib"),
].filter { areImageLibrariesWanted && $0.isInstalled }

let imageSettings = settings + imageLibraries.map { .define($0.condition) }

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let realModule: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")
let imageLibraryTargets = imageLibraries.map { Target.Dependency.target(name: $0.module) }
let zlibTargets = imageLibraries.filter { $0.module == "CZLIB" }.map {
  Target.Dependency.target(name: $0.module)
}

/// A module, in the folder of its name.
func module(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [],
  settings: [SwiftSetting] = settings
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// The tests of a module; a file that they read where it stands is excluded from the build.
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
    .library(name: "RDTheory", targets: ["RDTheory"]),
    .library(name: "RDQuantisation", targets: ["RDQuantisation"]),
    .library(name: "RDCoding", targets: ["RDCoding"]),
    .library(name: "RDCodecs", targets: ["RDCodecs"]),
    .library(name: "RDNetworks", targets: ["RDNetworks"]),
    .library(name: "RDResults", targets: ["RDResults"]),
    .executable(name: "rdtool", targets: ["rdtool"]),
  ],
  dependencies: [
    // What a library product reaches has a lower bound; what only the tool uses is pinned.
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    // gsl.pc and its like also link GSL's own reference BLAS, which would silently replace OpenBLAS (11 times slower),
    // so only the module map names the library.
    .systemLibrary(name: "CGSL", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-pthread-dev"]), .brew(["openblas"])]),
    .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),
    .systemLibrary(name: "CBuildTarget"),
  ] + imageLibraries.map(\.target) + [

    // In the order of who may import whom; ARCHITECTURE.md says what each module is for.
    module("RDCore", [realModule]),
    module(
      "RDFiles", ["CCrypto", "RDCore"] + zlibTargets,
      settings: imageSettings),
    module("RDNumerics", ["CGSL", "COpenBLAS", "RDCore", realModule]),
    module("RDArrayFiles", ["RDCore", "RDFiles"]),
    module("RDSources", ["RDArrayFiles", "RDCore", "RDNumerics", realModule]),
    module("RDTheory", ["RDCore", "RDNumerics", "RDSources", realModule]),
    module("RDCoding", ["RDCore", "RDNumerics", realModule]),
    module("RDPixelCoding", ["RDCoding", "RDCore"]),
    module("RDQuantisers", ["RDCore", "RDSources"]),
    module(
      "RDScalarQuantisation", ["RDCore", "RDNumerics", "RDQuantisers", "RDSources", realModule]),
    module(
      "RDVectorQuantisation", ["RDCore", "RDNumerics", "RDQuantisers", "RDSources", realModule]),
    module(
      "RDTrellisQuantisation",
      ["RDCore", "RDNumerics", "RDQuantisers", "RDScalarQuantisation", "RDSources", realModule]),
    module(
      "RDPolarQuantisation",
      ["RDCore", "RDQuantisers", "RDSources", "RDTrellisQuantisation", realModule]),
    module(
      "RDQuantisation",
      [
        "RDCore", "RDNumerics", "RDPolarQuantisation", "RDQuantisers", "RDScalarQuantisation",
        "RDSources", "RDTrellisQuantisation", "RDVectorQuantisation", realModule,
      ]),
    module("RDNetworks", ["RDCore", "RDNumerics", realModule]),
    module("RDResults", ["RDCore", "RDFiles"]),
    module("RDModelFiles", ["RDArrayFiles", "RDCore", "RDFiles", "RDNetworks"]),
    module(
      "RDImages", ["RDCore", "RDNumerics", "RDPixelCoding", realModule] + imageLibraryTargets,
      settings: imageSettings),
    module("RDCurves", ["RDCore", "RDNumerics", realModule]),
    module(
      "RDStandardCodecs", ["RDCore", "RDImages", "RDNumerics"] + imageLibraryTargets,
      settings: imageSettings),
    module(
      "RDDataSets", ["RDCore", "RDFiles", "RDImages"],
      resources: [.embedInCode("SHA256SUMS.txt")]),
    module(
      "RDArrayCoding", ["RDCoding", "RDCore", "RDTrellisQuantisation", realModule]),
    module(
      "RDStreams",
      [
        "RDArrayCoding", "RDArrayFiles", "RDCoding", "RDCore", "RDNumerics", "RDPolarQuantisation",
        "RDQuantisation",
        "RDQuantisers", "RDScalarQuantisation", "RDSources", "RDTrellisQuantisation",
        "RDVectorQuantisation", realModule,
      ]),
    module(
      "RDLatentCodes",
      [
        "RDCoding", "RDCore", "RDModelFiles", "RDNetworks", "RDQuantisation", "RDQuantisers",
        "RDScalarQuantisation", "RDSources", "RDStreams", realModule,
      ]),
    module(
      "RDImageCodecs",
      [
        "RDCoding", "RDCore", "RDDataSets", "RDImages", "RDLatentCodes", "RDModelFiles",
        "RDNetworks", "RDNumerics", realModule,
      ]),
    module(
      "RDCodecs", ["RDCurves", "RDImages", "RDQuantisation", "RDStandardCodecs", "RDStreams"]),
    module(
      "RDExperiments",
      [
        "RDFiles",
        "RDCore", "RDDataSets", "RDImageCodecs", "RDModelFiles", "RDNetworks", "RDNumerics",
        "RDResults", "RDSources", "TOMLKit",
      ]),
    module("RDReport", ["RDCore", "RDFiles", "RDResults"]),
    module(
      "Studies",
      [
        "RDFiles",
        "RDCoding", "RDCore", "RDCurves", "RDDataSets", "RDExperiments",
        "RDImageCodecs", "RDImages", "RDLatentCodes", "RDModelFiles", "RDNetworks", "RDNumerics",
        "RDQuantisation", "RDQuantisers", "RDReport", "RDResults", "RDScalarQuantisation",
        "RDSources", "RDStandardCodecs", "RDStreams", "RDTheory",
      ]),
    module(
      "RDCommands",
      [
        "RDFiles",
        "CBuildTarget", "RDArrayCoding", "RDArrayFiles", "RDCoding", "RDCore", "RDCurves",
        "RDDataSets",
        "RDExperiments", "RDImageCodecs", "RDImages", "RDLatentCodes", "RDModelFiles",
        "RDNetworks", "RDNumerics", "RDPolarQuantisation", "RDQuantisation", "RDQuantisers",
        "RDResults",
        "RDScalarQuantisation", "RDSources", "RDStandardCodecs", "RDStreams", "RDTheory",
        "RDTrellisQuantisation", "RDVectorQuantisation", realModule, "RDReport", "Studies",
      ], resources: [.embedInCode("Curves/kodak-curves.csv")]),
    .executableTarget(
      name: "rdtool",
      dependencies: [
        "RDFiles",
        argumentParser, "RDArrayCoding", "RDArrayFiles", "RDCommands", "RDCore", "RDCurves",
        "RDDataSets",
        "RDExperiments",
        "RDImageCodecs", "RDImages", "RDNetworks", "RDNumerics", "RDQuantisation",
        "RDQuantisers", "RDReport", "RDResults", "RDSources", "RDStandardCodecs", "RDStreams",
        "RDTheory", "Studies",
      ],
      swiftSettings: settings),

    // Reads tables of expected values.
    .target(
      name: "ReferenceTables", path: "Tests/Support/ReferenceTables", swiftSettings: settings),
    // Makes folders that are removed with their test.
    .target(name: "TestFolders", path: "Tests/Support/TestFolders", swiftSettings: settings),
    // Counts the allocations of a thread, to prove that a training step makes none.
    .target(name: "AllocationCounter", path: "Tests/Support/AllocationCounter"),
    // The decoders of untrusted bytes, for scripts/fuzz and the tests.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "RDArrayCoding", "RDArrayFiles", "RDCoding", "RDCore", "RDImageCodecs", "RDImages",
        "RDLatentCodes",
        "RDModelFiles", "RDNetworks", "RDQuantisation", "RDQuantisers", "RDStandardCodecs",
        "RDStreams",
      ],
      path: "Tests/Support/FuzzTargets", swiftSettings: settings),
    tests("FuzzTargetsTests", ["FuzzTargets", "RDCore"]),
    tests("RDArrayCodingTests", ["RDArrayCoding", "RDCoding", "RDCore"]),
    tests("RDArrayFilesTests", ["RDArrayFiles", "RDCore"], resources: [.copy("Reference")]),
    tests(
      "RDCodingTests",
      [
        "AllocationCounter", "RDCoding", "RDCore", "RDScalarQuantisation", "RDSources", realModule,
        "ReferenceTables",
      ], resources: [.copy("Reference")]),
    tests(
      "RDCommandsTests",
      [
        "RDArrayFiles", "RDCommands", "RDCore", "RDCurves", "RDExperiments", "RDImages",
        "RDQuantisation", "RDResults", "RDScalarQuantisation", "RDSources", "RDStreams", "Studies",
        "TestFolders",
      ], resources: [.copy("Reference")]),
    tests("RDCoreTests", ["RDCore"]),
    tests(
      "RDCurvesTests", ["RDCore", "RDCurves", "ReferenceTables"], resources: [.copy("Reference")]),
    tests(
      "RDDataSetsTests",
      ["ReferenceTables", "RDFiles", "RDCore", "RDDataSets", "RDImages", "TestFolders"]),
    tests(
      "RDExperimentsTests",
      [
        "RDFiles", "RDCore", "RDExperiments", "RDImageCodecs", "RDModelFiles", "RDNetworks",
        "RDResults", "Studies",
      ]),
    tests(
      "RDImageCodecsTests",
      [
        "RDCoding", "RDCore", "RDDataSets", "RDImageCodecs", "RDImages", "RDLatentCodes",
        "RDModelFiles", "RDNetworks", "TestFolders",
      ]),
    tests(
      "RDImagesTests", ["RDCore", "RDFiles", "RDImages", "ReferenceTables"],
      resources: [.copy("Reference")]),
    tests(
      "RDLatentCodesTests",
      [
        "RDCore", "RDLatentCodes", "RDModelFiles", "RDNetworks", "RDQuantisers", "RDResults",
        "RDSources", "RDStreams",
      ]),
    tests("RDModelFilesTests", ["RDFiles", "RDCore", "RDModelFiles", "RDNetworks", "RDResults"]),
    tests(
      "RDNetworksTests",
      [
        "AllocationCounter", "RDCore", "RDNetworks", "RDNumerics", realModule,
        "ReferenceTables",
      ],
      resources: [.copy("Reference")]),
    tests(
      "RDPixelCodingTests", ["RDCoding", "RDCore", "RDPixelCoding"], resources: [.copy("Reference")]
    ),
    tests("RDNumericsTests", ["RDCore", "RDNumerics"]),
    tests(
      "RDQuantisationTests",
      [
        "RDCore", "RDPolarQuantisation", "RDQuantisation", "RDQuantisers", "RDScalarQuantisation",
        "RDSources", "RDTrellisQuantisation", "RDVectorQuantisation", realModule, "ReferenceTables",
      ], resources: [.copy("Reference")]),
    tests(
      "RDReportTests", ["RDFiles", "RDCore", "RDReport", "RDResults", "Studies", "TestFolders"],
      resources: [.copy("Golden")]),
    tests("RDResultsTests", ["RDFiles", "RDResults"]),
    tests(
      "RDSourcesTests", ["RDCore", "RDNumerics", "RDSources", realModule],
      resources: [.copy("Reference")]),
    tests(
      "RDStandardCodecsTests", ["RDCore", "RDDataSets", "RDImages", "RDStandardCodecs", realModule]),
    tests(
      "RDStreamsTests",
      [
        "RDFiles",
        "RDArrayCoding", "RDArrayFiles", "RDCoding", "RDCore", "RDPolarQuantisation",
        "RDQuantisation",
        "RDQuantisers", "RDResults", "RDScalarQuantisation", "RDSources", "RDStreams",
        "RDTrellisQuantisation",
      ]),
    tests(
      "RDTheoryTests", ["RDCore", "RDSources", "RDTheory", realModule, "ReferenceTables"],
      resources: [.copy("Reference")]),
    tests(
      "StudiesTests",
      [
        "RDArrayFiles", "RDCore", "RDExperiments", "RDFiles", "RDLatentCodes", "RDModelFiles",
        "RDResults", "RDStreams", "RDTheory", "Studies", "TestFolders",
      ],
      resources: [.copy("Reference")]),
    // Runs the built tool; the dependency has it built first.
    tests("rdtoolTests", ["rdtool", "TestFolders"], excluding: ["Help"]),
  ]
    + (isFuzzing
      ? [
        .executableTarget(
          name: "FuzzDecoders",
          dependencies: ["FuzzTargets"],
          path: "Tests/FuzzDecoders", swiftSettings: settings)
      ] : [])
)
