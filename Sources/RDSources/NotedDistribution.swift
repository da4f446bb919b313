/// A distribution whose numbers come from somewhere that its users are told of.
package protocol NotedDistribution {
  /// What to know about the origin of its numbers, in a sentence that begins with a small letter; `nil` for nothing.
  var note: String? { get }
}

extension LocationScale: NotedDistribution where Base: NotedDistribution {
  package var note: String? { base.note }
}
