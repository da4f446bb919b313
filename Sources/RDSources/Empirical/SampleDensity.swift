import RDArrayFiles
import RDCore
import RealModule

/// Estimates the density that samples of a file were drawn from: a histogram, or a kernel density.
///
/// > Source: [silverman1986], equations 3.31 and 2.2.
enum SampleDensity {
  /// The most bins of a histogram, and points of a kernel density.
  private static let pieceLimit = 1 << 16

  /// Points of a kernel density in a bandwidth.
  private static let pointsPerBandwidth = 8.0

  /// Bandwidths beyond which a kernel counts as 0.
  private static let reach = 8.0

  static let entry = SourceEntry(
    "an estimate of the density of the samples in a file",
    parameters: [
      .init("file", default: nil, "a file of samples: .npy, .f32 or a table of text"),
      .init("column", default: nil, "the column, by name or number, if there are several"),
      .init("bins", default: nil, "a histogram of as many bins of the same width"),
      .init(
        "bandwidth", default: nil,
        "a Gaussian kernel density of that standard deviation, in source units; by default of Silverman's rule"
      ),
    ],
    example: "samples:file=samples.csv"
  ) { descriptor in
    let path = try descriptor.required("file", expected: "a file of samples")
    guard descriptor.text("bins") == nil || descriptor.text("bandwidth") == nil else {
      throw DescriptorError.inconsistent(
        descriptor: descriptor.description,
        reason: "give either bins for a histogram, or bandwidth for a kernel density")
    }
    let binCount = try descriptor.number(
      "bins", default: 0, expected: "an integer from 1 to \(pieceLimit)"
    ) { 1...Double(pieceLimit) ~= $0 && $0 == $0.rounded() }
    let bandwidth = try descriptor.number(
      "bandwidth", default: 0, expected: "a number above 0, between 1e-150 and 1e150",
      where: SourceScale.range.contains)
    let samples = try EmpiricalDistribution(
      samples: samples(of: path, column: descriptor.text("column")))
    if binCount > 0 {
      return .density(histogram(of: samples, binCount: Int(binCount), path: path))
    }
    return .density(
      try kernelDensity(of: samples, bandwidth: bandwidth > 0 ? bandwidth : nil, path: path))
  }

  private static func samples(of path: String, column: String?) throws -> [Double] {
    do {
      return try SampleFile(path: path, column: column).samples
    } catch SampleFileError.columnNotChosen(_, let count, let known) {
      throw Diagnosis.wrongUse(
        "The file '\(path)' has \(count) columns (\(known.prefix(12).joined(separator: ", "))). Choose one by name or number: samples:file=\(path),column=…."
      )
    }
  }

  private static func histogram(
    of samples: EmpiricalDistribution, binCount: Int, path: String
  ) -> LocationScale<Histogram> {
    let (lowest, highest) = (samples.support.lower, samples.support.upper)
    let width = (highest - lowest) / Double(binCount)
    var counts = [Int](repeating: 0, count: binCount)
    for sample in samples.samples {
      counts[min(Int((sample - lowest) / width), binCount - 1)] += 1
    }
    let note =
      "an estimate: a histogram of \(samples.samples.count) samples of '\(path)' in \(binCount) bin\(binCount == 1 ? "" : "s") of width \(width).\(caution(samples))"
    return LocationScale(Histogram(counts: counts, note: note), location: lowest, scale: width)
  }

  /// The mean of normal densities about the samples, at points an eighth of a bandwidth apart, linear between them.
  ///
  /// Each sample counts for the two points about it, in proportion to its nearness.
  private static func kernelDensity(
    of samples: EmpiricalDistribution, bandwidth: Double?, path: String
  ) throws(Diagnosis) -> LocationScale<TabulatedDensity> {
    let width = bandwidth ?? silvermanBandwidth(of: samples)
    let step = width / pointsPerBandwidth
    let margin = reach * width
    let lowest = samples.support.lower - margin
    let intervals = ((samples.support.width + 2 * margin) / step).rounded(.up)
    guard intervals < Double(pieceLimit) else {
      throw .wrongUse(
        "A kernel density of '\(path)' with a bandwidth of \(width) over a range of \(samples.support.width) would have more than \(pieceLimit) points. Take a bandwidth of at least \(samples.support.width * pointsPerBandwidth / (Double(pieceLimit) - 2 * reach * pointsPerBandwidth - 2)), or bins=…."
      )
    }
    var counts = [Double](repeating: 0, count: Int(intervals) + 2)
    for sample in samples.samples {
      let position = (sample - lowest) / step
      let index = Int(position)
      counts[index] += Double(index + 1) - position
      counts[index + 1] += position - Double(index)
    }
    let offsets = -Int(reach * pointsPerBandwidth)...Int(reach * pointsPerBandwidth)
    var densities = [Double](repeating: 0, count: counts.count)
    for offset in offsets {
      let distance = Double(offset) / pointsPerBandwidth
      let kernel = Double.exp(-distance * distance / 2)
      for index in max(0, -offset)..<min(counts.count, counts.count - offset) {
        densities[index + offset] += counts[index] * kernel
      }
    }
    let rule = bandwidth == nil ? " (Silverman's rule)" : ""
    let density = TabulatedDensity.standardised(
      positions: densities.indices.map { lowest + Double($0) * step }, densities: densities,
      note:
        "an estimate: a Gaussian kernel density of \(samples.samples.count) samples of '\(path)' with a bandwidth of \(width)\(rule).\(caution(samples))"
    )
    guard let density else {
      throw .badData(
        "The samples of '\(path)' spread too little or too much beside their size for numbers to hold their density. Change the unit, or subtract their mean."
      )
    }
    return density
  }

  /// What makes a density a doubtful estimate: few samples, or few values.
  private static func caution(_ samples: EmpiricalDistribution) -> String {
    let sorted = samples.samples
    if sorted.count < 50 { return " So few samples say little of a density." }
    let values = 1 + zip(sorted, sorted.dropFirst()).count { $0 < $1 }
    return 10 * values < sorted.count
      ? " They have \(values) different values only: if the source is discrete, give these and their frequencies to pmf:file=…."
      : ""
  }

  /// `0.9 min(s, Q / 1.34) n^(-1/5)`, with the standard deviation and the interquartile range where that is not 0.
  private static func silvermanBandwidth(of distribution: EmpiricalDistribution) -> Double {
    let sorted = distribution.samples
    let range = sorted[3 * (sorted.count - 1) / 4] - sorted[(sorted.count - 1) / 4]
    let deviation = distribution.standardDeviation
    return 0.9 * (range > 0 ? min(deviation, range / 1.34) : deviation)
      * Double.pow(Double(sorted.count), -0.2)
  }
}
