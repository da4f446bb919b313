import RDCore

#if RDTOOL_WEBP
  internal import CWebP
#endif

/// WebP files: 8 bits per sample, colour with or without alpha; of an animation the first frame.
///
/// > Source: [zern2024].
package enum WebPFile {
  package static let format = ImageFileFormat(
    "WebP", suffixes: ["webp"], signatures: [FileSignature("WEBP", at: 8)], library: "libwebp",
    decoder: decoder)

  #if RDTOOL_WEBP
    private static let decoder: ImageFileFormat.Decoder? = { input throws(ImageFileError) in
      var features = WebPBitstreamFeatures()
      let status = WebPGetFeaturesInternal(
        input.bytes, input.bytes.count, &features, WEBP_DECODER_ABI_VERSION)
      guard status == VP8_STATUS_OK else {
        throw input.damage("libwebp gives the error \(status.rawValue)")
      }
      let isAnimation = features.has_animation != 0
      let shape = try input.shape(
        height: Int(features.height), width: Int(features.width),
        channels: isAnimation || features.has_alpha != 0 ? 4 : 3)
      return try input.bytes.withUnsafeBufferPointer { (bytes) throws(ImageFileError) in
        var data = WebPData(bytes: bytes.baseAddress, size: bytes.count)
        let samples = try [UInt16](byteCount: shape.elementCount) {
          (start) throws(ImageFileError) in
          let isDecoded =
            isAnimation
            ? decodeFirstFrame(&data, to: start, byteCount: shape.elementCount)
            : decode(data, shape, to: start)
          guard isDecoded else { throw input.damage("its data are damaged or cut short") }
        }
        let demuxer = WebPDemuxInternal(&data, 0, nil, WEBP_DEMUX_ABI_VERSION)
        defer { WebPDemuxDelete(demuxer) }
        return DecodedPicture(
          Image(shape: shape, samples: samples),
          orientation: chunk("EXIF", of: demuxer).map { Orientation(exif: $0) } ?? .upright,
          profile: chunk("ICCP", of: demuxer),
          warnings: isAnimation ? ["it is an animation, of which the first frame is taken"] : [])
      }
    }

    private static func decode(
      _ data: WebPData, _ shape: ImageShape, to start: UnsafeMutablePointer<UInt8>
    ) -> Bool {
      let stride = Int32(shape.width * shape.channels)
      let result =
        shape.channels == 4
        ? WebPDecodeRGBAInto(data.bytes, data.size, start, shape.elementCount, stride)
        : WebPDecodeRGBInto(data.bytes, data.size, start, shape.elementCount, stride)
      return result != nil
    }

    /// Decodes the first frame of an animation, on its canvas.
    private static func decodeFirstFrame(
      _ data: inout WebPData, to start: UnsafeMutablePointer<UInt8>, byteCount: Int
    ) -> Bool {
      var options = WebPAnimDecoderOptions()
      guard WebPAnimDecoderOptionsInitInternal(&options, WEBP_DEMUX_ABI_VERSION) != 0,
        let decoder = WebPAnimDecoderNewInternal(&data, &options, WEBP_DEMUX_ABI_VERSION)
      else { return false }
      defer { WebPAnimDecoderDelete(decoder) }
      var information = WebPAnimInfo()
      var frame: UnsafeMutablePointer<UInt8>?
      var time: Int32 = 0
      guard WebPAnimDecoderGetInfo(decoder, &information) != 0,
        Int(information.canvas_width) * Int(information.canvas_height) * 4 == byteCount,
        WebPAnimDecoderGetNext(decoder, &frame, &time) != 0, let frame
      else { return false }
      start.update(from: frame, count: byteCount)
      return true
    }

    private static func chunk(_ name: String, of demuxer: OpaquePointer?) -> [UInt8]? {
      var iterator = WebPChunkIterator()
      guard let demuxer, WebPDemuxGetChunk(demuxer, name, 1, &iterator) != 0 else { return nil }
      defer { WebPDemuxReleaseChunkIterator(&iterator) }
      return Array(UnsafeBufferPointer(start: iterator.chunk.bytes, count: iterator.chunk.size))
    }
  #else
    private static let decoder: ImageFileFormat.Decoder? = nil
  #endif
}
