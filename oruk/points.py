"""Where a point of the National Grid lies on the earth."""

from functools import cache

from pyproj import Transformer

from places.points import Point

# Five decimals of a degree are about a metre.
DECIMALS = 5


@cache
def _to_the_earth() -> Transformer:
    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


@cache
def on_the_earth(point: Point) -> tuple[float, float]:
    """(latitude, longitude) of a point, WGS 84."""
    longitude, latitude = _to_the_earth().transform(point.easting, point.northing)
    return round(latitude, DECIMALS), round(longitude, DECIMALS)
