/// The steps by which a block of a polar code is decided, from the first index to the last.
///
/// A node whose indices are all frozen or all sent is one step: the tree below it need not be visited.
package struct PolarSchedule: Sendable {
  /// The block has `2^exponent` indices.
  package let exponent: Int

  /// The number of sent indices.
  package let sentCount: Int

  /// The steps in their order.
  package let steps: [PolarStep]

  /// The schedule of a block whose best `sentCount` indices are sent.
  ///
  /// - Complexity: O(2^exponent)
  package init(sentCount: Int, exponent: Int) {
    self.exponent = exponent
    self.sentCount = sentCount
    let isSent = PolarIndexSet.isSent(count: sentCount, exponent: exponent)
    var steps: [PolarStep] = []
    Self.append(to: &steps, isSent: isSent, start: 0, exponent: exponent)
    self.steps = steps
  }

  private static func append(
    to steps: inout [PolarStep], isSent: [Bool], start: Int, exponent: Int
  ) {
    guard exponent > 0 else {
      steps.append(PolarStep(kind: isSent[start] ? .sent : .frozen, exponent: 0))
      return
    }
    let first = steps.count
    steps.append(PolarStep(kind: .left, exponent: UInt8(exponent)))
    append(to: &steps, isSent: isSent, start: start, exponent: exponent - 1)
    let left = steps[steps.count - 1].kind
    let isLeftOneStep = steps.count == first + 2
    steps.append(PolarStep(kind: .right, exponent: UInt8(exponent)))
    let second = steps.count
    append(
      to: &steps, isSent: isSent, start: start + 1 << (exponent - 1), exponent: exponent - 1)
    let right = steps[steps.count - 1].kind
    if isLeftOneStep, steps.count == second + 1, left == right {
      steps.removeSubrange(first...)
      steps.append(PolarStep(kind: left, exponent: UInt8(exponent)))
    } else {
      steps.append(PolarStep(kind: .combine, exponent: UInt8(exponent)))
    }
  }
}
