"""How large a data folder is: the three sizes, and what a caller may change about them."""

from dataclasses import asdict, dataclass
from datetime import date

LAST_YEAR = 2025


@dataclass(frozen=True)
class Size:
    """One data folder: a place, the codes its counties begin with, and the numbers of its newest snapshot."""

    name: str
    place: str
    place_zh: str
    place_en: str
    prefix: str
    schools: int
    partnerships: int
    counties: int
    years: int = 8
    seed: int = 4

    @property
    def dates(self) -> list[date]:
        """The snapshot days, oldest first: year ends up to that of `LAST_YEAR`."""
        return [date(year, 12, 31) for year in range(LAST_YEAR + 1 - self.years, LAST_YEAR + 1)]

    @property
    def programme(self) -> str:
        """The id of its one programme."""
        return f"bench-{self.name}"

    @property
    def parameters(self) -> dict[str, object]:
        """Everything the data follow from, for the note beside them."""
        return asdict(self)


SIZES = {
    size.name: size
    for size in (
        Size("city", "211000", "辽阳市", "Liaoyang", "2110", 600, 300, 7),
        Size("province", "450000", "广西壮族自治区", "Guangxi", "45", 20_000, 15_000, 111),
        Size("nation", "100000", "全国", "The whole country", "", 280_000, 250_000, 2_891),
    )
}
# Regions whose outlines belong on the map while their schools are no part of these programmes' statistics.
WITHOUT_SCHOOLS = ("71", "81", "82")
