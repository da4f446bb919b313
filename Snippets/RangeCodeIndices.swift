// Range-codes the indices of a quantiser and decodes them again.
import RDCoding
import RDQuantisation

let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
let quantiser = try LloydMax(levelCount: 16).design(for: source).product
let model = try SymbolModel(probabilities: quantiser.indexProbabilities(under: source))

var random = RandomStream(seed: SeedPath(root: 1))
let samples = (0..<10_000).map { _ in source.sample(using: &random) }
let indices = samples.map { Int32(quantiser.index(of: $0)) }

var encoder = RangeEncoder()
encoder.encode(contentsOf: indices, with: model)
let bytes = encoder.finish()

var decoder = RangeDecoder(bytes)
let decoded = try decoder.decode(count: indices.count, with: model)
try decoder.finish()

print("the same indices: \(decoded == indices)")
print("bits per sample:  \(8 * Double(bytes.count) / Double(samples.count))")
print("entropy:          \(quantiser.indexEntropy(under: source).bits)")
