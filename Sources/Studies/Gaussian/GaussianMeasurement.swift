import RDCore
import RDExperiments
import RDLatentCodes
import RDNumerics
import RDResults
import RDTheory

/// Measures one method of the Gaussian experiment on held-out vectors: unquantised, and with its latents quantised in every
/// way and at every requested rate.
struct GaussianMeasurement: Sendable {
  let task: GaussianTask
  let method: String
  let entry: GaussianMethod

  var trial: Trial {
    let parts = [method] + (entry.isNetwork ? [task.variant.name] : [])
    let name = parts.joined(separator: " ") + " d=\(task.latentDimension) #\(task.repetition)"
    let cost = entry.isNetwork ? Double(task.variant.settings.epochs) : 10
    return Trial(name: name, template: point, cost: cost) { context in try measure(in: context) }
  }

  /// The variance over the test vectors above which a latent counts as active: for a variational code a hundredth of its
  /// prior's, for any other the resolution of single precision.
  ///
  /// > Source: [burda2016], section 5.2.
  private var activityThreshold: Double {
    entry.isNetwork && task.variant.settings.variational != nil ? 0.01 : 1e-12
  }

  private func measure(in context: TrialContext) throws -> TrialOutcome {
    let training = task.trainingVectors()
    let test = task.testVectors()
    let designed = try entry.design(task, training, context)
    let naive = SubsamplingCode(
      inputDimension: task.specification.input, latentDimension: task.latentDimension)
    let code = EncodedVectors(designed.code, training: training, test: test)
    let reference = EncodedVectors(naive, training: training, test: test)
    let activeLatents = code.activeLatentCount(above: activityThreshold)
    var points = [
      measuredPoint(
        code.testErrors(nil), against: reference.testErrors(nil),
        trainingErrors: code.trainingErrors(), activeLatents: activeLatents)
    ]
    for quantiser in task.specification.quantisers {
      let designer = try LatentQuantiserCatalogue.all.entry(named: quantiser)
      for bits in task.specification.bits {
        try context.checkInterruption()
        let errors = code.testErrors(try designer.design(for: code.training, bits: bits))
        // The naive code is its own reference; its quantiser need not be designed twice.
        let naiveErrors =
          method == "naive"
          ? errors
          : reference.testErrors(try designer.design(for: reference.training, bits: bits))
        points.append(
          measuredPoint(
            errors, against: naiveErrors, quantised: (quantiser, bits),
            activeLatents: activeLatents))
      }
    }
    return TrialOutcome(points: points, tables: ["history": designed.history])
  }

  private func measuredPoint(
    _ errors: [Double], against naiveErrors: [Double], quantised: (name: String, bits: Int)? = nil,
    trainingErrors: [Double]? = nil, activeLatents: Int
  ) -> Point {
    var point = point
    let distortion = mean(errors)
    let bound = GaussianRateDistortion(variance: 1)
    point.sampleCount = errors.count
    point.distortion = distortion
    point.distortionHalfWidth95 = studentHalfWidth95(errors)
    point.boundRateBitsPerSample = GaussianTheory.boundRateBits(atDistortion: distortion)
    var boundDistortion: Double?
    if let quantised {
      let rate = Information.bits(
        Double(task.latentDimension * quantised.bits) / Double(task.specification.input))
      let least = bound.distortion(atRatePerSample: rate).upper
      point.rateBitsPerSample = rate.bits
      point.rateKind = .fixed
      point.gapDecibels = decibels(ofPowerRatio: distortion / least)
      boundDistortion = least
    }
    let differences = zip(errors, naiveErrors).map { $0 - $1 }
    point.own = own(
      quantised: quantised, boundDistortion: boundDistortion,
      trainingDistortion: trainingErrors.map(mean), difference: mean(differences),
      differenceHalfWidth: studentHalfWidth95(differences), activeLatents: activeLatents)
    return point
  }

  private var point: Point {
    var point = Point(source: GaussianTask.sourceName, method: method)
    point.repetition = task.repetition
    point.seed = task.repetitionSeed.value
    point.own = own()
    return point
  }

  private func own(
    quantised: (name: String, bits: Int)? = nil, boundDistortion: Double? = nil,
    trainingDistortion: Double? = nil, difference: Double? = nil,
    differenceHalfWidth: Double? = nil, activeLatents: Int? = nil
  ) -> [Cell] {
    [
      .optional(entry.isNetwork ? task.variant.name : nil), .integer(task.specification.input),
      .integer(task.latentDimension), .optional(quantised?.name),
      .optional(quantised?.bits), .optional(boundDistortion), .optional(trainingDistortion),
      .optional(difference), .optional(differenceHalfWidth), .optional(activeLatents),
    ]
  }
}

/// Training and test vectors with their latents under a code.
private struct EncodedVectors {
  private let code: any VectorCode
  private let trainingVectors: VectorBlock
  private let testVectors: VectorBlock
  let training: VectorBlock
  private let test: VectorBlock

  init(_ code: any VectorCode, training: VectorBlock, test: VectorBlock) {
    self.code = code
    trainingVectors = training
    testVectors = test
    self.training = code.encode(training)
    self.test = code.encode(test)
  }

  func testErrors(_ quantiser: LatentQuantiser?) -> [Double] {
    testVectors.squaredErrors(of: code.decode(quantiser?.quantise(test) ?? test))
  }

  /// Mean-square error of each training vector, its latents not quantised.
  func trainingErrors() -> [Double] {
    trainingVectors.squaredErrors(of: code.decode(training))
  }

  /// The number of latents whose variance over the test vectors exceeds a threshold.
  func activeLatentCount(above threshold: Double) -> Int {
    (0..<test.dimension).count { c in
      let values = stride(from: c, to: test.elements.count, by: test.dimension)
        .map { Double(test.elements[$0]) }
      let centre = mean(values)
      let variance = mean(values.map { ($0 - centre) * ($0 - centre) })
      return variance > threshold
    }
  }
}
