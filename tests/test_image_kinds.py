"""Pictures of the kinds that other software reads wrongly; right values by closed form."""

import io
import struct

import numpy as np
import pytest
import tifffile
from PIL import Image as Pillow
from PIL import ImageCms

from core.image import read_image
from core.opacity import read_opacity
from core.recipe_text import parse
from core.sentence import InputError
from tests.test_image import DEEP, RGB, chunk, encode, png

RAW = DEEP[3]


def tiff(pixels, **options):
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, pixels, **options)
    return buffer.getvalue()


def notes(opened):
    return [str(note) for note in opened.notes]


@pytest.mark.parametrize("compression", [None, "zlib"])
@pytest.mark.parametrize("more", [{}, {"tile": (16, 16)}, {"bigtiff": True}, {"byteorder": ">"}])
@pytest.mark.parametrize("planar", ["contig", "separate"])
def test_16_bit_colour_is_read_however_it_is_laid_out(compression, more, planar):
    pixels = RAW if planar == "contig" else np.moveaxis(RAW, -1, 0)
    data = tiff(pixels, photometric="rgb", planarconfig=planar, compression=compression, **more)
    np.testing.assert_allclose(read_image(data).image, RAW / 65535, atol=1e-6)


@pytest.mark.parametrize(
    "compression", ["tiff_lzw", "packbits", "tiff_deflate", "tiff_adobe_deflate"]
)
def test_what_the_first_reader_leaves_is_read_with_8_bits_and_said_or_exact(compression):
    eight = Pillow.fromarray((RAW >> 8).astype(np.uint8))
    assert read_image(encode(eight, "TIFF", compression=compression)).notes == ()
    np.testing.assert_array_equal(
        read_image(encode(eight, "TIFF", compression=compression)).image, values(eight)
    )


def values(picture):
    return np.asarray(picture, np.float32) / np.float32(255)


@pytest.mark.parametrize(("kind", "premultiplied"), [("assocalpha", 1), ("unassalpha", 0)])
def test_opacity_of_16_bits_is_laid_over_white_once(kind, premultiplied):
    alpha = np.linspace(0, 1, 63).reshape(7, 9, 1)
    colour = RAW / 65535
    stored = np.concatenate([colour * alpha if premultiplied else colour, alpha], axis=2)
    data = tiff(np.rint(stored * 65535).astype(np.uint16), photometric="rgb", extrasamples=[kind])
    opened = read_image(data)
    np.testing.assert_allclose(opened.image, colour * alpha + 1 - alpha, atol=1e-4)
    np.testing.assert_allclose(opened.opacity, alpha, atol=1e-4)


@pytest.mark.parametrize("compression", [None, "zlib"])
@pytest.mark.parametrize("kind", [np.uint16, np.float32, np.float64, np.uint8])
def test_where_white_is_zero_the_picture_is_no_negative(kind, compression):
    ramp = np.linspace(0, 1, 256).reshape(8, 32)
    stored = ramp if np.dtype(kind).kind == "f" else np.rint(ramp * np.iinfo(kind).max)
    data = tiff(stored.astype(kind), photometric="miniswhite", compression=compression)
    np.testing.assert_allclose(read_image(data).image[..., 0], 1 - ramp, atol=2e-3)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("channels", [1, 3])
def test_floating_point_of_any_width_is_taken_as_it_is(kind, channels):
    pixels = np.random.default_rng(1).random((7, 9, channels)).astype(kind)
    data = tiff(pixels, photometric="rgb" if channels == 3 else "minisblack")
    np.testing.assert_allclose(read_image(data).image, pixels.astype(np.float32), atol=1e-6)


def test_a_picture_of_bits_is_black_and_white():
    bits = np.random.default_rng(2).random((7, 9)) < 0.5
    for meaning, expected in (("minisblack", bits), ("miniswhite", ~bits)):
        np.testing.assert_array_equal(
            read_image(tiff(bits, photometric=meaning)).image[..., 0], expected
        )


@pytest.mark.parametrize("kind", [np.int8, np.int16])
def test_signed_numbers_are_refused_by_name(kind):
    with pytest.raises(InputError, match="signed"):
        read_image(tiff(np.zeros((4, 4), kind)))


def test_further_pages_are_told_of():
    opened = read_image(tiff(np.stack([RAW, RAW]), photometric="rgb"))
    assert notes(opened) == ["First of 2 frames."]


def packed(levels, depth):
    """Pack one row of a PNG whose pixels are smaller than a byte."""
    bits = "".join(f"{level:0{depth}b}" for level in levels)
    bits += "0" * (-len(bits) % 8)
    return b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")


