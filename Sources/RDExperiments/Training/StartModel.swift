import Foundation
import RDCore
import RDFiles
import RDImageCodecs
import RDModelFiles
import RDNetworks

/// A trained model whose weights a training begins with.
struct StartModel {
  private let path: String
  private let file: ModelFile

  /// Reads a model file.
  ///
  /// - Throws: `Diagnosis` for a file that is not there, or is no model.
  init(at path: String) throws(Diagnosis) {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Diagnosis.missing(
        "from: there is no model '\(path)' that may be read. Name a file that 'rdtool train' wrote, or leave the key out."
      )
    }
    self.path = path
    do {
      file = try ModelFile([UInt8](bytes))
    } catch {
      throw Diagnosis.badData("from: \(path): \(error)")
    }
  }

  /// The content hash, which tells a training from those that begin otherwise.
  var hash: ContentHash { file.contentHash }

  /// Sets the parameters of a network to those of the file.
  ///
  /// - Throws: `Diagnosis` if the file is of another architecture, with all that differs.
  func load(
    into network: any TrainableNetwork, of model: any ImageModel, for shape: ImageShape
  ) throws(Diagnosis) {
    do {
      let stored = try StoredArchitecture(of: file)
      let own = try ImageModelCatalogue.model("\(stored.descriptor)")
      var differences = differences(own.architectureKeys, model.architectureKeys)
      if let found = stored.shape, found != shape {
        differences.append("images of \(found), not of \(shape)")
      }
      guard differences.isEmpty else {
        throw Diagnosis.wrongUse(
          "from: the model '\(path)' is of another architecture than the training: \(differences.joined(separator: "; ")). Give a model of the same architecture, or change the training's keys."
        )
      }
      try network.graph.setParameters(of: file)
    } catch {
      throw error as? Diagnosis ?? Diagnosis.badData("from: \(path): \(error)")
    }
  }

  private func differences(_ found: Descriptor, _ wanted: Descriptor) -> [String] {
    guard found.name == wanted.name else {
      return ["its kind is \(found.name), not \(wanted.name)"]
    }
    return zip(found.parameters, wanted.parameters).filter { $0.value != $1.value }.map {
      "\($0.key)=\($0.value), not \($1.value)"
    }
  }
}
