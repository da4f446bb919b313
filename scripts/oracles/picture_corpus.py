"""Small picture files of every kind that is read, with the SHA-256 of their samples, as the table
Tests/RDImagesTests/Reference/pictures.csv.

    python3 scripts/oracles/picture_corpus.py > Tests/RDImagesTests/Reference/pictures.csv

Needs Pillow, tifffile and imagecodecs, the programs avifenc, cjxl, cjpeg and jpegtran, and rdtool for its own format. Samples are those from which a file was
made, if it is lossless; else what Pillow decodes. Each row: a name, the format as the catalogue names it, height, width, channels, bits,
the SHA-256 of the samples as 16-bit little-endian numbers, a text in the warning (empty if there is none), and the file in base64.
"""

import base64
import hashlib
import io
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

import imagecodecs
import numpy
import tifffile
from PIL import Image, ImageOps

random = numpy.random.default_rng(20)
rows = []


def add(name, kind, contents, samples, depth, warning=""):
    samples = numpy.asarray(samples)
    if samples.ndim == 2:
        samples = samples[:, :, None]
    assert samples.max() < 1 << depth, name
    digest = hashlib.sha256(samples.astype("<u2").tobytes()).hexdigest()
    height, width, channels = samples.shape
    data = base64.b64encode(contents).decode()
    rows.append([name, kind, height, width, channels, depth, digest, warning, data])


def noise(height, width, channels, depth):
    return random.integers(0, 1 << depth, (height, width, channels))


def smooth(height, width, channels, maximum=255):
    r, c = numpy.mgrid[0:height, 0:width]
    planes = [
        maximum * (0.5 + 0.25 * numpy.sin(0.5 * r + k) + 0.25 * numpy.cos(0.4 * c - k))
        for k in range(channels)
    ]
    return numpy.stack(planes, -1).astype("uint8")


def turned(samples, orientation):
    """The upright picture, written down from the table of Exif."""
    return {
        1: lambda a: a,
        2: lambda a: a[:, ::-1],
        3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1],
        5: lambda a: a.swapaxes(0, 1),
        6: lambda a: numpy.rot90(a, -1),
        7: lambda a: a[::-1, ::-1].swapaxes(0, 1),
        8: lambda a: numpy.rot90(a, 1),
    }[orientation](samples)


def exif(orientation, order="<"):
    head = b"II*\0" if order == "<" else b"MM\0*"
    entries = [(0x010F, 2, 3, b"ab\0\0"), (0x0112, 3, 1, struct.pack(order + "HH", orientation, 0))]
    body = struct.pack(order + "H", len(entries))
    for tag, kind, count, value in entries:
        body += struct.pack(order + "HHI", tag, kind, count) + value
    return head + struct.pack(order + "I", 8) + body + bytes(4)


def profile(description, version=2):
    if version == 2:
        text = description.encode() + b"\0"
        tag = b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78)
    else:
        text = description.encode("utf-16-be")
        tag = b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(text), 28) + text
    table = struct.pack(">I4sII", 1, b"desc", 144, len(tag))
    size = 144 + len(tag)
    head = struct.pack(">I4sI4s4s4s", size, b"none", version << 24, b"mntr", b"RGB ", b"XYZ ")
    return (head + bytes(12) + b"acsp").ljust(128, b"\0") + table + tag


# PNG, by the writer below, which has all filters and both orders of rows.

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TYPES = {1: 0, 2: 4, 3: 2, 4: 6}


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def packed(line, depth):
    if depth == 16:
        return line.astype(">u2").tobytes()
    bits = numpy.unpackbits(line.astype("uint8").reshape(-1, 1), axis=1)[:, 8 - depth :]
    return numpy.packbits(bits.reshape(-1)).tobytes()


def paeth(a, b, c):
    p = a + b - c
    return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]


