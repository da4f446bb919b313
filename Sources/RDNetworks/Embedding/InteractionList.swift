/// The sources that repel a group of points of an embedding, and their sums: over a flat list, a vector of points at a time.
final class InteractionList<Scalar: EngineScalar> {
  /// The maximum number of points of a group.
  let groupCapacity: Int

  /// The capacity of the list; a longer one is summed in pieces.
  private static var capacity: Int { 512 }

  /// The positions of the group's points, shape `[groupCapacity]`.
  package let targets: PlanePoints<Scalar>

  /// The sum of `m w^2 (y - y_s)` for each of them, over all sources `s` of mass `m`: shape `[groupCapacity]`.
  let forces: PlanePoints<Scalar>

  /// The sum of `m w` for each of them, shape `[groupCapacity]`.
  package let sums: UnsafeMutablePointer<Scalar>

  private var targetVectors = 0
  private let sources = PlanePoints<Scalar>(count: capacity)
  private let masses = PlanePoints<Scalar>.zeros(capacity)
  private var count = 0

  init(groupCapacity: Int) {
    self.groupCapacity = groupCapacity
    targets = PlanePoints(count: groupCapacity)
    forces = PlanePoints(count: groupCapacity)
    sums = PlanePoints<Scalar>.zeros(groupCapacity)
  }

  deinit {
    masses.deallocate()
    sums.deallocate()
  }

  /// Starts with the group whose positions are in `targets`.
  @inline(__always)
  package func begin(targetCount: Int) {
    targetVectors = Scalar.padded(targetCount) / Scalar.lanes
    for index in 0..<Scalar.padded(targetCount) {
      forces.x[index] = 0
      forces.y[index] = 0
      sums[index] = 0
    }
    count = 0
  }

  @inline(__always)
  package func append(x: Scalar, y: Scalar, mass: Scalar) {
    if count == Self.capacity { flush() }
    sources.x[count] = x
    sources.y[count] = y
    masses[count] = mass
    count += 1
  }

  /// Sums the contributions of the sources, and clears the list.
  @inline(never)
  func flush() {
    var vector = 0
    while vector < targetVectors {
      if vector + 1 < targetVectors {
        sumTwo(vector)
        vector += 2
      } else {
        sumOne(vector)
        vector += 1
      }
    }
    count = 0
  }

  @inline(__always)
  private func vectors(
    _ numbers: UnsafeMutablePointer<Scalar>
  ) -> UnsafeMutablePointer<Scalar.Wide> {
    UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: Scalar.Wide.self)
  }

  @inline(__always)
  private func sumOne(_ vector: Int) {
    let x = vectors(targets.x)[vector]
    let y = vectors(targets.y)[vector]
    let one = Scalar.Wide(repeating: 1)
    var (forceX, forceY) = (vectors(forces.x)[vector], vectors(forces.y)[vector])
    var sum = vectors(sums)[vector]
    for index in 0..<count {
      let dx = x - Scalar.Wide(repeating: sources.x[index])
      let dy = y - Scalar.Wide(repeating: sources.y[index])
      let w = one / one.addingProduct(dx, dx).addingProduct(dy, dy)
      let massive = w * Scalar.Wide(repeating: masses[index])
      let pull = massive * w
      sum = sum + massive
      forceX = forceX.addingProduct(pull, dx)
      forceY = forceY.addingProduct(pull, dy)
    }
    vectors(forces.x)[vector] = forceX
    vectors(forces.y)[vector] = forceY
    vectors(sums)[vector] = sum
  }

  /// Two vectors at a time, to hide the latency of divisions.
  @inline(__always)
  private func sumTwo(_ vector: Int) {
    let (x, y) = (vectors(targets.x), vectors(targets.y))
    let (xA, xB, yA, yB) = (x[vector], x[vector + 1], y[vector], y[vector + 1])
    let one = Scalar.Wide(repeating: 1)
    var (forceXA, forceYA) = (vectors(forces.x)[vector], vectors(forces.y)[vector])
    var (forceXB, forceYB) = (vectors(forces.x)[vector + 1], vectors(forces.y)[vector + 1])
    var (sumA, sumB) = (vectors(sums)[vector], vectors(sums)[vector + 1])
    for index in 0..<count {
      let sourceX = Scalar.Wide(repeating: sources.x[index])
      let sourceY = Scalar.Wide(repeating: sources.y[index])
      let mass = Scalar.Wide(repeating: masses[index])
      let (dxA, dxB) = (xA - sourceX, xB - sourceX)
      let (dyA, dyB) = (yA - sourceY, yB - sourceY)
      let wA = one / one.addingProduct(dxA, dxA).addingProduct(dyA, dyA)
      let wB = one / one.addingProduct(dxB, dxB).addingProduct(dyB, dyB)
      let (massiveA, massiveB) = (wA * mass, wB * mass)
      let (pullA, pullB) = (massiveA * wA, massiveB * wB)
      sumA = sumA + massiveA
      sumB = sumB + massiveB
      forceXA = forceXA.addingProduct(pullA, dxA)
      forceXB = forceXB.addingProduct(pullB, dxB)
      forceYA = forceYA.addingProduct(pullA, dyA)
      forceYB = forceYB.addingProduct(pullB, dyB)
    }
    vectors(forces.x)[vector] = forceXA
    vectors(forces.x)[vector + 1] = forceXB
    vectors(forces.y)[vector] = forceYA
    vectors(forces.y)[vector + 1] = forceYB
    vectors(sums)[vector] = sumA
    vectors(sums)[vector + 1] = sumB
  }
}
