extension Graph {
  /// The numbers of all trained matrices, without padding.
  package var parameterCount: Int { parameters.reduce(0) { $0 + $1.rows * $1.columns } }

  /// A trained matrix as it is now, row by row: shape `[rows, columns]`.
  package func numbers(of parameter: Parameter) -> [Scalar] {
    let matrix = pass(rowCount: 1, mode: .evaluation).value(parameter)
    return (0..<matrix.rows).flatMap { row in
      UnsafeBufferPointer(start: matrix.start + row * matrix.stride, count: matrix.columns)
    }
  }

  /// Sets the elements of a trained matrix, row by row.
  ///
  /// - Precondition: there are `rows * columns` of them.
  package func setNumbers(of parameter: Parameter, to numbers: [Scalar]) {
    precondition(numbers.count == parameter.rows * parameter.columns)
    let matrix = pass(rowCount: 1, mode: .evaluation).value(parameter)
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        matrix[row, column] = numbers[row * matrix.columns + column]
      }
    }
  }

  /// Appends the numbers of a flat array of the parameters' extent, without padding.
  package func append(_ array: UnsafeMutablePointer<Scalar>, to numbers: inout [Scalar]) {
    for parameter in parameters {
      for row in 0..<parameter.rows {
        let start = array + parameter.offset + row * parameter.stride
        numbers.append(contentsOf: UnsafeBufferPointer(start: start, count: parameter.columns))
      }
    }
  }

  /// Fills a flat array of the parameters' extent from numbers without padding.
  func setNumbers(
    of array: UnsafeMutablePointer<Scalar>, from numbers: ArraySlice<Scalar>
  ) -> ArraySlice<Scalar> {
    numbers.withUnsafeBufferPointer { numbers in
      var position = 0
      for parameter in parameters {
        for row in 0..<parameter.rows {
          let start = array + parameter.offset + row * parameter.stride
          for column in 0..<parameter.columns { start[column] = numbers[position + column] }
          position += parameter.columns
        }
      }
    }
    return numbers.dropFirst(parameterCount)
  }
}
