"""Pictures are drawn again from their pixels, so that nothing else that a file carried is kept.

A camera writes where and when a photo was taken into the file; others write programs behind it.
"""

import io

from PIL import Image, ImageOps

# As `Image.open` calls the kinds of picture that we take.
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
MOST_PIXELS = 40_000_000
# Enough to read a page of small print that was photographed.
LONGEST_SIDE = 4_000
QUALITY = 85


class NoPictureError(Exception):
    """This can't be read as a picture of the kind that it says."""


class TooManyPixelsError(Exception):
    """The picture has more pixels than we take into memory."""


def drawn(content: bytes, kind: str, *, square: int = 0) -> bytes:
    """The picture, drawn again: upright, of a size that can be looked at, without what it carried.

    Args:
        content: the file as it came.
        kind: one of FORMATS.
        square: where given, what comes out is a square JPEG of at most so many pixels a side.

    Raises:
        NoPictureError: it is damaged, or of another kind.
        TooManyPixelsError: it has more than MOST_PIXELS.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooManyPixelsError
            longest = 2 * square if square else LONGEST_SIDE
            image.thumbnail((longest, longest))
            upright = ImageOps.exif_transpose(image)
            if square:
                side = min(square, *upright.size)
                upright = ImageOps.fit(upright.convert("RGB"), (side, side))
            return _bare(upright, "JPEG" if square else FORMATS[kind])
    except TooManyPixelsError:
        raise
    # Pillow's readers have errors of their own for each way in which a picture can be broken.
    except Exception as error:
        raise NoPictureError(str(error)) from error


def _bare(image: Image.Image, picture_format: str) -> bytes:
    """The pixels alone, as a file."""
    see_through = picture_format != "JPEG" and image.has_transparency_data
    pixels = image.convert("RGBA" if see_through else "RGB")
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    file = io.BytesIO()
    bare.save(file, picture_format, quality=QUALITY)
    return file.getvalue()
