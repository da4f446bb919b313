/// The title of a source in a picture: its descriptor with a capital, names of people capitalised too, and
/// its parameters.
package func sourceTitle(_ descriptor: String) -> String {
  let halves = descriptor.split(separator: ":", maxSplits: 1).map(String.init)
  guard let name = halves.first else { return descriptor }
  let title =
    name == "gauss-markov" ? "Gauss–Markov" : name.prefix(1).uppercased() + name.dropFirst()
  guard halves.count == 2 else { return title }
  return "\(title), \(halves[1].split(separator: ",").joined(separator: ", "))"
}
