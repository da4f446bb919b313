import RDCore
import RDExperiments
import RDImageCodecs
import RDLatentCodes
import RDResults
import RDSources
import RDTheory

/// The trial without learning: the Karhunen–Loève transform as a code, what its eigenvalues say of any code of a Gaussian source, and the
/// original pictures.
struct LinearImageCodes: Sendable {
  let specification: ImageAutoencodersSpecification

  /// The columns of `predictions.csv` behind experiment and trial.
  static let predictionColumns: [Table.Column] = [
    "level", "nats", "mse", "mse_of_means", "active",
  ]

  /// The maximum number of coefficients of an entropy coder or an allocation: later ones have less variance than the error of rounding with
  /// any step here, a twelfth of the step's square.
  private static let mostCoefficients = 1024

  /// The water levels of the bound, in squared units of the full scale for each coefficient.
  private static let levels: [Double] = (-16...8).map { step in
    // A quarter of a decade, exactly reproducible: multiplication only.
    let quarter = 1.778_279_410_038_922_8
    return (0..<abs(step)).reduce(1.0) { level, _ in step < 0 ? level / quarter : level * quarter }
  }

  var trial: Trial {
    Trial(name: "linear", template: template("klt"), cost: 20) { context in try run(in: context) }
  }

  /// The point without numbers; measurements count as the only repetition, since nothing is random.
  private func template(
    _ method: String, latentDimension: Int? = nil, isMeasured: Bool = true
  ) -> Point {
    var point = ImagePoint.template(
      source: specification.test, method: method, model: method, latentDimension: latentDimension)
    point.repetition = isMeasured ? 1 : nil
    return point
  }

  private func run(in context: TrialContext) throws -> TrialOutcome {
    let images = try ImageSets(train: specification.train, test: specification.test)
    let (training, test) = (images.training, images.test)
    let transform = try KarhunenLoeveTransform(training: training)
    try context.checkInterruption()
    var outcome = TrialOutcome(points: [])
    let n = transform.imageShape.elementCount
    try measureEqualBits(
      transform.prefix(min(specification.model.latents, n)), training, test, into: &outcome, context
    )
    try measureSharedBits(
      transform.prefix(min(Self.mostCoefficients, n)), training, test, into: &outcome, context)
    predict(transform.variances, into: &outcome)
    if specification.ratios { try measureRatios(of: transform, training, test, into: &outcome) }
    if specification.labels,
      let confusions = LabelConfusions(images, trainingCount: specification.design)
    {
      outcome.tables["confusions"] = try confusions.rows(
        test.unitSamples, model: "original", quantised: nil)
    }
    let originals = (0..<min(specification.shown, test.count)).map { test[$0..<$0 + 1].samples }
    outcome.tables["reconstructions", default: []] += ImagePictures.rows(
      originals, shape: test.shape, model: "original", quantised: nil)
    return outcome
  }

  /// As many coefficients as the networks have latents, with the same bits for each.
  private func measureEqualBits(
    _ code: KarhunenLoeveCode, _ training: ImageBlock, _ test: ImageBlock,
    into outcome: inout TrialOutcome, _ context: TrialContext
  ) throws {
    let template = template("klt", latentDimension: code.latentDimension)
    let measurement = ImageCodeMeasurement(
      code, training: training[0..<min(specification.design, training.count)], test: test)
    outcome.points.append(
      ImagePoint.measured(try measurement.loss(nil), template, quantised: nil))
    for bits in specification.bits {
      let measured = try measurement.points(bits: bits, hasRaw: false, template, context)
      outcome.points += measured.map(\.point)
      if bits == 4, let design = measured.last?.design {
        outcome.tables["reconstructions", default: []] += ImagePictures.rows(
          measurement.pictures(of: measurement.firstLatents(specification.shown), design),
          shape: test.shape,
          model: "klt", quantised: design)
      }
    }
  }

