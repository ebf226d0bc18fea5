import io
import struct
import subprocess
import sys
import zlib

import numpy as np
import pytest
import tifffile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageOps

from core.image import (
    SAMPLES,
    check_image,
    pixel_hash,
    read_image,
    sample,
    to_pillow,
)
from core.sentence import InputError
from core.settings import settings

RANDOM = np.random.default_rng(7)
RGB = Pillow.fromarray(RANDOM.integers(0, 256, (7, 9, 3), dtype=np.uint8))
RGBA = Pillow.fromarray(RANDOM.integers(0, 256, (7, 9, 4), dtype=np.uint8))
DEEP = {n: RANDOM.integers(0, 65536, (7, 9, n), dtype=np.uint16) for n in (1, 3, 4)}


def encode(picture, form, **options):
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def values(picture):
    return np.asarray(picture, np.float32) / np.float32(255)


def over_white(rgba):
    return rgba[..., :-1] * rgba[..., -1:] + 1 - rgba[..., -1:]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth, colour, pixels):
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in chunks)


def deep_png(pixels):
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in pixels)
    colour = {1: 0, 2: 4, 3: 2, 4: 6}[pixels.shape[2]]
    return png(pixels.shape[1], pixels.shape[0], 16, colour, rows)


def deep_tiff(pixels, **options):
    buffer = io.BytesIO()
    extra = {"extrasamples": ["unassalpha"]} if pixels.shape[2] == 4 else {}
    tifffile.imwrite(buffer, pixels, photometric="rgb", **extra, **options)
    return buffer.getvalue()


def with_size(data, place, form, width, height):
    return data[:place] + struct.pack(form, width, height) + data[place + struct.calcsize(form) :]


BOMBS = {  # a few bytes that claim 30000 × 30000 pixels
    "png": png(30000, 30000, 8, 2, bytes(20_000_000)),
    "bmp": with_size(encode(RGB, "BMP"), 18, "<ii", 30000, 30000),
    "gif": with_size(encode(RGB, "GIF"), 6, "<HH", 30000, 30000),
    "tiff": encode(Pillow.new("1", (30000, 1)), "TIFF").replace(
        struct.pack("<HHIH", 257, 4, 1, 1), struct.pack("<HHIH", 257, 4, 1, 30000)
    ),
    "webp": with_size(
        encode(RGBA, "WEBP", lossless=True), 21, "<HH", 0xFFFF, 0x1FFF
    ),  # its most, 16384
}


def refusal(data):
    with pytest.raises(InputError) as caught:
        read_image(data)
    sentence = str(caught.value)
    assert sentence.endswith(".") and "\n" not in sentence
    return sentence


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_lossless_formats_keep_every_value(form, mode):
    picture = RGB.convert(mode)
    opened = read_image(encode(picture, form))
    np.testing.assert_array_equal(opened.image.squeeze(), values(picture))
    assert opened.notes == ()


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_lossy_formats_keep_a_flat_colour(form):
    opened = read_image(encode(Pillow.new("RGB", (16, 16), (200, 120, 40)), form, quality=100))
    np.testing.assert_allclose(opened.image[8, 8] * 255, [200, 120, 40], atol=3)


@pytest.mark.parametrize("form", ["PNG", "GIF", "TIFF", "BMP"])
def test_a_palette_is_looked_up(form):
    palette = RGB.quantize(16)
    opened = read_image(encode(palette, form))
    np.testing.assert_array_equal(opened.image, values(palette.convert("RGB")))


def test_black_and_white_stay_themselves():
    picture = RGB.convert("1")
    opened = read_image(encode(picture, "PNG"))
    np.testing.assert_array_equal(opened.image[..., 0], np.asarray(picture))


@pytest.mark.parametrize("form", ["PNG", "TIFF", "WEBP"])
def test_transparency_is_laid_over_white_and_said_so(form):
    options = {"lossless": True, "exact": True} if form == "WEBP" else {}
    opened = read_image(encode(RGBA, form, **options))
    np.testing.assert_allclose(opened.image, over_white(values(RGBA)), atol=1e-6)
    assert [str(note) for note in opened.notes] == ["Transparent parts are shown over white."]


