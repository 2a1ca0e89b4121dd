"""Run every page of the project in the working folder in both languages; print what each showed and what went wrong."""

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

PROGRAMME = "sixth-2023"


def main() -> None:
    found = {}
    for script in sorted(str(path) for path in Path("pages").glob("*/[!_]*.py")):
        for language in ("zh_CN", "en"):
            at = AppTest.from_file(str(Path("app.py").resolve()), default_timeout=60)
            at.query_params["lang"], at.query_params["programme"] = language, PROGRAMME
            at.switch_page(script).run()
            said = [str(element.proto) for element in (*at.main, *at.sidebar) if element.proto is not None]
            troubles = [str(trouble.value) for trouble in (*at.exception, *at.error)]
            found[f"{script} {language}"] = {
                "titles": [title.value for title in at.title],
                "troubles": troubles,
                "words": "\n".join(said).encode("latin-1", "backslashreplace").decode("unicode_escape", "replace"),
            }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
