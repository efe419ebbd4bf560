"""Photos of members: checked by content, made smaller, and stripped of all that travels with them.

A camera writes where and when a photo was taken into the file. What we keep is drawn again from
the pixels, so none of it survives.
"""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from core.refusal import Refusal

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 640
FORMATS = ("JPEG", "PNG", "WEBP")


def clean_photo(upload) -> ContentFile:
    """A square JPEG of at most 640 pixels, drawn from what was uploaded.

    Args:
        upload: an open file with `size` in bytes; its name and claimed type are not trusted.

    Raises:
        Refusal: `too-big`, `too-many-pixels` or `not-a-photo`, of the field `photo`.
    """
    if upload.size > MOST_BYTES:
        raise _refusal(_("Choose a photo of up to 5 MB."), "too-big")
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _refusal(_("Choose a photo with fewer pixels."), "too-many-pixels")
            image.thumbnail((2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except Refusal:
        raise
    # Pillow's readers have errors of their own for each way in which a picture can be broken.
    except Exception as error:
        raise _unreadable() from error
    drawn = ImageOps.fit(upright, (min(SIDE, *upright.size),) * 2)
    file = BytesIO()
    bare = Image.new("RGB", drawn.size)
    bare.paste(drawn)
    bare.save(file, "JPEG", quality=85)
    return ContentFile(file.getvalue(), name="photo.jpg")


def _unreadable() -> Refusal:
    return _refusal(
        _("We can't read this as a photo. Choose a JPEG, PNG or WebP file."), "not-a-photo"
    )


def _refusal(words: str, code: str) -> Refusal:
    return Refusal(words, code=code, field="photo")
