/// What the records of a ZIP archive begin with.
///
/// > Source: [appnote], section 4.3.
enum ZipMark {
  static let local: UInt32 = 0x0403_4b50
  static let descriptor: UInt32 = 0x0807_4b50
  static let central: UInt32 = 0x0201_4b50
  static let end: UInt32 = 0x0605_4b50
  static let locator64: UInt32 = 0x0706_4b50
  static let end64: UInt32 = 0x0606_4b50
}
