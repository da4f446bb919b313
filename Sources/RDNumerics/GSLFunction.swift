internal import CGSL

/// Passes a Swift function to a routine of GSL for the duration of a call.
func withGSLFunction<Result>(
  _ function: (Double) -> Double,
  _ body: (UnsafeMutablePointer<gsl_function>) -> Result
) -> Result {
  GSL.start()
  return withoutActuallyEscaping(function) { function in
    var box = FunctionBox(evaluate: function)
    return withUnsafeMutablePointer(to: &box) { pointer in
      var lent = gsl_function(
        function: { x, parameters in
          guard let parameters else { return .nan }
          return parameters.assumingMemoryBound(to: FunctionBox.self).pointee.evaluate(x)
        },
        params: UnsafeMutableRawPointer(pointer))
      return withUnsafeMutablePointer(to: &lent) { body($0) }
    }
  }
}

/// The context pointer that the C side hands back with each call.
private struct FunctionBox {
  let evaluate: (Double) -> Double
}
