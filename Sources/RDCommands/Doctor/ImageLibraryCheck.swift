import RDDataSets
import RDImages
import RDStandardCodecs

/// The optional libraries of image formats.
package struct ImageLibraryCheck: DoctorCheck {
  package func findings() -> [Finding] {
    var findings = [
      finding(
        "zlib", version: DataSetCatalogue.zlibVersion, purpose: "the data set mnist and archives")
    ]
    let codecs = StandardCodecCatalogue.all
    for (name, codec) in zip(codecs.names, codecs.entries) {
      guard let library = codec.library, !findings.contains(where: { $0.item == library }) else {
        continue
      }
      findings.append(finding(library, version: codec.version, purpose: "the codec \(name)"))
    }
    for format in ImageFileFormatCatalogue.all.entries {
      guard let library = format.library, !findings.contains(where: { $0.item == library }) else {
        continue
      }
      findings.append(
        finding(library, version: format.libraryVersion, purpose: "\(format.name) files"))
    }
    return findings
  }

  private func finding(_ name: String, version: String?, purpose: String) -> Finding {
    Finding(
      part: "library", item: name, state: version == nil ? .absent : .good,
      found: version ?? "needed only for \(purpose)",
      remedy: version == nil ? "scripts/setup, build again" : nil)
  }
}
