/// The shape in which an array is coded.
enum ArrayGeometry {
  /// The extents above 1, at most four: of more, the first are joined into one.
  static func coded(_ shape: [Int]) -> [Int] {
    var extents = shape.filter { $0 != 1 }
    while extents.count > 4 { extents.replaceSubrange(0...1, with: [extents[0] * extents[1]]) }
    return extents
  }
}
