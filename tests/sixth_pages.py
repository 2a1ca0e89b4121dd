"""Run pages of the project in the working folder in both languages; print what each showed and what went wrong.

All pages, or those whose names are given (`goals`); `key=value` is a choice in their address.
"""

import json
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from pages.registry import PAGES

PROGRAMME = "sixth-2023"


def main() -> None:
    found = {}
    chosen = dict(word.split("=", 1) for word in sys.argv[1:] if "=" in word)
    names = [word for word in sys.argv[1:] if "=" not in word]
    pages = [Path(page.path) for name, page in PAGES.items() if not names or name in names]
    for script in sorted(map(str, pages)):
        for language in ("zh_CN", "en"):
            at = AppTest.from_file(str(Path("app.py").resolve()), default_timeout=60)
            for key, value in (chosen | {"lang": language, "programme": PROGRAMME}).items():
                at.query_params[key] = value
            at.switch_page(script).run()
            said = [str(element.proto) for element in (*at.main, *at.sidebar) if element.proto is not None]
            troubles = [str(trouble.value) for trouble in (*at.exception, *at.error)]
            found[f"{script} {language}"] = {
                "titles": [title.value for title in at.title],
                "troubles": troubles,
                "texts": [one.value for one in (*at.markdown, *at.code)],
                "words": "\n".join(said).encode("latin-1", "backslashreplace").decode("unicode_escape", "replace"),
            }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
