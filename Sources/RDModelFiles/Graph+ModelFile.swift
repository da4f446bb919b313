import RDNetworks

extension Graph where Scalar == Float {
  /// The trained matrices in the form of a model file, named `parameter-1` and so on in recording order.
  package var modelArrays: [ModelFile.NamedArray] {
    parameters.enumerated().map { index, parameter in
      ModelFile.NamedArray(
        name: "parameter-\(index + 1)", rows: parameter.rows, columns: parameter.columns,
        numbers: numbers(of: parameter))
    }
  }

  /// Loads the trained matrices of a model; on an error, nothing has changed.
  ///
  /// - Throws: ``ModelFileError`` if one is missing or has another shape.
  package func setParameters(of model: ModelFile) throws(ModelFileError) {
    var arrays: [ModelFile.NamedArray] = []
    for (index, parameter) in parameters.enumerated() {
      let array = try model.array("parameter-\(index + 1)")
      guard array.rows == parameter.rows, array.columns == parameter.columns else {
        throw .wrongShape(
          array: array.name, expected: "\(parameter.rows)x\(parameter.columns)",
          found: "\(array.rows)x\(array.columns)")
      }
      arrays.append(array)
    }
    for (parameter, array) in zip(parameters, arrays) {
      setNumbers(of: parameter, to: array.numbers)
    }
  }
}
