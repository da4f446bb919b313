import RDCore
import RDNetworks
import RDResults

/// The layers of a network one by one, from the image to its reconstruction.
enum ImageModelLayers {
  /// The columns of `layers.csv` behind experiment and trial.
  static let columns: [Table.Column] = [
    "model", "part", "index", "layer", "activation", "output", "parameters",
  ]

  static func rows(of architecture: ImageAutoencoderArchitecture, model: String) -> [[Cell]] {
    [("encoder", architecture.encoderLayers), ("decoder", architecture.decoderLayers)].flatMap {
      part, layers in
      layers.enumerated().map { index, layer in
        [
          .text(model), .text(part), .integer(index + 1),
          .text(layer.kind.title(kernel: architecture.kernel)),
          .text(layer.activation == .linear ? "" : layer.activation.name),
          .text(layer.output.pixelCount == 1 ? "\(layer.output.channels)" : "\(layer.output)"),
          .integer(layer.parameterCount(kernel: architecture.kernel)),
        ]
      }
    }
  }
}

extension ImageAutoencoderLayer.Kind {
  /// What the layer is, in words, with the side of its window in pixels where it has one.
  fileprivate func title(kernel: Int) -> String {
    let window = "\(kernel)x\(kernel)"
    return switch self {
    case .dense: "dense"
    case .convolution(let stride):
      "convolution \(window)" + (stride > 1 ? ", stride \(stride)" : "")
    case .transposedConvolution: "transposed convolution \(window), stride 2"
    case .maximumPooling: "maximum of 2x2"
    case .averagePooling: "mean of 2x2"
    case .groupNormalisation(let groups): "normalisation of \(groups) groups"
    case .upsampling: "upsampling 2x2"
    case .dropout: "dropout"
    case .skip: "skip to the decoder"
    case .concatenation: "concatenation with a skip"
    }
  }
}
