"""What each role may do; every rule of publishing and keeping snapshots stands here."""

from collections.abc import Collection

from data.registries import areas
from data.rights.present import granted, here
from data.rights.users import RefusedError, Role, User


def may_publish(user: User, place: str, touched: Collection[str]) -> bool:
    """Tell whether a user may publish rows of these areas of a place; a county editor his own county's alone."""
    grant = granted(user)
    if grant is None or not grant.sees(place):
        return False
    if grant.role is Role.COUNTY_EDITOR:
        return bool(touched) and set(touched) == {grant.area}
    return grant.role in (Role.CITY_EDITOR, Role.ADMINISTRATOR)


def may_keep(user: User, place: str) -> bool:
    """Tell whether a user may restore and remove snapshots of a place."""
    grant = granted(user)
    return grant is not None and grant.sees(place) and grant.role in (Role.CITY_EDITOR, Role.ADMINISTRATOR)


def demand_publish(place: str, touched: Collection[str]) -> None:
    """Raise `RefusedError` unless whoever is at work may publish rows of these areas of a place."""
    if not may_publish(here(), place, touched):
        raise _refused("发布", "publish", place)


def demand_keep(place: str) -> None:
    """Raise `RefusedError` unless whoever is at work may restore and remove snapshots of a place."""
    if not may_keep(here(), place):
        raise _refused("恢复或移除", "restore or remove", place)


def demand_administrator() -> None:
    """Raise `RefusedError` unless an administrator is at work."""
    grant = granted()
    if grant is None or grant.role is not Role.ADMINISTRATOR:
        raise RefusedError("只有管理员可以查看。", "Only an administrator may see this.")


def _refused(zh: str, en: str, place: str) -> RefusedError:
    name = areas().get(place, {"name_zh": place, "name_en": place})
    return RefusedError(
        f"你的账号不能{zh}{name['name_zh']}的这些数据；请联系{name['name_zh']}的市级编辑或管理员。",
        f"Your account may not {en} these data of {name['name_en']}; ask its city editor or an administrator.",
        place,
    )
