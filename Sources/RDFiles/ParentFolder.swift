/// The folder that a path lies in: `.` for a name alone.
///
/// Foundation's own crashes on a path of one letter (Swift 6.3.1 on Linux).
package func parentFolder(ofPath path: String) -> String {
  var rest = path[...]
  while rest.count > 1, rest.last == "/" { rest.removeLast() }
  guard let slash = rest.lastIndex(of: "/") else { return "." }
  return slash == rest.startIndex ? "/" : String(rest[..<slash])
}
