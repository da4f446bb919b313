import Foundation
import Testing

/// `scripts/rdtool` without a build: in a copy of the package's frame whose tool is a stand-in.
@Suite("scripts/rdtool")
struct ScriptTests {
  @Test("passes arguments, output and exit code through, from any folder and through a link")
  func passesThrough() async throws {
    let package = try Frame()
    let elsewhere = try TemporaryFolder()
    let link = elsewhere.file("link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: package.script)
    let first = try await package.run(link, ["a b", "c"], in: elsewhere.url)
    #expect(first.exitCode == 7)
    #expect(first.standardOutput == "<a b><c> in \(elsewhere.url.resolvingSymlinksInPath().path)\n")
  }

  @Test("builds once, and again only after a change, a removal or another processor's setting")
  func buildsWhenNeeded() async throws {
    let package = try Frame()
    func builds() async throws -> Int {
      _ = try await package.run(package.script, [])
      return try package.buildCount
    }
    #expect(try await builds() == 1)
    #expect(try await builds() == 1)
    // With an old date, as a file unpacked from an archive has.
    let source = try package.folder.write("changed", to: "Sources/a.swift")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: source.path)
    #expect(try await builds() == 2)
    try FileManager.default.removeItem(at: source)
    #expect(try await builds() == 3)
    #expect(try await builds() == 3)
    _ = try await package.run(package.script, [], environment: ["RDTOOL_ARCHITECTURE": "x86-64-v3"])
    #expect(try package.buildCount == 4)
  }

  @Test("a failed build passes its message on, says how to fix it and runs nothing")
  func failedBuild() async throws {
    let package = try Frame()
    let run = try await package.run(
      package.script, [],
      environment: [
        "FAIL": "shim.h:2:2: error: GSL 2.7 is missing: run scripts/setup, or install libgsl-dev"
      ])
    #expect(run.exitCode == 69)
    #expect(run.standardOutput == "")
    // One sentence, where the compiler has a hundred lines.
    #expect(
      run.standardError.hasSuffix(
        "GSL 2.7 is missing: run scripts/setup, or install libgsl-dev\n"))
    #expect(!run.standardError.contains("shim.h"))
  }

  @Test(
    "scripts/install puts the tool where it finds its studies, again the same files, and removes them all"
  )
  func install() async throws {
    let package = try TemporaryFolder()
    let files = FileManager.default
    for name in [".build/release", "scripts", "results"] {
      try files.createDirectory(at: package.file(name), withIntermediateDirectories: true)
    }
    try files.copyItem(at: ToolRun.builtTool, to: package.file(".build/release/rdtool"))
    try files.createSymbolicLink(
      at: package.file("scripts/rdtool"), withDestinationURL: package.file(".build/release/rdtool"))
    for name in ["scripts/install", "experiments", "results/published"] {
      try files.copyItem(at: ToolRun.packageFolder.appending(path: name), to: package.file(name))
    }
    let place = try TemporaryFolder()
    try files.createDirectory(
      at: place.file("prefix/share/man/man1"), withIntermediateDirectories: true)
    _ = try place.write("mine", to: "prefix/share/man/man1/other.1")
    func install(_ more: String...) async throws -> ToolRun {
      try await ToolRun.program(
        package.file("scripts/install"), ["--prefix", "prefix"] + more, in: place.url)
    }
    func installed() -> [String] {
      (files.subpaths(atPath: place.file("prefix").path) ?? []).sorted()
    }
    let first = try await install()
    #expect(first.exitCode == 0, "\(first.standardError)")
    let listed = installed()
    for path in [
      "bin/rdtool", "share/bash-completion/completions/rdtool", "share/zsh/site-functions/_rdtool",
      "share/fish/vendor_completions.d/rdtool.fish", "share/man/man1/rdtool-quantise.1",
      "share/rdtool/experiments/ledger.toml", "share/rdtool/results/published/claims.csv",
    ] {
      #expect(listed.contains(path), "\(path)")
    }
    #expect(!listed.contains { $0.contains(".rdtool-install") })
    // What a version of before installed goes away.
    _ = try place.write("old", to: "prefix/share/rdtool/old.csv")
    let manifest = place.file("prefix/share/rdtool/installed-files")
    let older = try String(contentsOf: manifest, encoding: .utf8) + "share/rdtool/old.csv\n"
    try Data(older.utf8).write(to: manifest)
    let second = try await install()
    #expect(second.exitCode == 0, "\(second.standardError)")
    #expect(installed() == listed)
    let list = try await ToolRun.program(
      place.file("prefix/bin/rdtool"), ["reproduce", "--list", "--format", "csv"], in: place.url)
    #expect(list.exitCode == 0 && list.standardOutput.contains("gashgash,table 1"))
    #expect(try await install("--uninstall").exitCode == 0)
    #expect(installed() == ["share", "share/man", "share/man/man1", "share/man/man1/other.1"])
    #expect(try await install("--uninstall").exitCode == 69)
    let wrong = try await ToolRun.program(package.file("scripts/install"), [], in: place.url)
    #expect(wrong.exitCode == 64)
  }

  /// A package with the real script, and stand-ins for the compiler, the set-up and the tool.
  private struct Frame {
    let folder: TemporaryFolder
    var script: URL { folder.file("scripts/rdtool") }

    init() throws {
      folder = try TemporaryFolder()
      for name in ["scripts", "Sources", "bin"] {
        try FileManager.default.createDirectory(
          at: folder.file(name), withIntermediateDirectories: true)
      }
      for name in ["scripts/rdtool", "scripts/settings.sh"] {
        try FileManager.default.copyItem(
          at: ToolRun.packageFolder.appending(path: name), to: folder.file(name))
      }
      _ = try folder.write("", to: "Package.swift")
      try program("scripts/setup", "exit 0")
      try program("tool", "printf '<%s>' \"$@\"; echo \" in $(pwd -P)\"; exit 7")
      try program(
        "bin/swift",
        """
        echo build >>'\(folder.url.path)/builds'
        echo 'noise of the build'
        if [ -n "${FAIL-}" ]; then echo "$FAIL" >&2; exit 1; fi
        mkdir -p '\(folder.url.path)/.build/release'
        cp '\(folder.url.path)/tool' '\(folder.url.path)/.build/release/rdtool'
        """)
    }

    /// How often the compiler was called.
    var buildCount: Int {
      get throws {
        try String(contentsOf: folder.file("builds"), encoding: .utf8).split(separator: "\n").count
      }
    }

    func run(
      _ executable: URL, _ arguments: [String], in workingFolder: URL? = nil,
      environment: [String: String?] = [:]
    ) async throws -> ToolRun {
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      return try await ToolRun.program(
        executable, arguments, in: workingFolder,
        environment: environment.merging(["PATH": "\(folder.file("bin").path):\(path)"]) { $1 })
    }

    private func program(_ name: String, _ text: String) throws {
      let file = try folder.write("#!/bin/sh\n\(text)\n", to: name)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
  }
}
