import RDDataSets

/// The data sets of real images; the synthetic sources need none.
package struct DataSetCheck: DoctorCheck {
  /// The data folder.
  package var folder = DataFolder.standard

  package func findings() -> [Finding] {
    zip(DataSetCatalogue.all.names, DataSetCatalogue.all.entries).compactMap { name, entry in
      guard let files = entry.folder else { return nil }
      let isThere = folder.contains(files)
      return Finding(
        part: "data", item: name, state: isThere ? .good : .absent,
        found: isThere ? folder.path(of: files) : "needed only for experiments on its images",
        remedy: isThere ? nil : "rdtool data fetch \(name)")
    }
  }
}
