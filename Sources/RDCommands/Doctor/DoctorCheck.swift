/// Something that `rdtool doctor` looks at.
package protocol DoctorCheck: Sendable {
  /// What was found, in the order in which it is shown. Changes nothing on the machine.
  func findings() -> [Finding]
}