  /// As many coefficients as each model has latents, as they are; and the sum of the variances that any number of coefficients leaves out, which is
  /// the error of training images that are not cut off at black and white.
  ///
  /// > Source: [pearson1901].
  private func measureRatios(
    of transform: KarhunenLoeveTransform, _ training: ImageBlock, _ test: ImageBlock,
    into outcome: inout TrialOutcome
  ) throws {
    let n = transform.mean.count
    let counts = Set(specification.allModels.map { min($0.settings.latents, n) }).sorted()
    for count in counts where count != min(specification.model.latents, n) {
      let measurement = ImageCodeMeasurement(
        transform.prefix(count), training: training[0..<0], test: test)
      outcome.points.append(
        ImagePoint.measured(
          try measurement.loss(nil), template("klt", latentDimension: count), quantised: nil))
    }
    // Powers of two and the numbers half-way between, for a line.
    let line = (0..<24).flatMap { [1 << $0, 3 << $0] }.filter { $0 < n }
    for count in Set(line + counts).sorted() {
      var point = template("klt-tail-sum", latentDimension: count, isMeasured: false)
      point.distortion = transform.variances.suffix(n - count).reversed().reduce(0, +) / Double(n)
      outcome.points.append(point)
    }
  }

  /// More coefficients, with allocated bits, or one step for all and an entropy coder.
  private func measureSharedBits(
    _ code: KarhunenLoeveCode, _ training: ImageBlock, _ test: ImageBlock,
    into outcome: inout TrialOutcome, _ context: TrialContext
  ) throws {
    // Tables of an entropy code are computed from all training images, as a codec's would be.
    let measurement = ImageCodeMeasurement(code, training: training, test: test)
    let template = template("klt", latentDimension: code.latentDimension)
    func add(_ name: String, step: Double? = nil, _ quantiser: LatentQuantiser) throws {
      try context.checkInterruption()
      let quantised = ImageCodeMeasurement.Quantised(
        name: name, scale: "designed", step: step, quantiser: quantiser)
      outcome.points.append(
        ImagePoint.measured(try measurement.loss(quantised), template, quantised: quantised))
    }
    for bits in specification.allocations {
      try add("lloyd-max-allocated", .allocated(.bits(Double(bits)), for: measurement.design))
    }
    for step in specification.steps {
      try add("uniform-step", step: step, .rounding(step: step, for: measurement.design))
    }
    for step in specification.steps {
      try add(
        "entropy-constrained", step: step, .entropyConstrained(step: step, for: measurement.design))
    }
  }

  /// Reverse water-filling of the eigenvalues: the bound of a Gaussian source of this covariance, and what it says of a model at the variance of
  /// its likelihood.
  private func predict(_ variances: [Double], into outcome: inout TrialOutcome) {
    let n = Double(variances.count)
    let bound = ParallelGaussianRateDistortion(of: ParallelGaussians(variances: variances))
    let weights = specification.allModels.map(\.settings).filter { $0.objective == .squaredError }
      .compactMap(\.beta).filter { $0 > 0 }
    var levels = (Self.levels + weights).sorted()
    levels = zip(levels, levels.dropFirst() + [.infinity]).filter(<).map(\.0)
    for level in levels {
      let distortion = variances.reduce(0) { $0 + min($1, level) } / n
      guard distortion > 0 else { continue }
      let rate = bound.ratePerSample(atDistortion: distortion).upper
      var point = template("gaussian-bound", isMeasured: false)
      point.rateBitsPerSample = rate.bits
      point.rateKind = .analytic
      point.distortion = distortion
      outcome.points.append(point)
      // The decoder of a linear model gives the posterior mean of a component of variance v as (1 - w / v) of itself.
      let errorOfMeans =
        variances.reduce(0) { $0 + ($1 > level ? level * level / $1 : $1) } / n
      outcome.tables["predictions", default: []].append([
        .real(level), .real(rate.nats * n), .real(distortion), .real(errorOfMeans),
        .integer(variances.count { $0 > level }),
      ])
    }
  }
}