def filtered(lines, step):
    result, above = b"", bytes(len(lines[0]))
    for line in lines:
        kind = int(random.integers(0, 5))
        out = bytearray([kind])
        for i, value in enumerate(line):
            a = line[i - step] if i >= step else 0
            c = above[i - step] if i >= step else 0
            b = above[i]
            out.append((value - [0, a, b, (a + b) // 2, paeth(a, b, c)][kind]) % 256)
        result, above = result + bytes(out), line
    return result


PASSES = [(0, 8, 0, 8), (0, 8, 4, 8), (4, 8, 0, 4), (0, 4, 2, 4), (2, 4, 0, 2), (0, 2, 1, 2), (1, 2, 0, 1)]


def png(samples, depth, colour_type=None, interlaced=False, before=b"", after=b"", pieces=1):
    height, width, channels = samples.shape
    kind = TYPES[channels] if colour_type is None else colour_type
    step = max(1, channels * depth // 8)
    data = b""
    for r, rs, c, cs in PASSES if interlaced else [(0, 1, 0, 1)]:
        part = samples[r::rs, c::cs]
        if part.size:
            data += filtered([packed(line.reshape(-1), depth) for line in part], step)
    data = zlib.compress(data, 9)
    cuts = [len(data) * k // pieces for k in range(pieces + 1)]
    image = b"".join(chunk(b"IDAT", data[a:b]) for a, b in zip(cuts, cuts[1:]))
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(interlaced))
    return SIGNATURE + chunk(b"IHDR", header) + before + image + after + chunk(b"IEND")


def pngs():
    for interlaced in [False, True]:
        note = " interlaced" if interlaced else ""
        for channels, depths in [(1, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [8, 16]), (4, [8, 16])]:
            for depth in depths:
                a = noise(9, 11, channels, depth)
                name = f"png {channels} of {depth}{note}"
                add(name, "PNG", png(a, depth, interlaced=interlaced), a, depth)
                if channels % 2 == 0:
                    continue
                key = a[4, 5]
                bytes_of_key = b"".join(struct.pack(">H", k) for k in key)
                clear = (a == key).all(-1, keepdims=True)
                alpha = numpy.where(clear, 0, (1 << depth) - 1)
                contents = png(
                    a, depth, interlaced=interlaced, before=chunk(b"tRNS", bytes_of_key)
                )
                add(name + " key", "PNG", contents, numpy.concatenate([a, alpha], -1), depth)
        for depth in [1, 2, 4, 8]:
            a = noise(9, 11, 1, min(depth, 4))
            palette = noise(1, 1 << min(depth, 4), 3, 8)[0]
            before = chunk(b"PLTE", palette.astype("uint8").tobytes())
            name = f"png palette of {depth}{note}"
            contents = png(a, depth, 3, interlaced, before)
            add(name, "PNG", contents, palette[a[:, :, 0]], 8)
            # Fewer entries than the palette has.
            alpha = random.integers(0, 256, len(palette) // 2)
            all_alpha = numpy.append(alpha, [255] * (len(palette) - len(alpha)))
            before += chunk(b"tRNS", alpha.astype("uint8").tobytes())
            expected = numpy.concatenate([palette, all_alpha[:, None]], -1)[a[:, :, 0]]
            add(name + " alpha", "PNG", png(a, depth, 3, interlaced, before), expected, 8)
    for height, width in [(1, 1), (2, 3), (1, 9), (5, 1), (17, 33)]:
        a = noise(height, width, 1, 2)
        add(f"png passes {height}x{width}", "PNG", png(a, 2, interlaced=True), a, 2)
    a = noise(4, 5, 3, 8)
    gamma = lambda g: chunk(b"gAMA", struct.pack(">I", g))
    icc = lambda p: chunk(b"iCCP", b"x\0\0" + zlib.compress(p))
    for name, before, warning in [
        ("gamma of sRGB", gamma(45455), ""),
        ("gamma 1", gamma(100000), "gamma of 1.0"),
        ("gamma 1 and sRGB", gamma(100000) + chunk(b"sRGB", b"\0"), ""),
        ("chromaticities", chunk(b"cHRM", struct.pack(">8I", *[31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000])), ""),
        ("profile 2", icc(profile("Wide Gamut")), "'Wide Gamut'"),
        ("profile 4", icc(profile("Display P3 é", 4)), "'Display P3 é'"),
        ("profile of sRGB", icc(profile("sRGB IEC61966-2.1")), ""),
        ("text", chunk(b"tEXt", b"Title\0a") + chunk(b"zTXt", b"b\0\0" + zlib.compress(b"c" * 999)), ""),
        ("animation", chunk(b"acTL", struct.pack(">II", 1, 0)), "animation"),
        ("background", chunk(b"bKGD", bytes(6)) + chunk(b"pHYs", bytes(9)), ""),
    ]:
        add("png " + name, "PNG", png(a, 8, before=before), a, 8, warning)
    add("png in pieces", "PNG", png(a, 8, pieces=7), a, 8)
    add("png with a tail", "PNG", png(a, 8) + b"tail", a, 8)
    add("png exif at the end", "PNG", png(a, 8, after=chunk(b"eXIf", exif(6, ">"))), turned(a, 6), 8)
    for orientation in range(1, 9):
        contents = png(a, 8, before=chunk(b"eXIf", exif(orientation)))
        add(f"png orientation {orientation}", "PNG", contents, turned(a, orientation), 8)
    # Five significant bits: true of all samples, or not.
    five = noise(4, 5, 1, 5)
    widened = five << 3 | five >> 2
    sbit = chunk(b"sBIT", b"\x05")
    add("png 5 significant bits", "PNG", png(widened, 8, before=sbit), five, 5)
    widened[1, 1] ^= 1
    add("png not 5 significant bits", "PNG", png(widened, 8, before=sbit), widened, 8)
    add("png sBIT of unlike channels", "PNG", png(a, 8, before=chunk(b"sBIT", b"\5\6\5")), a, 8)


# JPEG


def jpeg_samples(contents):
    return numpy.asarray(Image.open(io.BytesIO(contents)))


def saved(picture, kind, **options):
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def run(*command, data=b"", suffixes=()):
    """Runs a command on files: IN and OUT in it are their names."""
    with tempfile.TemporaryDirectory() as folder:
        names = {k: f"{folder}/{k}{s}" for k, s in zip(["IN", "OUT"], suffixes)}
        pathlib.Path(names["IN"]).write_bytes(data)
        subprocess.run([names.get(c, c) for c in command], check=True, capture_output=True)
        return pathlib.Path(names["OUT"]).read_bytes()


def jpegs():
    colour = Image.fromarray(smooth(19, 22, 3))
    grey = Image.fromarray(smooth(19, 22, 1)[:, :, 0])
    ppm = saved(colour, "PPM")
    for name, contents in [
        ("444", saved(colour, "JPEG", quality=90, subsampling=0, optimize=True)),
        ("422", saved(colour, "JPEG", quality=90, subsampling=1, optimize=True)),
        ("420", saved(colour, "JPEG", quality=90, subsampling=2, optimize=True)),
        ("grey", saved(grey, "JPEG", quality=90)),
        ("restarts", saved(colour, "JPEG", quality=90, restart_marker_blocks=1)),
        ("standard tables", saved(colour, "JPEG", quality=90)),
        ("progressive", saved(colour, "JPEG", quality=90, progressive=True)),
        ("rgb", saved(colour, "JPEG", quality=90, keep_rgb=True)),
    ]:
        add("jpeg " + name, "JPEG", contents, jpeg_samples(contents), 8)
    for sampling in ["1x2", "4x1", "2x2,1x2,1x2", "1x1,2x1,1x1", "4x2", "3x1"]:
        options = ["-quality", "90", "-optimize", "-dct", "int", "-sample", sampling]
        contents = run("cjpeg", *options, "-outfile", "OUT", "IN", data=ppm, suffixes=[".ppm", ".jpg"])
        add(f"jpeg sampling {sampling.replace(',', ' ')}", "JPEG", contents, jpeg_samples(contents), 8)
    plain = saved(Image.fromarray(smooth(9, 12, 1)[:, :, 0]), "JPEG", quality=80, optimize=True)
    contents = run("jpegtran", "-arithmetic", "-outfile", "OUT", "IN", data=plain, suffixes=[".jpg", ".jpg"])
    add("jpeg arithmetic", "JPEG", contents, jpeg_samples(plain), 8)
    expected = jpeg_samples(plain)
    tables = plain.index(b"\xff\xdb")
    segment = lambda marker, data: bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data
    insert = lambda data: plain[:tables] + data + plain[tables:]
    icc = lambda p, count: b"".join(
        segment(0xE2, b"ICC_PROFILE\0" + bytes([k + 1, count]) + p[len(p) * k // count : len(p) * (k + 1) // count])
        for k in range(count)
    )
    for name, contents, warning in [
        ("stray bytes before a marker", insert(b"stray"), "5 stray bytes"),
        ("stray zero bytes after the scan", plain[:-2] + bytes(40) + plain[-2:], "extraneous bytes before marker 0xd9"),
        ("fill bytes", insert(b"\xff" * 7), ""),
        ("fill bytes at the end", plain[:-2] + b"\xff" * 5 + plain[-2:], ""),
        ("tail", plain + b"tail", "4 bytes after its end"),
        ("comment and unknown segments", insert(segment(0xFE, b"text") + segment(0xE7, b"what") + segment(0xEF, b"")), ""),
        ("another revision of JFIF", plain.replace(b"JFIF\0\1", b"JFIF\0\7"), "JFIF"),
        ("thumbnail with markers", insert(segment(0xE1, b"Exif\0\0" + exif(1) + b"\xff\xd8\xff\xd9")), ""),
        ("profile", insert(icc(profile("Adobe RGB (1998)"), 1)), "'Adobe RGB (1998)'"),
        ("profile in pieces", insert(icc(profile("Big " * 9), 3)), "Big Big"),
        ("profile of sRGB", insert(icc(profile("sRGB built-in", 4), 1)), ""),
    ]:
        add("jpeg " + name, "JPEG", contents, expected, 8, warning)
    chroma = saved(Image.fromarray(smooth(9, 12, 3)), "JPEG", quality=80, optimize=True)
    adobe = segment(0xEE, b"Adobe" + bytes([0, 100, 0, 0, 0, 0, 9]))
    contents = chroma[:2] + adobe + chroma[chroma.index(b"\xff\xdb") :]
    add("jpeg of no known transform", "JPEG", contents, jpeg_samples(chroma), 8, "Adobe color transform")
    for orientation in range(1, 9):
        order = "<>"[orientation % 2]
        contents = insert(segment(0xE1, b"Exif\0\0" + exif(orientation, order)))
        add(f"jpeg orientation {orientation}", "JPEG", contents, turned(expected, orientation), 8)


# Portable maps


def scaled(samples, largest):
    depth = int(largest).bit_length()
    top = (1 << depth) - 1
    return (samples * top + largest // 2) // largest, depth


def maps():
    bits = noise(5, 11, 1, 1)
    text = "\n".join("".join(str(1 - v) for v in line) for line in bits[:, :, 0])
    add("pbm text", "PNM", f"P1\n# c\n11 5\n{text}\n".encode(), bits, 1)
    add("pbm text with spaces", "PNM", f"P1 11 5 {' '.join(text.replace(chr(10), ''))}".encode(), bits, 1)
    data = b"".join(packed(1 - line.reshape(-1), 1) for line in bits)
    add("pbm", "PNM", b"P4\n11 5\n" + data, bits, 1)
    for largest in [1, 2, 15, 100, 255, 256, 1000, 65535]:
        for channels in [1, 3]:
            a = random.integers(0, largest + 1, (3, 4, channels))
            expected, depth = scaled(a, largest)
            digits = " ".join(str(v) for v in a.reshape(-1))
            text = f"P{2 if channels == 1 else 3}\n4 3\n{largest}\n{digits}\n"
            add(f"pnm text {channels} to {largest}", "PNM", text.encode(), expected, depth)
            data = a.astype(">u2" if largest > 255 else "u1").tobytes()
            head = f"P{5 if channels == 1 else 6} # c\n4\t3\n{largest}\n".encode()
            add(f"pnm {channels} to {largest}", "PNM", head + data, expected, depth)
    add("pgm of two pictures", "PNM", b"P5 1 1 255\n\7P5 1 1 255\n\7", [[7]], 8, "more than one picture")
    kinds = ["GRAYSCALE", "GRAYSCALE_ALPHA", "RGB", "RGB_ALPHA"]
    for channels, kind in enumerate(kinds, 1):
        for largest in [255, 700, 65535]:
            a = random.integers(0, largest + 1, (3, 4, channels))
            expected, depth = scaled(a, largest)
            head = f"P7\n# c\nWIDTH 4\nHEIGHT 3\nDEPTH {channels}\nMAXVAL {largest}\nTUPLTYPE {kind}\nENDHDR\n"
            data = a.astype(">u2" if largest > 255 else "u1").tobytes()
            add(f"pam {kind} to {largest}", "PAM", head.encode() + data, expected, depth)
    for kind, channels in [("BLACKANDWHITE", 1), ("BLACKANDWHITE_ALPHA", 2), ("", 3)]:
        a = noise(3, 4, channels, 1)
        line = f"TUPLTYPE {kind}\n" if kind else ""
        head = f"P7\nHEIGHT 3\nWIDTH 4\nMAXVAL 1\nDEPTH {channels}\n{line}ENDHDR\n"
        add(f"pam {kind or 'without a type'}", "PAM", head.encode() + a.astype("u1").tobytes(), a, 1)


# BMP, by the writer below; rows are stored from the lowest to the highest.


def bmp(height, width, bits, data, palette=b"", compression=0, masks=b"", header=40, top_down=False):
    rows_ = -height if top_down else height
    if header == 12:
        head = struct.pack("<IHHHH", 12, width, height, 1, bits)
    else:
        head = struct.pack("<IiiHHIIiiII", header, width, rows_, 1, bits, compression, len(data), 0, 0, 0, 0)
        head += masks if header == 40 else masks.ljust(header - 40, b"\0")
    start = 14 + len(head) + len(palette)
    return b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start) + head + palette + data


def padded(lines):
    return b"".join(line + bytes(-len(line) % 4) for line in lines)


def bmps():
    for bits in [1, 2, 4, 8]:
        a = noise(5, 7, 1, bits)[:, :, 0]
        colours = noise(1, 1 << bits, 3, 8)[0].astype("u1")
        data = padded([packed(line, bits) for line in a[::-1]])
        palette = b"".join(bytes(c[::-1]) + b"\0" for c in colours)
        add(f"bmp palette of {bits}", "BMP", bmp(5, 7, bits, data, palette), colours[a], 8)
        old = b"".join(bytes(c[::-1]) for c in colours)
        add(f"bmp of OS/2 of {bits}", "BMP", bmp(5, 7, bits, data, old, header=12), colours[a], 8)
    a = noise(5, 7, 3, 8).astype("u1")
    lines = [bytes(line[:, ::-1].reshape(-1)) for line in a]
    add("bmp of 24", "BMP", bmp(5, 7, 24, padded(lines[::-1])), a, 8)
    add("bmp from the top", "BMP", bmp(5, 7, 24, padded(lines), top_down=True), a, 8)
    b = noise(5, 7, 4, 8).astype("u1")
    data = b"".join(bytes(line[:, [2, 1, 0, 3]].reshape(-1)) for line in b[::-1])
    add("bmp of 32", "BMP", bmp(5, 7, 32, data), b[:, :, :3], 8)
    masks = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    add("bmp of 32 with alpha", "BMP", bmp(5, 7, 32, data, masks=masks, compression=3, header=108), b, 8)
    add("bmp of 32 with fields", "BMP", bmp(5, 7, 32, data, masks=masks[:12], compression=3), b[:, :, :3], 8)
    for name, widths, compression in [("555", (5, 5, 5), 0), ("565", (5, 6, 5), 3)]:
        c = numpy.stack([noise(5, 7, 1, w)[:, :, 0] for w in widths], -1)
        shifts = (widths[1] + widths[2], widths[2], 0)
        words = sum(c[:, :, k] << shifts[k] for k in range(3))
        masks = struct.pack("<III", *[((1 << w) - 1) << s for w, s in zip(widths, shifts)]) if compression else b""
        expected = numpy.stack([(c[:, :, k] * 510 // ((1 << widths[k]) - 1) + 1) // 2 for k in range(3)], -1)
        data = padded([line.astype("<u2").tobytes() for line in words[::-1]])
        add(f"bmp of {name}", "BMP", bmp(5, 7, 16, data, masks=masks, compression=compression), expected, 8)
    colours = noise(1, 16, 3, 8)[0].astype("u1")
    palette = b"".join(bytes(c[::-1]) + b"\0" for c in colours)
    # A run, plain indices, the end of a line, a jump of two to the right and one up, the end.
    eight = bytes([3, 5, 0, 3, 1, 2, 3, 0, 1, 9, 0, 0, 0, 2, 2, 1, 4, 7, 0, 1])
    indices = numpy.zeros((4, 7), int)
    indices[3] = [5, 5, 5, 1, 2, 3, 9]
    indices[1, 2:6] = 7
    add("bmp of runs of 8", "BMP", bmp(4, 7, 8, eight, palette, 1), colours[indices], 8)
    four = bytes([3, 0x5A, 0, 3, 0x12, 0x30, 1, 0x90, 0, 0, 0, 2, 2, 1, 4, 0x7C, 0, 1])
    indices[3] = [5, 10, 5, 1, 2, 3, 9]
    indices[1, 2:6] = [7, 12, 7, 12]
    add("bmp of runs of 4", "BMP", bmp(4, 7, 4, four, palette, 2), colours[indices], 8)


def gifs():
    a = noise(9, 7, 1, 3)[:, :, 0].astype("u1")
    colours = noise(1, 8, 3, 8)[0].astype("u1")

    def picture(indices):
        image = Image.fromarray(indices, "P")
        image.putpalette(colours.tobytes())
        return image

    for name, options, expected, warning in [
        ("plain", dict(interlace=0), colours[a], ""),
        ("interlaced", dict(interlace=1), colours[a], ""),
        ("animation", dict(save_all=True, append_images=[picture(7 - a)]), colours[a], "animation"),
    ]:
        contents = saved(picture(a), "GIF", **options)
        add("gif " + name, "GIF", contents, expected, 8, warning)
    contents = saved(picture(a), "GIF", transparency=3)
    alpha = numpy.where(a == 3, 0, 255)[:, :, None]
    add("gif transparent", "GIF", contents, numpy.concatenate([colours[a], alpha], -1), 8)
    # The frame moved on a larger canvas.
    contents = bytearray(saved(picture(a), "GIF", interlace=0))
    contents[6:10] = struct.pack("<HH", 10, 12)
    frame = contents.index(b",", 13 + 24)
    contents[frame + 1 : frame + 5] = struct.pack("<HH", 2, 1)
    expected = numpy.zeros((12, 10, 4), int)
    expected[1:10, 2:9, :3] = colours[a]
    expected[1:10, 2:9, 3] = 255
    add("gif on a larger canvas", "GIF", bytes(contents), expected, 8)


def tiff(samples, **options):
    stream = io.BytesIO()
    tifffile.imwrite(stream, samples, metadata=None, software=False, **options)
    return stream.getvalue()


def tiffs():
    grey8 = noise(5, 17, 1, 8)[:, :, 0].astype("u1")
    grey16 = noise(7, 9, 1, 16)[:, :, 0].astype("u2")
    rgb8 = noise(5, 17, 3, 8).astype("u1")
    rgb16 = noise(7, 9, 3, 16).astype("u2")
    rgba8 = noise(7, 9, 4, 8).astype("u1")
    bits = noise(7, 13, 1, 1)[:, :, 0].astype(bool)
    twelve = noise(7, 9, 1, 12)[:, :, 0].astype("u2")
    for name, a, depth, options in [
        ("grey", grey8, 8, {}),
        ("grey, white is 0", grey8, 8, dict(photometric="miniswhite")),
        ("grey of 16", grey16, 16, {}),
        ("grey of 16, big-endian", grey16, 16, dict(byteorder=">")),
        ("bits", bits, 1, dict(photometric="minisblack")),
        ("grey of 12 packed", twelve, 12, dict(bitspersample=12)),
        ("rgb", rgb8, 8, dict(photometric="rgb")),
        ("rgb in strips", rgb8, 8, dict(photometric="rgb", rowsperstrip=3)),
        ("rgb of 16", rgb16, 16, dict(photometric="rgb")),
        ("rgb in planes", rgb8, 8, dict(photometric="rgb", planarconfig="separate")),
        ("rgb in tiles", rgb8, 8, dict(photometric="rgb", tile=(16, 16))),
        ("rgb by LZW", rgb8, 8, dict(photometric="rgb", compression="lzw", predictor=True)),
        ("rgb by deflate", rgb8, 8, dict(photometric="rgb", compression="zlib")),
        ("rgb by PackBits", rgb8, 8, dict(photometric="rgb", compression="packbits")),
        ("big file", grey8, 8, dict(bigtiff=True)),
        ("rgb with alpha", rgba8, 8, dict(photometric="rgb", extrasamples=["unassalpha"])),
    ]:
        name = name.replace(",", "")
        data = a
        if options.get("planarconfig"):
            data = numpy.moveaxis(a, -1, 0)
        expected = 255 - a.astype(int) if "white" in name else a
        add("tiff " + name, "TIFF", tiff(data, **options), expected, depth)
    add(
        "tiff multiplied alpha", "TIFF", tiff(rgba8, photometric="rgb", extrasamples=["assocalpha"]),
        rgba8, 8, "multiplied by alpha",
    )
    add(
        "tiff spare channel", "TIFF", tiff(rgba8, photometric="rgb", extrasamples=["unspecified"]),
        rgba8[:, :, :3], 8, "1 channels",
    )
    palette = noise(3, 256, 1, 8)[:, :, 0].astype("u2")
    contents = tiff(grey8, photometric="palette", colormap=palette * 257)
    add("tiff palette", "TIFF", contents, palette.T[grey8], 8)
    for orientation in range(2, 9):
        contents = tiff(rgb16, photometric="rgb", extratags=[(274, 3, 1, orientation, True)])
        add(f"tiff orientation {orientation}", "TIFF", contents, turned(rgb16, orientation), 16)
    icc = profile("ProPhoto")
    add("tiff profile", "TIFF", tiff(grey16, iccprofile=icc), grey16, 16, "'ProPhoto'")
    stream = io.BytesIO()
    first = Image.fromarray(grey8[:5, :5])
    first.save(stream, "TIFF", save_all=True, append_images=[first])
    add("tiff of two pages", "TIFF", stream.getvalue(), grey8[:5, :5], 8, "more than one picture")
    contents = saved(Image.fromarray(smooth(19, 22, 3)), "TIFF", compression="jpeg", quality=90)
    add("tiff by JPEG", "TIFF", contents, jpeg_samples(contents), 8)
    contents = saved(Image.fromarray(bits), "TIFF", compression="group4")
    add("tiff by fax", "TIFF", contents, bits, 1)


def others():
    rgb = smooth(19, 22, 3)
    rgba = numpy.concatenate([rgb, noise(19, 22, 1, 8).astype("u1")], -1)
    for name, a, options in [
        ("lossy", rgb, dict(quality=80)),
        ("lossy with alpha", rgba, dict(quality=80)),
    ]:
        contents = saved(Image.fromarray(a), "WEBP", **options)
        add("webp " + name, "WebP", contents, jpeg_samples(contents), 8)
    lossless = dict(lossless=True, exact=True)
    add("webp lossless", "WebP", saved(Image.fromarray(rgb), "WEBP", **lossless), rgb, 8)
    add("webp lossless with alpha", "WebP", saved(Image.fromarray(rgba), "WEBP", **lossless), rgba, 8)
    for orientation in [1, 6]:
        contents = saved(Image.fromarray(rgb), "WEBP", exif=b"Exif\0\0" + exif(orientation), **lossless)
        add(f"webp orientation {orientation}", "WebP", contents, turned(rgb, orientation), 8)
    contents = saved(Image.fromarray(rgb), "WEBP", icc_profile=profile("Wide"), **lossless)
    add("webp profile", "WebP", contents, rgb, 8, "'Wide'")
    small = noise(5, 7, 3, 8).astype("u1")
    deep = noise(5, 7, 3, 16).astype("u2")
    png8 = png(small, 8)
    contents = saved(
        Image.fromarray(small), "WEBP", save_all=True, append_images=[Image.fromarray(small[::-1])], **lossless
    )
    opaque = numpy.full((5, 7, 1), 255)
    add("webp animation", "WebP", contents, numpy.concatenate([small, opaque], -1), 8, "animation")
    for name, options, expected in [
        ("lossless", [], small),
        ("turned", ["--irot", "1"], turned(small, 8)),
        ("mirrored", ["--imir", "0"], turned(small, 4)),
        ("turned and mirrored", ["--irot", "3", "--imir", "1"], turned(turned(small, 6), 2)),
    ]:
        contents = run("avifenc", "--lossless", *options, "IN", "OUT", data=png8, suffixes=[".png", ".avif"])
        add("avif " + name, "AVIF", contents, expected, 8)
    alpha = noise(5, 7, 4, 8).astype("u1")
    contents = run("avifenc", "--lossless", "IN", "OUT", data=png(alpha, 8), suffixes=[".png", ".avif"])
    add("avif with alpha", "AVIF", contents, alpha, 8)
    contents = run(
        "avifenc", "--lossless", "--cicp", "9/16/0", "IN", "OUT", data=png8, suffixes=[".png", ".avif"]
    )
    add("avif of wide colours", "AVIF", contents, small, 8, "primaries 9")

    for name, contents, expected, depth in [
        ("rgb", png8, small, 8),
        ("rgb of 16", png(deep, 16), deep, 16),
        ("alpha", png(alpha, 8), alpha, 8),
        ("grey", png(small[:, :, :1], 8), small[:, :, :1], 8),
        ("grey and alpha", png(small[:, :, :2], 8), small[:, :, :2], 8),
    ]:
        contents = run("cjxl", "-d", "0", "IN", "OUT", data=contents, suffixes=[".png", ".jxl"])
        add("jpeg xl " + name, "JPEG XL", contents, expected, depth)
    ten = noise(5, 7, 1, 10)
    contents = imagecodecs.jpegxl_encode(
        ten[:, :, 0].astype("u2"), lossless=True, bitspersample=10
    )
    add("jpeg xl of 10", "JPEG XL", contents, ten, 10, "Gra_D65_Rel_Lin")
    contents = imagecodecs.jpegxl_encode(numpy.stack([alpha, alpha[::-1]]), lossless=True)
    add("jpeg xl animation", "JPEG XL", contents, alpha, 8, "animation")

    for name, suffix in [("file", ".jp2"), ("codestream", ".j2k")]:
        for a, kind in [(small, "RGB"), (alpha, "RGBA"), (small[:, :, 0], "L"), (small[:, :, :2], "LA")]:
            stream = io.BytesIO()
            Image.fromarray(numpy.ascontiguousarray(a), kind).save(
                stream, "JPEG2000", irreversible=False, no_jp2=suffix == ".j2k"
            )
            add(f"jpeg 2000 {name} {kind}", "JPEG 2000", stream.getvalue(), a, 8)
    contents = imagecodecs.jpeg2k_encode(deep, level=0, reversible=True)
    add("jpeg 2000 of 16", "JPEG 2000", contents, deep, 16)
    for name, a, depth in [("grey", small[:, :, 0], 8), ("rgb", small, 8), ("rgb of 16", deep, 16)]:
        contents = imagecodecs.jpegls_encode(numpy.ascontiguousarray(a))
        add("jpeg-ls " + name, "JPEG-LS", contents, a, depth)
    # Any JPEG may begin with other segments than its frame.
    contents = imagecodecs.jpegls_encode(small)
    contents = contents[:2] + b"\xff\xfe\0\6text" + contents[2:]
    add("jpeg-ls after a comment", "JPEG-LS", contents, small, 8)


def own():
    for channels, depth in [(1, 8), (2, 8), (3, 8), (4, 16)]:
        a = numpy.random.default_rng(channels).integers(0, 1 << depth, (5, 7, channels))
        contents = run(
            "scripts/rdtool", "encode", "IN", "-o", "OUT", "--codec", "pixel-mixer",
            data=png(a, depth), suffixes=[".png", ".rdl"],
        )
        add(f"rdl of {channels} x {depth}", "RDL", contents, a, depth)


pngs()
jpegs()
maps()
bmps()
gifs()
tiffs()
others()
own()
print("name,format,height,width,channels,bits,sha256,warning,file")
for row in rows:
    assert all("," not in str(field) for field in row), row[0]
    print(",".join(str(field) for field in row))
