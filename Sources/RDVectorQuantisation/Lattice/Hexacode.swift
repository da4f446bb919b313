/// The hexacode: the 64 words `(a, b, c, f(1), f(w), f(w^2))` with `f(x) = a x^2 + b x + c` over the field of four elements.
///
/// An element is represented by two bits: 0, 1, `w` = 2 and `w^2` = 3, so that addition is exclusive-or.
///
/// > Source: [conway1999], chapter 3, section 2.5.2, and chapter 11, section 2.
enum Hexacode {
  /// The words, shape `[64][6]`; word `16 c + 4 a + b`.
  static let words: [[Int]] = (0..<64).map { index in
    let (a, b, c) = (index >> 2 & 3, index & 3, index >> 4)
    let values = [1, 2, 3].map { x in product(product(a, x), x) ^ product(b, x) ^ c }
    return [a, b, c] + values
  }

  /// The product of two elements: exponents of `w` add modulo 3.
  package static func product(_ x: Int, _ y: Int) -> Int {
    x == 0 || y == 0 ? 0 : (x - 1 + y - 1) % 3 + 1
  }
}
