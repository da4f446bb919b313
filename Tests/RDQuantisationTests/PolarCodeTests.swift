import Foundation
import RDCore
import RDPolarQuantisation
import Testing

@Suite("The parts of polar codes")
struct PolarCodeTests {
  @Test(
    "the sent indices are the heaviest, fewer of them lie among more, and digits make no index worse",
    arguments: [10, 13])
  func indexSets(_ exponent: Int) {
    let length = 1 << exponent
    var before = [Bool](repeating: false, count: length)
    for count in [0, 1, 152 << (exponent - 10), 878 << (exponent - 10), length - 1, length] {
      let isSent = PolarIndexSet.isSent(count: count, exponent: exponent)
      #expect(isSent.count { $0 } == count)
      #expect(!zip(before, isSent).contains { $0 && !$1 })
      before = isSent
      let weights = (0..<length).map { (index: Int) -> Double in
        let digits = (0..<exponent).filter { index >> $0 & 1 == 1 }
        return digits.reduce(0.0) { $0 + pow(37.0 / 31, Double($1)) }
      }
      let lightest = weights.indices.filter { isSent[$0] }.map { weights[$0] }.min() ?? .infinity
      let heaviest = weights.indices.filter { !isSent[$0] }.map { weights[$0] }.max() ?? 0
      // Thirteen powers, each rounded down to a 2^-40th up to twelve times on the way.
      #expect(lightest > heaviest - 1e-9)
      for index in 0..<length where isSent[index] {
        #expect((0..<exponent).allSatisfy { isSent[index | 1 << $0] })
      }
    }
  }

  @Test("a schedule has every index once, and as many sent as it should", arguments: [10, 12, 16])
  func schedules(_ exponent: Int) {
    let count = 152 << (exponent - 10)
    let schedule = PolarSchedule(sentCount: count, exponent: exponent)
    func sizes(_ kind: PolarStep.Kind) -> Int {
      schedule.steps.filter { $0.kind == kind }.reduce(0) { $0 + 1 << Int($1.exponent) }
    }
    #expect(sizes(.sent) == count)
    #expect(sizes(.sent) + sizes(.frozen) == 1 << exponent)
    let joins = schedule.steps.count { $0.kind == .combine }
    #expect(schedule.steps.count { $0.kind == .left } == joins)
    #expect(schedule.steps.count { $0.kind == .right } == joins)
  }

  /// Biases of the kind that a sample gives.
  private func softBits(_ count: Int, spread: Float, using stream: inout RandomStream) -> [Float] {
    (0..<count).map { _ in
      let even = Float(2 * stream.nextUniform() - 1)
      return max(-0.9999998, min(0.9999998, even * spread))
    }
  }

  private func search(
    _ schedule: PolarSchedule, softBits: [Float], priors: [Float]?, dither: [Float], listSize: Int
  ) -> [Float] {
    let search = PolarListSearch(exponent: schedule.exponent, listSize: listSize)
    var softBits = softBits
    var priors = priors ?? []
    var dither = dither
    var signs = [Float](repeating: 0, count: softBits.count)
    let hasPriors = !priors.isEmpty
    softBits.withUnsafeMutableBufferPointer { softBits in
      priors.withUnsafeMutableBufferPointer { priors in
        dither.withUnsafeMutableBufferPointer { dither in
          signs.withUnsafeMutableBufferPointer { signs in
            guard let softBits = softBits.baseAddress, let dither = dither.baseAddress,
              let signs = signs.baseAddress
            else { return }
            search.decide(
              schedule, rootSoftBits: softBits, rootPriors: hasPriors ? priors.baseAddress : nil,
              dither: dither, signs: signs)
          }
        }
      }
    }
    return signs
  }

