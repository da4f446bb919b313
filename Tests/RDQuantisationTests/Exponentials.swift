import RealModule

/// `exp(x)`, without Foundation.
func powerOfE(_ x: Double) -> Double { Double.exp(x) }

/// `log2(x)`.
func binaryLogarithm(_ x: Double) -> Double { Double.log2(x) }
