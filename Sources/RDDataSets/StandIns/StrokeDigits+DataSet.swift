import RDCore

extension StrokeDigits {
  package static let entry = DataSetEntry(
    "grey images of digits, 28x28, drawn with jittered strokes", folder: nil,
    parameters: StandIn.parameters(count: 1000)
  ) { descriptor, _ in
    let count = try descriptor.integer("count", in: 1...1_000_000) ?? 1000
    let (images, labels) = StrokeDigits().block(count: count, seed: try StandIn.seed(descriptor))
    return ImageDataSet(descriptor: descriptor, pictures: .block(images, labels: labels))
  }
}
