/// A check of `rdtool doctor`.
package protocol DoctorCheck: Sendable {
  /// The findings, in the order of display. It changes nothing on the machine.
  func findings() -> [Finding]
}
