import RDDataSets

/// The data sets of real images; the synthetic sources need none.
package struct DataSetCheck: DoctorCheck {
  /// The data folder.
  package var folder = DataFolder.standard

  package func findings() -> [Finding] {
    zip(DataSetCatalogue.all.names, DataSetCatalogue.all.entries).compactMap {
      name, entry -> Finding? in
      guard entry.folder != nil else { return nil }
      let location = entry.location(in: folder)
      return Finding(
        part: "data", item: name, state: location == nil ? .absent : .good,
        found: location ?? "needed only for experiments on its images",
        remedy: location == nil ? "rdtool data fetch \(name)" : nil)
    }
  }
}