def with_chunk(data, kind, content):
    return data[:33] + chunk(kind, content) + data[33:]  # behind the header


@pytest.mark.parametrize("depth", [1, 2, 4, 8, 16])
def test_a_transparent_grey_of_any_depth_shows_white(depth):
    most = 2**depth - 1
    levels = [0, most // 2, most]
    data = png(3, 1, depth, 0, packed(levels, depth))
    data = with_chunk(data, b"tRNS", struct.pack(">H", levels[1]))
    expected = [1 if level == levels[1] else level / most for level in levels]
    opened = read_image(data)
    np.testing.assert_allclose(opened.image[0, :, 0], expected, atol=1e-6)
    np.testing.assert_array_equal(opened.opacity[0, :, 0], [level != levels[1] for level in levels])
    assert notes(opened) == ["Transparent parts are shown over white."]


def test_one_of_two_near_16_bit_colours_is_transparent():
    row = np.array([[1000, 2000, 3000], [1001, 2000, 3000]], ">u2")
    data = with_chunk(png(2, 1, 16, 2, b"\0" + row.tobytes()), b"tRNS", row[0].tobytes())
    np.testing.assert_allclose(read_image(data).image[0], [[1, 1, 1], row[1] / 65535], atol=1e-6)


def test_an_enlarged_picture_keeps_the_transparent_grey_of_16_bits():
    row = b"\0" + np.array([100, 101], ">u2").tobytes()
    data = with_chunk(png(2, 1, 16, 0, row), b"tRNS", struct.pack(">H", 100))
    recipe = parse('sample("camera") | superresolution.bicubic(scale=2)')
    opacity = read_opacity(data, recipe)
    assert opacity.shape == (2, 4, 1) and opacity[0, 0, 0] < 0.5 < opacity[0, -1, 0]


def test_many_scans_are_refused_before_they_are_read():
    data = encode(RGB, "JPEG", progressive=True)
    scan = data.index(b"\xff\xda")
    with pytest.raises(InputError, match="scans"):
        read_image(data[:-2] + data[scan:-2] * 100 + data[-2:])
    assert read_image(data).notes == ()


def swapped_profile():
    """Return the profile of sRGB with the columns of red and blue exchanged."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[data.index(b"rXYZ") : data.index(b"rXYZ") + 4] = b"----"
    data[data.index(b"bXYZ") : data.index(b"bXYZ") + 4] = b"rXYZ"
    data[data.index(b"----") : data.index(b"----") + 4] = b"bXYZ"
    return bytes(data).replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))


@pytest.mark.parametrize("form", ["PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_colour_profile_is_converted_to_srgb(form, mode):
    if form == "WEBP" and mode == "P":
        pytest.skip("WebP has no palettes")
    flat = Pillow.new("RGB", (8, 8), (200, 60, 30))
    flat = flat.quantize(2) if mode == "P" else flat.convert(mode)
    options = {"lossless": True} if form == "WEBP" else {}
    opened = read_image(encode(flat, form, icc_profile=swapped_profile(), **options))
    np.testing.assert_allclose(opened.image[0, 0] * 255, (30, 60, 200), atol=8)
    assert "Its colour profile was converted to sRGB." in notes(opened)


def test_linear_light_of_a_png_is_encoded_as_srgb():
    data = png(4, 1, 8, 0, bytes([0, 0, 55, 128, 255]))
    opened = read_image(with_chunk(data, b"gAMA", struct.pack(">I", 100000)))
    np.testing.assert_array_equal(np.rint(opened.image[0, :, 0] * 255), [0, 128, 188, 255])
    usual = read_image(with_chunk(data, b"gAMA", struct.pack(">I", 45455)))
    assert usual.notes == () and usual.image[0, 1, 0] == np.float32(55) / np.float32(255)


def test_another_coding_of_colours_is_said():
    data = png(1, 1, 8, 2, bytes(4))
    assert notes(read_image(with_chunk(data, b"cICP", bytes([9, 16, 0, 1]))))
    assert not notes(read_image(with_chunk(data, b"cICP", bytes([1, 13, 0, 1]))))


def test_a_photograph_with_helpers_is_one_picture():
    photo, gain = Pillow.new("RGB", (16, 16), (9, 99, 199)), Pillow.new("RGB", (8, 8))
    data = encode(photo, "MPO", save_all=True, append_images=[gain])
    assert read_image(data).image.shape == (16, 16, 3) and not read_image(data).notes
