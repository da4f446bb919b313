// Encodes an array to a file that holds its decoder, for a signal-to-noise ratio, and decodes it.
import Foundation
import RDCodecs

let numbers = (0..<20_000).map { 3 + sin(Double($0) / 40) * cos(Double($0 * $0 % 977)) }
let codec = try ArrayCodec(target: .signalToNoise(decibels: 30))
let file = try codec.encode(numbers)
let decoded = try ArrayCodec.decode(file)

let mean = numbers.reduce(0, +) / Double(numbers.count)
let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
let error = zip(numbers, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
print("\(8 * numbers.count) bytes become \(file.count)")
print("SNR: \(10 * log10(variance / error)) dB")
