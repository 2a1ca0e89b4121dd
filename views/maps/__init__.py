"""Draw the map without tiles: schools and pairings on shaded areas, or flows between areas if schools are too many."""

from views.maps.classes import Classes, classes_of
from views.maps.drawn import Shown, map_figure
from views.maps.ground import Ground, ground
from views.maps.memory import FOLDER, cached_map, served
from views.maps.picture import Look, area_picture, school_picture
from views.maps.tiles import tile_source

HEIGHT = 540
MOST_SCHOOLS = 3000  # most schools in view; if there are more, areas are drawn

__all__ = [
    "FOLDER",
    "HEIGHT",
    "MOST_SCHOOLS",
    "Classes",
    "Ground",
    "Look",
    "Shown",
    "area_picture",
    "cached_map",
    "classes_of",
    "ground",
    "map_figure",
    "school_picture",
    "served",
    "tile_source",
]
