import ArgumentParser
import RDArrayFiles
import RDCommands
import RDCore

/// The options of designs from files, and of numbers that are quantised by them.
struct DesignOptions: ParsableArguments {
  @Option(
    "file", parsing: .next,
    "A design from a file instead of methods: as --show design --format csv prints it, or levels alone."
  )
  var design: String?

  @Option(
    "list|file",
    "Start Lloyd's iteration on the samples from these levels, a list or a file of a design.")
  var start: String?

  @Option(
    "number",
    "End that iteration with a step that lowers the error by no more than this fraction. (default: 0, a fixed point)"
  )
  var tolerance: Double?

  @Option(
    "file", parsing: .next,
    "The importance of each number of --from in designs and errors: a file with one for each.")
  var weights: String?

  @Option("column", parsing: .next, "The column of --weights, by name or number.")
  var weightsColumn: String?

  @Option(
    "file", parsing: .next,
    "Write the reconstructed value of each number of --from (.npy, .csv, .f32): design and row are of all numbers."
  )
  var apply: String?

  @Option("file", parsing: .next, "Likewise write the index of each, from 0 (.npy, .csv).")
  var indices: String?

  /// Whether numbers are quantised, not only measured.
  var isApplied: Bool { apply != nil || indices != nil }

  /// Checks that the options are consistent with those of the command.
  ///
  /// - Throws: `ValidationError`.
  func check(from: String?, source: String?, methods: [String], areSizesGiven: Bool) throws {
    let ofNumbers = firstGiven([
      "--weights": weights != nil, "--apply": apply != nil, "--indices": indices != nil,
      "--start": start != nil, "--tolerance": tolerance != nil,
    ])
    if let option = ofNumbers, from == nil {
      throw ValidationError("\(option) is for the numbers of a file. Add --from FILE.")
    }
    if weightsColumn != nil, weights == nil {
      throw ValidationError("--weights-column is a column of --weights. Add --weights FILE.")
    }
    if from != nil, source != nil, !isApplied {
      throw ValidationError(
        "--from and --source are used together with --apply or --indices only: numbers quantised by a design for a source. Leave one out, or add --apply."
      )
    }
    if design != nil,
      !methods.isEmpty || areSizesGiven || start != nil || tolerance != nil
    {
      throw ValidationError(
        "--design is a quantiser by itself. Leave methods, sizes, --start and --tolerance out.")
    }
    let name = QuantiserComparison.Request.lloydMax
    if start != nil || tolerance != nil, source != nil || !methods.isEmpty && methods != [name] {
      throw ValidationError(
        "--start and --tolerance are for Lloyd's iteration on samples. Leave --source out, and --method or name \(name)."
      )
    }
    if start != nil, areSizesGiven {
      throw ValidationError("--start says how many levels there are. Leave the sizes out.")
    }
    if let tolerance, !(tolerance >= 0 && tolerance < 1) {
      throw ValidationError(
        "--tolerance is \(tolerance), but must be a number from 0 to below 1.")
    }
  }

  /// The numbers of a file, with the weights.
  ///
  /// - Throws: an error of the files.
  func numbers(of path: String, column: String?, syntax: TextTableSyntax) throws
    -> WeightedNumbers
  {
    try WeightedNumbers(
      path: path, column: column, syntax: syntax, weights: weights.map { ($0, weightsColumn) })
  }

  /// The levels to start from.
  ///
  /// - Throws: an error of the list or the file.
  func startLevels() throws -> [Double]? {
    try start.map { text in
      try reading("--start") {
        if let list = try? NumberList.reals(parsing: text, in: -1e150...1e150) { return list }
        return try ScalarQuantiserFile.read(text).levels
      }
    }
  }

  /// The files to write, before the work.
  ///
  /// - Throws: `ValidationError`; `Diagnosis` for an input.
  func outputs(inputs: [String]) throws -> (values: ArrayOutput?, indices: ArrayOutput?) {
    func output(_ path: String?, _ flag: String) throws -> ArrayOutput? {
      guard let path else { return nil }
      guard let output = ArrayOutput(path: path) else {
        throw ValidationError(
          "\(flag) is '\(path)', but must end with .npy, .csv, .f32, .raw or .bin.")
      }
      try InputFile.refuse(
        output: path, among: inputs + [design, weights, start].compactMap { $0 }, flag: flag)
      return output
    }
    return (try output(apply, "--apply"), try output(indices, "--indices"))
  }
}
