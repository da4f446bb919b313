import RDNetworks
import RealModule

/// Quantises blocks of samples, batch by batch.
struct BlockEncoder {
  private static let batchCapacity = 512

  /// The clamp of samples: networks are not trained beyond, and must not overflow in single precision.
  private static let sampleLimit = 1e9

  /// The number of sweeps of the search over the latents of a block.
  private static let roundLimit = 4
  private let network: BlockCodeNetwork<Float>
  private let offsets: [Float]

  init(_ model: BlockCodeModel, offsets: [Float]) {
    network = model.network(batchCapacity: Self.batchCapacity)
    self.offsets = offsets
  }

  /// The numbers of a sequence.
  ///
  /// - Parameters:
  ///   - samples: shape `[blocks * n]`.
  ///   - assignment: the quantisation rule.
  ///   - tables: the alphabets and code lengths for a search; shape `[n]`.
  /// - Returns: shape `[blocks * n]`; within the tables for a search.
  package func numbers(
    of samples: [Double], assignment: BlockAssignment, tables: [LatentTable]
  ) -> [Int32] {
    let n = network.architecture.blockLength
    precondition(samples.count.isMultiple(of: n), "a block is not complete")
    let blockCount = samples.count / n
    var numbers: [Int32] = []
    numbers.reserveCapacity(samples.count)
    let costs = tables.map { $0.probabilities.map { -Double.log2($0) } }
    for first in stride(from: 0, to: blockCount, by: Self.batchCapacity) {
      let rows = min(Self.batchCapacity, blockCount - first)
      let pass = network.graph.pass(rowCount: rows, mode: .evaluation)
      let input = pass.value(network.input)
      for row in 0..<rows {
        for column in 0..<n {
          let sample = samples[(first + row) * n + column]
          input[row, column] = Float(min(max(sample, -Self.sampleLimit), Self.sampleLimit))
        }
      }
      network.graph.forward(network.encoder, in: pass)
      let latents = pass.value(network.latents)
      var batch: [Int32] = []
      for row in 0..<rows {
        for column in 0..<n {
          let number = (latents[row, column] - offsets[column]).rounded(.toNearestOrEven)
          // Far outside of all tables, but within the integers; in this order of arguments also what is not a number.
          batch.append(Int32(min(max(-1e6, number), 1e6)))
        }
      }
      if assignment == .search { improve(&batch, tables, costs, pass) }
      numbers += batch
    }
    return numbers
  }

  /// Lowers the cost of each block of a batch by changes of single numbers.
  private func improve(
    _ numbers: inout [Int32], _ tables: [LatentTable], _ costs: [[Double]], _ pass: Pass<Float>
  ) {
    let n = network.architecture.blockLength
    let rows = pass.rowCount
    for index in numbers.indices {
      let table = tables[index % n]
      numbers[index] = min(max(numbers[index], table.lowest), table.highest)
    }
    var best = weightedErrors(of: numbers, pass)
    for _ in 0..<Self.roundLimit {
      var isChanged = false
      for column in 0..<n {
        let table = tables[column]
        for step: Int32 in [-1, 1] {
          var changed = numbers
          for row in 0..<rows {
            let index = row * n + column
            changed[index] = min(max(numbers[index] + step, table.lowest), table.highest)
          }
          let errors = weightedErrors(of: changed, pass)
          for row in 0..<rows {
            let index = row * n + column
            let bits = costs[column][Int(changed[index] - table.lowest)]
            let oldBits = costs[column][Int(numbers[index] - table.lowest)]
            guard errors[row] + bits < best[row] + oldBits else { continue }
            numbers[index] = changed[index]
            best[row] = errors[row]
            isChanged = true
          }
        }
      }
      guard isChanged else { return }
    }
  }

  /// The weighted squared error of each block of a batch if it is decoded from these numbers.
  private func weightedErrors(of numbers: [Int32], _ pass: Pass<Float>) -> [Double] {
    let n = network.architecture.blockLength
    let latents = pass.value(network.codedLatents)
    for row in 0..<pass.rowCount {
      for column in 0..<n {
        latents[row, column] = Float(numbers[row * n + column]) + offsets[column]
      }
    }
    network.graph.forward(network.decoder, in: pass)
    let input = pass.value(network.input)
    let decoded = pass.value(network.reconstruction)
    return (0..<pass.rowCount).map { row in
      var sum = 0.0
      for column in 0..<n {
        let difference = Double(input[row, column] - decoded[row, column])
        sum += difference * difference
      }
      return network.architecture.distortionWeight * sum
    }
  }
}
