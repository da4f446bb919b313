import RDArrayCoding
import RDCore
import Testing

/// Codes are decoded to the same bits for ever, and on every machine.
@Suite("Golden codes of arrays")
struct GoldenCodeTests {
  @Test("decode to the pinned numbers, within what was asked for", arguments: GoldenCase.all)
  func golden(_ golden: GoldenCase) throws {
    let (text, digest) = try #require(Self.codes[golden.name])
    let code = try #require(Self.bytes(text))
    let decoded = try ArrayCode.decode(code, type: golden.type, shape: golden.shape)
    var found = Fingerprint()
    for integer in decoded.ordered { found.absorb(UInt64(bitPattern: integer)) }
    #expect(found.value == digest)
    let errors = Errors(golden.array, decoded)
    switch golden.quality {
    case .lossless: #expect(errors.maximum == 0)
    case .maximumError(let bound): #expect(errors.maximum <= bound)
    case .signalToNoise(let decibels):
      let deviation = ArraySpread(golden.array.numbers).deviation
      #expect(errors.rootMeanSquare <= deviation * Double.exp(-decibels) * (1 + 1e-9))
    default:
      for (number, other) in zip(golden.array.numbers, decoded.numbers) {
        #expect(abs(number - other) <= 0.05 * abs(number))
      }
    }
  }

  @Test("are still what the encoder writes", arguments: GoldenCase.all)
  func encoded(_ golden: GoldenCase) throws {
    let code = try ArrayCode.encode(
      golden.array, quality: golden.quality, effort: golden.effort)
    #expect(code.hexadecimal == Self.codes[golden.name]?.code)
  }

  private static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
    return bytes.contains(nil) ? nil : bytes.compactMap { $0 }
  }

  /// By the names of the cases: the bytes, and a digest of the ordered integers.
  private static let codes: [String: (code: String, digest: UInt64)] = [
    "raw": (
      "000b00000039307260ab90e4c01e93399f",
      0xebc1_3213_154b_da2f
    ),
    "palette": (
      "00160100703dcac0ffffffff5d8f027d000000000000e7be1332943b",
      0xd136_91cd_abdc_d003
    ),
    "decimals": (
      "00400102021a0000000000000001000000000000000100801a9952e539e1ac3f51d14bd582e53105"
        + "089dca1a003ebfc89dcf6ae13864c285f99238f799fc1b3be917d9fc9cb7",
      0xad08_ba84_cd40_d7ff
    ),
    "predicted": (
      "005e0100e1010000000000000100000000000000010080002795955e69d4c7bb45b696301e971033"
        + "8183adab7fa4964b67e90c70b87b39f7b9281a3cbd1c99895e5c45bfe500227466f79f7174a9d736"
        + "73a123b4053881470a48f9e954453c74c7b30c85",
      0xb825_78ae_7814_4561
    ),
    "noise": (
      "004c020000010300000000000000008010f227a9bf4db13f0000eca1c244e3de0b1eea9e08aa9659"
        + "8accfee84abc6485369699bb4f72f2f7d1e930669e958cbe9c1d180095f41f83cd692cfcee8a5e6c"
        + "6641",
      0xfc2a_68c2_0582_7850
    ),
    "sparse": (
      "004b0200001101000000000000000000ed16dcf08403d13f00004ff93f82b5aba9147d1979fe65e6"
        + "29cf95059e9ed835865a6c645e3dd10d35a7fe0429e571ef060d3d449408a3dfb9cdb567ae844892"
        + "a0",
      0xfb23_234f_819e_9a17
    ),
    "wavelet": (
      "002b020000000100000000804aeabc3fa72df09f37f0e33f0300fff700508d895cfe4541449cf534"
        + "4e994ef4c4b2211c10",
      0x5ce8_dbfc_cc5c_2040
    ),
    "cosine": (
      "002a0202090105009eefa7c64bb7d03f6bdfc9304e76b53f0000a6a84a78aae9e96c61dc2cd496c9"
        + "632503e925c57a36",
      0xb609_34cc_e2ba_8992
    ),
    "prediction": (
      "00e101020300000400000000e01f23cc3ff6285c47e17a643f0000800495e5f292f8e49be10df10e"
        + "abdb172f423920cb7e2d4ace3b616bf3276889514b934871c597e520c83518ac0a8bdc6b0e78eb25"
        + "29a6abe147d25738bd44649f417b6e5419c7ba9326a7c8b98a74381fca120d20b248a5908c3a060f"
        + "cc6d874cc6ee30c33d3914a2498fb287fad7893282e7872da6e16e1589cb046468a50503612999ef"
        + "3e5ce5d0fdf253ce53c8f54b08096966f7e4b19c766d042951fd8d92ae57f0169f99161b9e3bb3d3"
        + "15ccf5bf59598fb355c1b5f914a3a7a5e83c8bec081b2c079d54eb9cd19e098f",
      0xa342_e118_9a5f_dc33
    ),
    "interpolation": (
      "0035020404000400000000203bb1733f343333999999793f0000a70ddee3b0dd7c09f63a0f56a9c8"
        + "73e5f58f0bb7573aa0eae9e87b2e3d704832c4",
      0xbaa5_b4ef_af85_f794
    ),
    "relative": (
      "005001046600000000000000000000000000000001000000000000000000800145520d02e59b30e0"
        + "6974edada08038a321d3a6ba81c6161bc0a91d09abed8b4144bd2ee1027d1c9034a157ef8a928adb"
        + "eb326835da1b",
      0xa6d7_e97e_8cff_d2d7
    ),
    "fast": (
      "00454200000005000000006064fbc03f343333999999793f0000028400000d65f28985844a260592"
        + "2225420b090914885120984590845a8888520b048544494444885c82c4450217ea1476",
      0x8ed5_307d_abcb_740a
    ),
    "high": (
      "00760201000303000ad7a3703d0ad33f019ca5b1da83ab3f000081ae2707c00616d9bc3b30aa84d9"
        + "f241daeb0d73233d68f82141e94875fb77a204ca3c385c9b7676602930f70d39c21360fb6f8cf4d2"
        + "2b2031422f46e37b38c00b626140e2c8da6aac3757687f8693732220e3c8a1e18c791d733880cb12"
        + "5442e757",
      0xf33b_350e_1eec_25f3
    ),
  ]
}