def test_grey_with_transparency_stays_grey():
    picture = RGBA.convert("LA")
    opened = read_image(encode(picture, "PNG"))
    np.testing.assert_allclose(opened.image, over_white(values(picture)), atol=1e-6)


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_a_transparent_palette_entry_shows_white(form):
    palette = Pillow.fromarray(np.uint8([[0, 1]]), "L").convert("P")
    palette.putpalette([255, 0, 0, 0, 0, 255])
    opened = read_image(encode(palette, form, transparency=1))
    np.testing.assert_array_equal(opened.image, [[[1, 0, 0], [1, 1, 1]]])


def test_a_transparent_colour_of_a_png_shows_white():
    picture = Pillow.fromarray(np.uint8([[[1, 2, 3], [51, 102, 153]]]))
    opened = read_image(encode(picture, "PNG", transparency=(1, 2, 3)))
    np.testing.assert_allclose(opened.image, [[[1, 1, 1], [0.2, 0.4, 0.6]]])


def test_a_cmyk_jpeg_becomes_rgb():
    cyan = Pillow.new("CMYK", (16, 16), (255, 0, 0, 0))
    opened = read_image(encode(cyan, "JPEG", quality=100))
    np.testing.assert_allclose(opened.image[8, 8], [0, 1, 1], atol=0.02)