  @Test(
    "a list of one path is successive cancellation by recursion, bit for bit",
    arguments: [(3, 5), (5, 17), (10, 152), (10, 878), (12, 2200)])
  func listOfOne(_ exponent: Int, _ count: Int) {
    var stream = RandomStream(seed: SeedPath(root: 2026)["polar", exponent]["sent", count])
    let length = 1 << exponent
    let schedule = PolarSchedule(sentCount: count, exponent: exponent)
    let isSent = PolarIndexSet.isSent(count: count, exponent: exponent)
    for spread: Float in [0.7, 1.3] {
      let posterior = softBits(length, spread: spread, using: &stream)
      let priors = softBits(length, spread: spread / 2, using: &stream)
      let dither = softBits(length, spread: 1, using: &stream)
      let plain = PlainPolarCode(isSent: isSent, dither: dither)
      let withPriors = plain.signs(softBits: posterior, priors: priors)
      #expect(
        search(schedule, softBits: posterior, priors: priors, dither: dither, listSize: 1)
          == withPriors)
      let zeros = [Float](repeating: 0, count: length)
      let withoutPriors = plain.signs(softBits: posterior, priors: zeros)
      #expect(
        search(schedule, softBits: posterior, priors: nil, dither: dither, listSize: 1)
          == withoutPriors)
    }
  }

  @Test("a list that holds all paths finds the most likely codeword", arguments: [1, 2, 3, 4])
  func fullList(_ count: Int) {
    let exponent = 4
    let isSent = PolarIndexSet.isSent(count: count, exponent: exponent)
    let sent = isSent.indices.filter { isSent[$0] }
    let schedule = PolarSchedule(sentCount: count, exponent: exponent)
    // Nodes of up to two sent indices go on in all ways.
    #expect(!schedule.steps.contains { $0.kind == .sent && $0.exponent > 1 })
    var stream = RandomStream(seed: SeedPath(root: 2026)["polar", count])
    // Frozen bits of 0.
    let dither = [Float](repeating: -0.5, count: 16)
    for _ in 0..<200 {
      let posterior = softBits(16, spread: 1, using: &stream)
      var least = Double.infinity
      for choice in 0..<1 << count {
        var bits = [Float](repeating: 1, count: 16)
        for (position, index) in sent.enumerated() where choice >> position & 1 == 1 {
          bits[index] = -1
        }
        for half in [1, 2, 4, 8] {
          for i in 0..<16 where i & half == 0 { bits[i] *= bits[i + half] }
        }
        least = min(least, PlainPolarCode.pathMetric(bits, posterior))
      }
      let found = search(schedule, softBits: posterior, priors: nil, dither: dither, listSize: 32)
      // The costs that paths are compared by are good to 1e-6.
      #expect(PlainPolarCode.pathMetric(found, posterior) < least + 1e-5)
    }
  }

  @Test("a bias that is coded has a context whose probability is as good as its own")
  func contexts() {
    let probabilities = PolarCode.bitProbabilities
    #expect(probabilities.count == 1024 && probabilities[0] == 0.5)
    for (more, less) in zip(probabilities, probabilities.dropFirst()) { #expect(more > less) }
    var mean = 0.0
    for step in 0..<100_000 {
      let bias = Float(step) / 100_000
      let context = Int(PolarContexts.context(ofBias: step.isMultiple(of: 2) ? bias : -bias))
      let p = Double(1 - bias) / 2
      let q = probabilities[context]
      let loss = p * log2(p / q) + (1 - p) * log2((1 - p) / (1 - q))
      // Half a step of 1/128 of a halving, squared, over the variance: at most 5e-5.
      #expect(loss < 5e-5)
      mean += loss / 100_000
    }
    #expect(mean < 1e-5)
  }

  @Test("the contexts of sixteen softBits at a time are those of each")
  func contextLanes() {
    var stream = RandomStream(seed: SeedPath(root: 2026)["polar", 67])
    let softBits = softBits(67, spread: 1.2, using: &stream)
    var contexts = [Int32](repeating: -1, count: 67)
    PolarContexts.write(ofSoftBits: softBits, count: 67, to: &contexts)
    #expect(contexts == softBits.map { PolarContexts.context(ofBias: $0) })
  }
}
