"""The rules of what each role may do: publish, restore and remove snapshots, remember decisions, open pages."""

from collections.abc import Collection

from data.registry.rows import areas
from data.rights import audit
from data.rights.present import current_user, granted
from data.rights.users import RefusedError, Role, User

_KEEPERS = {Role.CITY_EDITOR, Role.ADMINISTRATOR}


def may_publish(user: User, place: str, touched: Collection[str]) -> bool:
    """Return whether a user may publish rows of these areas of a place; a county editor may publish only their own county's rows."""
    grant = granted(user)
    if grant is None or not grant.sees(place):
        return False
    if grant.role is Role.COUNTY_EDITOR:
        return bool(touched) and set(touched) == {grant.area}
    return grant.role in _KEEPERS


def may_keep(user: User, place: str) -> bool:
    """Return whether a user may restore and remove snapshots of a place."""
    grant = granted(user)
    return grant is not None and grant.sees(place) and grant.role in _KEEPERS


def require_publish(place: str, touched: Collection[str]) -> None:
    """Raise `RefusedError` unless the current user may publish rows of these areas of a place."""
    if not may_publish(current_user(), place, touched):
        raise _refused("发布", "publish", place, "publish")


def require_place(place: str) -> None:
    """Raise `RefusedError` unless the current user may see something of a place."""
    grant = granted()
    if grant is None or not grant.sees(place):
        raise _refused("查看", "see", place, "see")


def require_keep(place: str) -> None:
    """Raise `RefusedError` unless the current user may restore and remove snapshots of a place."""
    if not may_keep(current_user(), place):
        raise _refused("恢复或移除", "restore or remove", place, "keep")


def may_act_as(roles: Collection[Role]) -> bool:
    """Return whether the current user holds one of these roles."""
    grant = granted()
    return grant is not None and grant.role in roles


def may_remember(place: str, *counties: str) -> bool:
    """Return whether the current user may save decisions on how sheets of these counties are read.

    Without counties, or with an empty one, the decision holds for the whole place.
    """
    return may_publish(current_user(), place, {county for county in counties if county})


def require_remember(place: str, *counties: str) -> None:
    """Raise `RefusedError` unless the current user may save such decisions (see `may_remember`)."""
    if not may_remember(place, *counties):
        raise _refused("记住或撤销", "remember or take back", place, "remember")


def require_role(roles: Collection[Role]) -> None:
    """Raise `RefusedError` unless the current user holds one of the roles that may open a page."""
    if not may_act_as(roles):
        raise RefusedError("你的账号不能打开这一页。", "Your account may not open this page.")


def _refused(zh: str, en: str, place: str, act: str) -> RefusedError:
    name = areas().get(place, {"name_zh": place, "name_en": place})
    error = RefusedError(
        f"你的账号不能{zh}{name['name_zh']}的这些数据；请联系{name['name_zh']}的市级编辑或管理员。",
        f"Your account may not {en} these data of {name['name_en']}; ask its city editor or an administrator.",
        place,
    )
    audit.note("refused", place=place, what=act)
    error.noted = True
    return error