def test_an_animation_gives_its_first_frame_and_says_so():
    frames = [Pillow.new("RGB", (4, 4), colour) for colour in ("red", "green", "blue")]
    opened = read_image(encode(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    np.testing.assert_array_equal(opened.image[0, 0], [1, 0, 0])
    assert [str(note) for note in opened.notes] == ["First of 3 frames."]


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize(
    "write",
    [
        deep_png,
        deep_tiff,
        lambda pixels: deep_tiff(pixels, compression="zlib", predictor=True),
        lambda pixels: deep_tiff(pixels, byteorder=">"),
    ],
)
def test_16_bit_colour_keeps_its_precision(write, channels):
    exact = DEEP[channels] / 65535
    expected = exact if channels == 3 else over_white(exact)
    opened = read_image(write(DEEP[channels]))
    np.testing.assert_allclose(opened.image, expected, atol=2e-7)
    assert len(opened.notes) == channels - 3


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_16_bit_grey_keeps_its_precision(form):
    opened = read_image(encode(Pillow.fromarray(DEEP[1][..., 0]), form))
    np.testing.assert_array_equal(opened.image, DEEP[1].astype(np.float32) / np.float32(65535))


def test_16_bit_grey_with_transparency_keeps_its_precision():
    pixels = DEEP[4][..., :2]
    opened = read_image(deep_png(pixels))
    np.testing.assert_allclose(opened.image, over_white(pixels / 65535), atol=2e-7)


def test_floating_point_grey_is_taken_as_it_is():
    pixels = RANDOM.random((7, 9), np.float32)
    opened = read_image(encode(Pillow.fromarray(pixels), "TIFF"))
    np.testing.assert_array_equal(opened.image[..., 0], pixels)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_exif_orientation_is_applied(form, orientation):
    exif = Pillow.Exif()
    exif[274] = orientation
    opened = read_image(encode(RGB, form, exif=exif))
    tagged = RGB.copy()
    tagged.getexif()[274] = orientation
    np.testing.assert_array_equal(opened.image, values(ImageOps.exif_transpose(tagged)))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied_to_16_bit_colour(orientation):
    tag = (274, "H", 1, orientation, True)
    deep = read_image(deep_tiff(DEEP[3], extratags=[tag])).image
    shallow = read_image(deep_tiff(np.uint8(DEEP[3] >> 8), extratags=[tag])).image
    np.testing.assert_allclose(deep, shallow, atol=1 / 255)


def test_a_picture_of_any_one_pixel_opens():
    assert read_image(encode(Pillow.new("L", (1, 1), 255), "PNG")).image.tolist() == [[[1.0]]]


def test_a_side_over_the_limit_is_refused():
    assert "4097 × 2 pixels" in refusal(encode(Pillow.new("L", (4097, 2)), "PNG"))


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "large.png"
    with path.open("wb") as file:
        file.truncate(settings.max_megabytes * 2**20 + 1)  # a hole: it takes no room
    assert refusal(path).startswith("The file has 20.0 MB; at most 20 MB")


@pytest.mark.parametrize("data", [b"", b"hello", bytes(100), b"\x89PNG\r\n\x1a\n", b"GIF89a"])
def test_what_is_no_picture_is_refused(data):
    refusal(data)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF"])
def test_a_cut_off_file_is_refused(form):
    large = RGB.resize((90, 70))
    data = encode(large, form)
    assert refusal(data[: len(data) // 2])


@pytest.mark.parametrize("write", [deep_png, deep_tiff])
def test_a_cut_off_16_bit_file_is_refused(write):
    data = write(np.tile(DEEP[3], (10, 10, 1)))
    assert refusal(data[: len(data) // 2])


@pytest.mark.parametrize("value", [np.nan, np.inf, 300.0])
def test_a_floating_point_picture_must_hold_intensities(value):
    refusal(encode(Pillow.fromarray(np.full((3, 3), value, np.float32)), "TIFF"))


@pytest.mark.parametrize("value", [-1, 70000])
def test_a_picture_of_large_whole_numbers_must_hold_intensities(value):
    refusal(encode(Pillow.fromarray(np.full((3, 3), value, np.int32)), "TIFF"))


@pytest.mark.parametrize("form", BOMBS)
def test_a_decompression_bomb_is_refused(form):
    assert "at most 4096 × 4096 are allowed" in refusal(BOMBS[form])


MEMORY = """
import io, sys
sys.path.insert(0, ".")
from core.image import InputError, read_image
for size in sys.argv[1:]:
    try:
        read_image(sys.stdin.buffer.read(int(size)))
        sys.exit("a bomb was let in")
    except InputError:
        pass
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(status["VmHWM"].split()[0])
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's /proc")
def test_refusing_takes_less_than_a_gigabyte():
    text = b"Recipe\0\x01\0\0\0" + zlib.compress(bytes(200_000_000), 9)
    data = encode(RGB, "PNG")
    inflated = data[:33] + chunk(b"iTXt", text) + data[33:]
    cut_off = [png(4096, 4096, depth, 6, bytes(20_000_000)) for depth in (8, 16)]
    bombs = [*BOMBS.values(), inflated, *cut_off]
    sizes = [str(len(bomb)) for bomb in bombs]
    command = [sys.executable, "-c", MEMORY, *sizes]
    done = subprocess.run(command, input=b"".join(bombs), capture_output=True, check=True)
    assert int(done.stdout) < 1_000_000  # in units of 1024 bytes


VALID = [
    encode(RGB, "PNG"),
    encode(RGB, "JPEG"),
    encode(RGBA, "WEBP"),
    encode(RGB, "TIFF", compression="tiff_lzw"),
    encode(RGB, "BMP"),
    encode(RGB, "GIF"),
    deep_png(DEEP[4]),
    deep_tiff(DEEP[3]),
]


@given(st.sampled_from(VALID), st.data())
def test_a_damaged_file_gives_a_picture_or_a_sentence(data, draw):
    damaged = bytearray(data[: draw.draw(st.integers(1, len(data)))])
    places = st.integers(0, len(damaged) - 1)
    for place in draw.draw(st.lists(places, max_size=5)):
        damaged[place] = draw.draw(st.integers(0, 255))
    try:
        check_image(read_image(bytes(damaged)).image)
    except InputError as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_a_small_picture(name):
    image = check_image(sample(name))
    assert 200 <= max(image.shape) <= 512
    assert image.min() >= 0 and image.max() <= 1


def test_the_way_out_clips_and_rounds():
    image = np.float32([[[-0.5], [0.5 / 255 + 1e-4], [0.4 / 255], [1.5]]])
    assert np.asarray(to_pillow(image)).tolist() == [[0, 1, 0, 255]]


def test_the_hash_knows_values_and_shape_but_not_memory_layout():
    image = RANDOM.random((4, 6, 3), np.float32)
    assert pixel_hash(image) == pixel_hash(np.asfortranarray(image))
    assert pixel_hash(image) != pixel_hash(image.reshape(6, 4, 3))
    assert pixel_hash(image) != pixel_hash(np.nextafter(image, np.float32(2)))


@pytest.mark.parametrize(
    "wrong",
    [
        "camera",
        np.zeros((4, 4), np.float32),
        np.zeros((4, 4, 2), np.float32),
        np.zeros((4, 4, 3), np.float64),
        np.zeros((0, 4, 3), np.float32),
        np.full((4, 4, 3), np.nan, np.float32),
    ],
)
def test_only_pictures_pass(wrong):
    with pytest.raises(InputError):
        check_image(wrong)
