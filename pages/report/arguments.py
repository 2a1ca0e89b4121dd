"""The command line of `python -m pages.report`, and the URL of the page that shows the content of its file."""

import argparse
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from data.registry.rows import registry
from views.briefing.files import ENDINGS
from views.shell.scope_options import WHOLE
from views.text.labels import LANGUAGES


def address_of(asked: argparse.Namespace, place: str, seen: str) -> str:
    """Return the URL of the briefing page with the content of the file; relative to the server without `--base-url`.

    `place` is the place's code, `seen` the date as YYYY-MM-DD.
    """
    choices = {
        "lang": asked.lang,
        "place": place,
        "programme": asked.programme,
        "date": seen,
        "area": asked.area or WHOLE,
    }
    chosen = {"goals": ",".join(asked.goals), "areas": ",".join(asked.areas)}
    kept = choices | {key: value for key, value in chosen.items() if value}
    return f"{asked.base_url}briefing?{urlencode(kept)}"


def _base(address: str) -> str:
    return f"{address.rstrip('/')}/"


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    options = argparse.ArgumentParser("python -m pages.report", description="汇报材料 Briefings as files")
    options.add_argument("what", choices=list(ENDINGS))
    options.add_argument("--programme", required=True, choices=[row["programme_id"] for row in registry("programmes")])
    options.add_argument("--as-of", type=date.fromisoformat, help="统计时点 YYYY-MM-DD; 默认最新 newest if left out")
    options.add_argument("--area", help="县区代码 area code; 默认全部 the whole place if left out")
    words = "要比较的县区代码 codes of the areas to compare; 默认全部 all if left out"
    options.add_argument("--areas", nargs="*", default=[], metavar="AREA", help=words)
    options.add_argument("--goals", nargs="*", default=[], metavar="GOAL", help="目标编号 goal codes; 默认全部 all")
    words = "网页地址, 写进文件里的链接 address of the server, for the link in the file; https://…/"
    options.add_argument("--base-url", type=_base, default="", metavar="URL", help=words)
    words = "证据链接里 evidence= 之后的部分: 按当时的数据出文件 what follows evidence= in a link: the data of then"
    options.add_argument("--evidence", default="", metavar="LINK", help=words)
    options.add_argument("--lang", choices=list(LANGUAGES), default="zh_CN")
    options.add_argument("-o", "--output", type=Path, required=True)
    return options
