import ArgumentParser

extension Option {
  /// An option that may be left out, with the word for its value in the help; that value may begin with a dash unless it
  /// says otherwise.
  init<T: ExpressibleByArgument>(
    _ valueName: String, parsing: SingleValueParsingStrategy = .unconditional, _ help: String
  ) where Value == T? {
    self.init(parsing: parsing, help: ArgumentHelp(help, valueName: valueName))
  }
}
