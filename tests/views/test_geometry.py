"""The map's frame: bounds, zoom that holds them, a scale bar of true length."""

import math

import pytest

import queries
from data.registry.rows import places
from views.maps.geometry import Bounds, bounds, centre, polygons, scale_bar, zoom

PLACES = [row["area_code"] for row in places()]
WIDTH, HEIGHT = 760, 540
RADIUS_KM = 6371.0088


def apart(one: list[float], other: list[float]) -> float:
    """Return the great-circle distance in km: the spherical law of cosines, unlike the haversine of queries."""
    lon, lat, lon2, lat2 = map(math.radians, [*one, *other])
    inside = math.sin(lat) * math.sin(lat2) + math.cos(lat) * math.cos(lat2) * math.cos(lon2 - lon)
    return RADIUS_KM * math.acos(min(1.0, inside))


def pixels(frame: Bounds, level: float) -> tuple[float, float]:
    """Return how wide and high the bounds are on a Web Mercator canvas of 512-pixel tiles."""
    world = 512 * 2**level

    def down(lat: float) -> float:
        return math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)

    return (frame.east - frame.west) / 360 * world, (down(frame.north) - down(frame.south)) * world


@pytest.mark.parametrize("place", PLACES)
def test_the_bounds_hold_every_point_and_touch_four(place):
    outlines = queries.outlines(place)
    frame = bounds(outlines)
    points = [point for _, rings in polygons(outlines) for ring in rings for point in ring]
    assert len(points) > 50
    assert all(frame.west <= lon <= frame.east and frame.south <= lat <= frame.north for lon, lat in points)
    assert {frame.west, frame.east} <= {lon for lon, _ in points}
    assert {frame.south, frame.north} <= {lat for _, lat in points}


def test_one_county_has_its_own_bounds_and_an_unknown_code_raises():
    outlines = queries.outlines("211400")
    whole, one = bounds(outlines), bounds(outlines, "211481")
    assert whole.west <= one.west < one.east <= whole.east and one != whole
    assert whole.west < centre(one)[0] < whole.east and whole.south < centre(one)[1] < whole.north
    with pytest.raises(ValueError, match="empty"):
        bounds(outlines, "999999")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("width", "height"), [(WIDTH, HEIGHT), (300, 900), (1200, 300)])
def test_the_zoom_shows_all_of_the_bounds_and_wastes_little(place, width, height):
    frame = bounds(queries.outlines(place))
    wide, tall = pixels(frame, zoom(frame, width, height))
    assert wide <= width and tall <= height
    assert max(wide / width, tall / height) > 0.9


@pytest.mark.parametrize("place", PLACES)
def test_the_scale_bar_is_as_long_as_it_says(place):
    frame = bounds(queries.outlines(place))
    west, east, km = scale_bar(frame)
    assert apart(west, east) == pytest.approx(km, rel=0.01)
    assert frame.west <= west[0] < east[0] < centre(frame)[0], "it lies in the left half"
    assert west[1] == east[1]


def test_the_scale_bar_is_true_from_the_tropics_to_the_north():
    for south in (18.0, 30.0, 52.0):
        west, east, km = scale_bar(Bounds(100.0, south, 102.0, south + 1.5))
        assert apart(west, east) == pytest.approx(km, rel=0.01)
        assert str(km).strip("0") in ("1", "2", "5")


def test_polygons_are_taken_apart_with_their_properties():
    square = [[[0, 0], [1, 0], [1, 1], [0, 0]]]
    feature = {"properties": {"adcode": "1"}, "geometry": {"coordinates": [square, square]}}
    assert polygons({"features": [feature]}) == [({"adcode": "1"}, square)] * 2


def test_the_middle_of_a_country_has_as_much_of_it_drawn_above_as_below():
    country = Bounds(73.5, 3.8, 135.1, 53.6)
    lon, lat = centre(country)
    above = pixels(Bounds(73.5, lat, 135.1, country.north), 3)[1]
    below = pixels(Bounds(73.5, country.south, 135.1, lat), 3)[1]
    assert above == pytest.approx(below) and lon == pytest.approx(104.3)
    assert lat > (country.south + country.north) / 2 + 1
