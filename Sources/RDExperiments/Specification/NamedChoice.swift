/// An enumeration whose cases have names.
package typealias NamedChoice = RawRepresentable<String> & CaseIterable & Sendable
