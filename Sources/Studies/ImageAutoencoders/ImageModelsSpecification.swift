import RDCore
import RDExperiments
import RDNetworks

/// The specification of an experiment that compares trained models of small images.
protocol ImageModelsSpecification: ExperimentSpecification {
  var train: String { get }
  var test: String { get }
  var seed: Int { get }
  var model: ImageModelSettings { get set }

  /// The compared models; empty for the specified one, under the name `baseline`.
  var models: [Variant<ImageModelSettings>] { get set }
}

extension ImageModelsSpecification {
  var rootSeed: Int? { seed }

  static var modelKeys: [Key] {
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
  func validate() throws {
    for model in allModels {
      do {
        _ = try model.settings.options()
      } catch {
        throw Diagnosis.wrongUse(
          "The schedule of the model '\(model.name)' cannot be used. \(error)")
      }
      do {
        _ = try model.settings.architecture(for: ImageShape(height: 1, width: 1, channels: 1))
      } catch let error as ArchitectureError where error.isOfImageSize {
        // Images of the data set may well have another size.
      } catch {
        throw Diagnosis.wrongUse("The model '\(model.name)' cannot be made. \(error)")
      }
    }
  }
}
