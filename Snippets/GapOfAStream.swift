// How far is a stream of real bytes from R(D)?
import Foundation
import RDCodecs
import RDTheory

let source = try SourceCatalogue.density(named: "laplacian")
let method = try QuantiserCatalogue.method(named: "ectcq:states=8")
let codec = SequenceCodec(try method.quantiser(for: source, rate: .bits(2)))

var random = RandomStream(seed: SeedPath(root: 1))
let samples = (0..<100_000).map { _ in source.sample(using: &random) }
let bytes = try codec.encode(samples)
let decoded = try SequenceCodec.decode(bytes)

let rate = Information.bits(8 * Double(bytes.count) / Double(samples.count))
let distortion =
  zip(samples, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(samples.count)
let gap = try RateDistortion.function(of: source).gap(distortion: distortion, rate: rate).decibels
print("\(rate.bits) bits per sample, distortion \(distortion)")
print("gap to R(D): \(gap.lower) to \(gap.upper) dB")
