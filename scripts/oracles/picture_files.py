"""Small picture files by Pillow, and what Pillow reads in them, as the Swift source of
Tests/RDImagesTests/Files/PictureFixtures.swift.

    python3 scripts/oracles/picture_files.py > Tests/RDImagesTests/Files/PictureFixtures.swift
"""

import io

import numpy
from PIL import Image, __version__


def wave(height, width, channels, maximum):
    rows, columns = numpy.mgrid[0:height, 0:width]
    planes = [
        maximum * (0.5 + 0.25 * numpy.sin(0.7 * rows + k) + 0.25 * numpy.cos(0.4 * columns - k))
        for k in range(channels)
    ]
    return numpy.stack(planes, -1).astype(int)


def save(picture, **options):
    stream = io.BytesIO()
    picture.save(stream, **options)
    return stream.getvalue()


def fixture(name, note, contents, expected, channels, depth):
    height, width = expected.shape[:2]
    lines = [contents.hex()[k : k + 100] for k in range(0, 2 * len(contents), 100)]
    text = "\n".join(f"      {line}" for line in lines)
    samples = ", ".join(str(v) for v in expected.reshape(-1))
    return f'''    // {note}
    PictureFixture(
      name: "{name}", height: {height}, width: {width}, channels: {channels}, bitDepth: {depth},
      hexadecimal: """
{text}
      """,
      samples: [{samples}]),
'''


colour = Image.fromarray(wave(6, 9, 3, 255).astype("uint8"))
grey = Image.fromarray(wave(6, 9, 1, 255)[:, :, 0].astype("uint8"))
deep = Image.fromarray(wave(3, 5, 1, 65535)[:, :, 0].astype("uint16"))
palette = colour.quantize(5)
clear = palette.copy()
clear.info["transparency"] = 2
bits = Image.fromarray(wave(5, 11, 1, 255)[:, :, 0].astype("uint8")).convert("1", dither=0)
keyed = save(colour, format="PNG", transparency=tuple(int(v) for v in numpy.asarray(colour)[2, 3]))

files = [
    ("palette", "Indices of two bits and more.", save(palette, format="PNG"), numpy.asarray(palette.convert("RGB")), 3, 8),
    ("clear palette", "One entry of the palette is transparent.", save(clear, format="PNG", transparency=2),
     numpy.asarray(clear.convert("RGBA")), 4, 8),
    ("colour key", "One colour of a picture without alpha is transparent.", keyed,
     numpy.asarray(Image.open(io.BytesIO(keyed)).convert("RGBA")), 4, 8),
    ("bits", "One bit a pixel.", save(bits, format="PNG"), numpy.asarray(bits).astype(int), 1, 1),
    ("deep", "Sixteen bits.", save(deep, format="PNG"), numpy.asarray(deep), 1, 16),
]
for name, picture, options in [
    ("jpeg", colour, dict(quality=90, subsampling=0)),
    ("progressive jpeg", colour, dict(quality=70, progressive=True)),
    ("grey jpeg", grey, dict(quality=80)),
]:
    contents = save(picture, format="JPEG", **options)
    decoded = numpy.asarray(Image.open(io.BytesIO(contents)))
    files.append((name, "By libjpeg-turbo with its accurate transform.", contents, decoded, 3 if decoded.ndim == 3 else 1, 8))

print(f'''/// Small files by Pillow, and what it reads in them; by scripts/oracles/picture_files.py with Pillow {__version__}.
struct PictureFixture {{
  let name: String
  let height: Int
  let width: Int
  let channels: Int
  let bitDepth: Int
  let hexadecimal: String
  let samples: [UInt16]

  // swift-format-ignore
  static let all = [
''' + "".join(fixture(*file) for file in files) + "  ]\n}")
