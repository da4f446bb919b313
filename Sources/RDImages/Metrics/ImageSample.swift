/// A number type that samples are stored in.
protocol ImageSample {
  var number: Double { get }
}

extension UInt8: ImageSample {
  @inline(__always)
  package var number: Double { Double(self) }
}

extension UInt16: ImageSample {
  @inline(__always)
  package var number: Double { Double(self) }
}

extension Float: ImageSample {
  @inline(__always)
  package var number: Double { Double(self) }
}

extension Double: ImageSample {
  @inline(__always)
  package var number: Double { self }
}
