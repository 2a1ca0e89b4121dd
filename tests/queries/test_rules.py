"""The mark of the rules follows what is computed, not how it is worded."""

from queries.sql_files import SQL, computed


def test_a_docstring_a_comment_and_layout_change_no_mark():
    code = (SQL / "figures.py").read_text(encoding="utf-8")
    said = code.replace('"""', '"""Said otherwise: ', 1).replace("\n\n\n", "\n\n\n\n", 1) + "\n# a remark\n"
    assert said != code
    assert computed(said) == computed(code)


def test_another_number_changes_the_mark():
    assert computed('def half(x):\n    """Half."""\n    return x / 2\n') != computed("def half(x):\n    return x / 3\n")
