import RDNumerics

extension [Double] {
  /// The probability of the first pieces, from none to all of them, whose own these numbers are: shape `[n + 1]`.
  var runningMasses: [Double] {
    var sum = CompensatedSum()
    return [0]
      + map { mass in
        sum.add(mass)
        return Swift.min(sum.value, 1)
      }
  }
}
