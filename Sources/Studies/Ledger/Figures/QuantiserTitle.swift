import RDCore

/// A method of quantisation by the field's words, as in `ECTCQ, 256 states` for `ectcq:states=256`.
func quantiserTitle(_ method: String) -> String {
  let coded = "+coded"
  let isCoded = method.hasSuffix(coded)
  let text = isCoded ? String(method.dropLast(coded.count)) : method
  guard let descriptor = try? Descriptor(parsing: text) else { return method }
  let names = [
    "lloyd-max": "Lloyd–Max", "uniform-optimal": "uniform, optimal step",
    "uniform-endpoints": "uniform, end points", "uniform-midpoints": "uniform, midpoints",
    "companding": "companding", "tcq": "TCQ", "lbg": "LBG", "ecsq": "ECSQ", "ecvq": "ECVQ",
    "uniform-threshold": "uniform thresholds", "z": "integer lattice", "a2": "hexagonal lattice",
    "d4": "D4 lattice", "e8": "E8 lattice", "leech": "Leech lattice", "ectcq": "ECTCQ",
    "polar": "polar code",
  ]
  let parameters = descriptor.parameters.map { key, value in
    switch key {
    case "states": "\(value) states"
    case "dimension": "dimension \(value)"
    case "length": "length \(value)"
    case "list": "list \(value)"
    default: "\(key) \(value)"
    }
  }
  return ([names[descriptor.name] ?? descriptor.name] + parameters + (isCoded ? ["coded"] : []))
    .joined(separator: ", ")
}
