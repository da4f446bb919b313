import RDCore
import RDNumerics

/// What is checked when an architecture is made; each throws ``ArchitectureError``.
extension ImageAutoencoderArchitecture {
  func checkNumbers() throws(ArchitectureError) {
    if let width = (widths + denseWidths).first(where: { $0 < 1 }) { throw .badHiddenWidth(width) }
    guard latentDimension >= 1 else { throw .noLatents(latentDimension) }
    guard kernel >= 1 else { throw .badKernel(kernel) }
    if normalisationGroups != 0 {
      guard normalisationGroups > 0, widths.allSatisfy({ $0.isMultiple(of: normalisationGroups) })
      else { throw .badNormalisationGroups(normalisationGroups, widths: widths) }
    }
    guard dropoutRate >= 0, dropoutRate < 1 else { throw .badDropoutRate(dropoutRate) }
    if let weight = divergenceWeight {
      guard weight >= 0, weight.isFinite else { throw .badDivergenceWeight(weight) }
    }
    switch penalty {
    case .absolute(let weight)?, .sparsity(_, let weight)?:
      guard weight >= 0, weight.isFinite else { throw .badPenaltyWeight(weight) }
    case nil: break
    }
    if case .sparsity(let target, _) = penalty {
      guard 0 < target, target < 1 else { throw .badSparsityTarget(target) }
    }
    // So that the sizes of layers fit an `Int`.
    let widest = (widths + denseWidths + [latentDimension]).max() ?? 0
    guard kernel <= 1 << 10, widest <= 1 << 24 else {
      throw .tooManyParameters(limit: AutoencoderArchitecture.parameterLimit)
    }
  }

  /// As many parameters as one process should hold; in floating point, as the number may exceed an `Int`.
  func checkParameterCount() throws(ArchitectureError) {
    let count = (encoderLayers + decoderLayers).reduce(0.0) { sum, layer in
      sum + (layer.weights(kernel: kernel).map { Double($0.inputs + 1) * Double($0.outputs) } ?? 0)
    }
    guard count <= Double(AutoencoderArchitecture.parameterLimit) else {
      throw .tooManyParameters(limit: AutoencoderArchitecture.parameterLimit)
    }
  }

  /// Sides that can be halved, and latents that fill their map.
  func checkMaps() throws(ArchitectureError) {
    if objective.isPerImage {
      let least = StructuralSimilarityDefinition.windowWidth
      guard min(image.height, image.width) >= least else {
        throw .imageBelowWindow(image, window: least)
      }
    }
    let halvings = widths.count + (bottleneck == .convolution ? 1 : 0)
    let scale = 1 << min(halvings, 30)
    let canHalve =
      switch downsampling {
      case .stride, .averagePooling:
        image.height.isMultiple(of: scale) && image.width.isMultiple(of: scale)
      // Before the last pooling each side still has two pixels.
      case .pooling: min(image.height, image.width) > scale / 2
      }
    guard canHalve else { throw .badImageSize(image, halvings: halvings) }
    switch bottleneck {
    case .dense: break
    case .convolution:
      let pixels = mapSize(afterHalvings: halvings, channels: 1).pixelCount
      guard latentDimension.isMultiple(of: pixels) else {
        throw .badMapOfLatents(latentDimension, pixels: pixels)
      }
    case .lastMap:
      guard latentDimension == lastMapShape.elementCount else {
        throw .latentsAreNotLastMap(latentDimension, map: lastMapShape)
      }
    }
  }

  func checkCombinations() throws(ArchitectureError) {
    if bottleneck != .dense {
      guard !widths.isEmpty else { throw .noMap(bottleneck: bottleneck.rawValue) }
      guard denseWidths.isEmpty else { throw .denseLayersWithoutDenseBottleneck(denseWidths) }
    }
    if bottleneck == .lastMap {
      guard !isVariational else { throw .noLatentLayer("a variational autoencoder") }
      guard latentActivation == .linear else { throw .noLatentLayer("an activation of its own") }
    }
    if hasSkips {
      guard downsampling != .stride, bottleneck != .convolution else { throw .badSkips }
    }
    if isVariational {
      guard latentActivation == .linear, penalty == nil else { throw .badVariationalLatents }
    }
    if case .sparsity = penalty {
      guard latentActivation == .sigmoid else { throw .sparsityNeedsSigmoid }
    }
    if objective == .binaryCrossEntropy {
      guard outputActivation == .sigmoid else { throw .crossEntropyNeedsSigmoid }
    } else if outputActivation != .sigmoid {
      guard outputActivation == .linear else {
        throw .badOutputActivation(outputActivation.name)
      }
    }
  }
}
