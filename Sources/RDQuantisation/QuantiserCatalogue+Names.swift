import RDCore

extension QuantiserCatalogue {
  /// The names of all methods.
  public static var names: [String] { all.names }
}
