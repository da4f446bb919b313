import RDCore
import RDExperiments
import RDNetworks

/// What an experiment that compares trained models of small images can be set to.
protocol ImageModelsSpecification: ExperimentSpecification {
  /// The model and its training.
  var model: ImageModelSettings { get set }

  /// The models that are compared; none means the model as it is, under the name `baseline`.
  var models: [Variant<ImageModelSettings>] { get set }
}

extension ImageModelsSpecification {
  /// The keys of the model, and the list of models that are compared.
  static var modelKeys: [SpecificationKey<Self>] {
    ImageModelSettings.keys.map { $0.lifted(\.model) } + [
      .variants(
        "models", \.models, of: \.model, keys: ImageModelSettings.keys,
        "the models that are compared, each a name and the keys it changes")
    ]
  }

  /// The models, or the one that the keys describe where there are none.
  var allModels: [Variant<ImageModelSettings>] {
    models.isEmpty ? [Variant(name: "baseline", settings: model)] : models
  }

  /// Checks that every schedule fits its epochs, and that every architecture is one, for whatever size of images.
  ///
  /// Throws ``SpecificationContradiction``.
  package func validate() throws(SpecificationContradiction) {
    for model in allModels {
      do {
        _ = try model.settings.options()
      } catch {
        throw SpecificationContradiction(
          reason: "The schedule of the model '\(model.name)' cannot be used. \(error)")
      }
      do {
        _ = try model.settings.architecture(for: ImageShape(height: 1, width: 1, channels: 1))
      } catch let error as ArchitectureError where error.isOfImageSize {
        // Images of the data set may well have another size.
      } catch {
        throw SpecificationContradiction(
          reason: "The model '\(model.name)' cannot be made. \(error)")
      }
    }
  }
}
