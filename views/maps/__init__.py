"""The map: schools and pairings on shaded areas, drawn without tiles; above some thousand schools, areas and flows."""

from views.maps.classes import Classes, classes_of
from views.maps.drawn import Shown, map_figure
from views.maps.ground import Ground, ground
from views.maps.memory import FOLDER, cached_map, served
from views.maps.picture import Look, area_picture, school_picture
from views.maps.tiles import tile_source

HEIGHT = 540
MOST_SCHOOLS = 3000  # in view; above, areas are drawn

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
