/// The neighbours of a pixel that are known, by their directions.
struct Surroundings {
  let west: Float
  let north: Float
  let northWest: Float
  let northEast: Float
  let farWest: Float
  let farNorth: Float
  let northFarEast: Float
  let northFarWest: Float
  let farNorthEast: Float
  let farNorthWest: Float

  @inline(__always)
  init(_ here: UnsafeMutablePointer<Float>, stride: Int) {
    let above = here - stride
    let farAbove = above - stride
    west = here[-1]
    farWest = here[-2]
    north = above[0]
    northWest = above[-1]
    northEast = above[1]
    northFarEast = above[2]
    northFarWest = above[-2]
    farNorth = farAbove[0]
    farNorthEast = farAbove[1]
    farNorthWest = farAbove[-1]
  }

  /// The median of west, north and the plane through both and north-west.
  ///
  /// > Source: [weinberger2000].
  @inline(__always)
  var median: Float {
    max(min(west, north), min(max(west, north), west + north - northWest))
  }

  /// Which of nine neighbours equal the western one, 0 to 511.
  @inline(__always)
  var equalities: Int {
    @inline(__always) func bit(_ sample: Float, _ index: Int) -> Int {
      sample == west ? 1 << index : 0
    }
    let near = bit(north, 0) | bit(northWest, 1) | bit(northEast, 2)
    let far = bit(farWest, 3) | bit(farNorth, 4) | bit(northFarEast, 5)
    return near | far | bit(northFarWest, 6) | bit(farNorthEast, 7) | bit(farNorthWest, 8)
  }

  /// Which of eight neighbours and extrapolations of them are above a value, 0 to 255.
  @inline(__always)
  func texture(above value: Float) -> Int {
    @inline(__always) func bit(_ sample: Float, _ index: Int) -> Int {
      sample > value ? 1 << index : 0
    }
    let near = bit(north, 0) | bit(west, 1) | bit(northWest, 2) | bit(northEast, 3)
    return near | bit(farWest, 4) | bit(farNorth, 5) | bit(2 * north - farNorth, 6)
      | bit(2 * west - farWest, 7)
  }
}
