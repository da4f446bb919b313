// Reads stored results: the gaps to the bound of every point of an experiment.
import RDResults

let reader = ResultsReader(root: CommandLine.arguments.dropFirst().first ?? "results")
let results = try reader.read("scalar-quantisers")
print("\(results.name), computed at commit \(results.provenance?.commit.prefix(7) ?? "unknown")")
for row in try results.table("points.csv").rows.prefix(8) {
  let gap = try row.optionalNumber("gap_decibels").map { "\($0) dB from the bound" } ?? ""
  print(try row.text("source"), try row.text("method"), gap)
}
