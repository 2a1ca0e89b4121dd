"""Who writes below the data folder: every function that changes the disk, followed up to where a right was asked and an event logged."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

# What writes and is no data: each with why it needs neither right nor event.
EXEMPT = {
    "data.files.locking:_taken": "lock files, empty",
    "data.files.locking:held": "lock files, empty",
    "data.files.locking:locked": "opens the head of the log, which is the log's own",
    "data.rights.audit:write": "the folder of the log itself",
    "data.rights.chain:_put": "the log itself",
    "data.rights.chain:_write": "the log itself",
    "data.intake.uploads:Uploads.keep": "the private temporary folder of a session",
    "data.intake.uploads:Uploads._written": "the private temporary folder of a session",
    "data.intake.uploads:_sweep": "the private temporary folders of sessions that ended",
    "data.intake.uploads:Uploads.new_folder": "the private temporary folder of a session",
    "data.intake.reading_process.stored:_write_json": "the private temporary folder of a session",
    "data.rights.sign_ins:end": "one's own sign-ins, ended; the event is the page's",
    "data.rights.sign_ins:note_once": "marks of what is logged already",
    "data.rights.sign_ins:_sweep": "marks of sign-ins that are over",
    "data.rights.migrate:migrate": "a proposal beside the register, for the shell's user to look at",
    **dict.fromkeys(
        (
            *(
                "views.server.uploads:Uploads.keep",
                "views.server.uploads:Uploads.folder_of",
                "views.server.file_gate:_sent",
            ),
            *("views.server.uploads:Uploads.remove_file", "views.server.uploads:Uploads._emptied"),
            *("views.server.uploads:_sweep", "views.server.uploads:_removed", "views.server.file_gate:_received"),
            *("views.server.file_gate:_written", "views.server.upload_box:open_box"),
        ),
        "files that were sent, in a private temporary folder, behind the question whether one may open intake",
    ),
    "data.intake.formats.archive:Archive.stream": "opens a part of a zip file to read it",
    "views.exports.files:parquet": "writes into memory",
    "queries.engine.stored_model:_make": "the computed model, made anew from the snapshots whenever it lacks",
    "queries.engine.stored_model:_remove": "the computed model, made anew from the snapshots whenever it lacks",
    "queries.engine.build:build": "the computed model, made anew from the snapshots whenever it lacks",
    "queries.engine.build:remove_abandoned": "the computed model, made anew from the snapshots whenever it lacks",
    "pages.report.__main__:_report": "the file that the shell's user names",
}
OF_OTHERS = {"data.store.staging:_put_away"}  # logs what killed writers left, not what its callers do
_METHODS = {
    *("write_text", "write_bytes", "mkdir", "unlink", "rmdir", "touch", "symlink_to", "hardlink_to", "chmod"),
    *("write_table", "write_to_dataset", "to_parquet", "extractall"),
}
_OS = {
    *(
        "write",
        "rename",
        "replace",
        "renames",
        "remove",
        "unlink",
        "mkdir",
        "makedirs",
        "rmdir",
        "removedirs",
        "truncate",
    ),
    *("ftruncate", "link", "symlink", "chmod", "pwrite", "utime"),
}
_SHUTIL = {"copy", "copy2", "copyfile", "copyfileobj", "copytree", "move", "rmtree", "unpack_archive"}
_READS = {"r", "rb", "rt"}


@dataclass
class Function:
    """A function or method of the product: what it refers to, and whether it writes, asks for a right, logs.

    `methods` are the attributes it names, of whatever: a method of that name may be meant.
    """

    key: str
    refers: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)
    writes: bool = False
    asks: bool = False
    logs: bool = False


def functions(sources: Mapping[str, str]) -> dict[str, Function]:
    """Return the functions of modules (source by dotted name); what is nested belongs to what it is nested in."""
    return {key: one for item in sources.items() for key, one in _functions_of(*item).items()}


@cache
def _functions_of(module: str, source: str) -> dict[str, Function]:
    tree = ast.parse(source)
    names = _imported(tree) | {key.split(":")[1]: key for key, _ in _defined(module, tree)}
    found, inside = {}, set()
    for key, node in _defined(module, tree):
        found[key] = _look(Function(key), node, names)
        inside.add(node)
    rest = [node for node in tree.body if node not in inside and not isinstance(node, ast.ClassDef)]
    top = f"{module}:<module>"
    return found | {top: _look(Function(top), ast.Module(rest, []), names)}


def _defined(module: str, tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{module}:{node.name}", node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield f"{module}:{node.name}.{inner.name}", inner


def _imported(tree: ast.Module) -> dict[str, str]:
    """Return what names mean that a module imports, anywhere in it: a module, or a function of one."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name: f"{node.module}:{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: f"{alias.name}:" for alias in node.names}
    return found


def _look(function: Function, node: ast.AST, names: Mapping[str, str]) -> Function:
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id in names:
            function.refers.add(names[part.id])
            function.asks |= part.id.startswith("require_")
        elif isinstance(part, ast.Attribute):
            function.methods.add(part.attr)
            value = names.get(part.value.id, "") if isinstance(part.value, ast.Name) else ""
            function.refers.add(f"{value.replace(':', '.').rstrip('.')}:{part.attr}")
            function.asks |= part.attr.startswith("require_")
            function.logs |= value == "data.rights:audit" and part.attr == "write"
        if isinstance(part, ast.Call):
            function.writes |= _writes(part, names)
    return function


def _writes(call: ast.Call, names: Mapping[str, str]) -> bool:
    """Tell whether a call changes the disk; an `open` whose way is not written out may."""
    if isinstance(call.func, ast.Name):
        meant = names.get(call.func.id, "")
        if call.func.id == "open" and not meant:
            return _opens_to_write(call, 1)
        module, _, name = meant.partition(":")
        return (module == "os" and name in _OS) or (module == "shutil" and name in _SHUTIL)
    if not isinstance(call.func, ast.Attribute):
        return False
    name, of = call.func.attr, call.func.value
    module = names.get(of.id, "").rstrip(":") if isinstance(of, ast.Name) else ""
    if module == "os":
        flags = {part.attr for part in ast.walk(call) if isinstance(part, ast.Attribute)}
        return name in _OS or (name == "open" and "O_RDONLY" not in flags)
    if module == "shutil":
        return name in _SHUTIL
    if name in ("rename", "replace"):  # of a path: one new name; of a text or a frame they take other arguments
        return len(call.args) == 1 and not call.keywords
    return name in _METHODS or (name == "open" and _opens_to_write(call, 0))


def _opens_to_write(call: ast.Call, position: int) -> bool:
    given = [one.value for one in call.keywords if one.arg == "mode"] or call.args[position : position + 1]
    if not given:
        return False
    return not (isinstance(given[0], ast.Constant) and given[0].value in _READS)


def entries(sources: Mapping[str, str], exempt: Mapping[str, str] = EXEMPT) -> tuple[set[str], set[str]]:
    """Return the functions by which one comes to write, and those that one can come through without right or event.

    From each function that writes it goes up to whoever refers to it, until one (with all it refers to) has asked for a
    right and logged. One that nobody refers to, and that has not, is at fault.
    """
    found = functions(sources)
    callers, methods = defaultdict(set), defaultdict(set)
    for key in found:
        methods[key.split(".")[-1]] |= {key} if "." in key.split(":")[1] else set()
    for one in found.values():
        for key in one.refers:
            callers[key].add(one.key)
    asking = _upward({one.key for one in found.values() if one.asks}, callers)
    logging = _upward({one.key for one in found.values() if one.logs} - OF_OTHERS, callers)
    for one in found.values():  # who may be calling a method: for whoever must ask, not for whoever has
        for key in {key for name in one.methods for key in methods.get(name, ())}:
            callers[key].add(one.key)
    sound, faulty, seen = set(), set(), set()
    open_ = [one.key for one in found.values() if one.writes and one.key not in exempt]
    while open_:
        key = open_.pop()
        if key in seen or key in exempt:
            continue
        seen.add(key)
        if key in asking and key in logging:
            sound.add(key)
        elif above := callers[key] - {key}:
            open_ += above
        else:
            faulty.add(key)
    return sound, faulty


def _upward(known: set[str], callers: Mapping[str, set[str]]) -> set[str]:
    """Return functions and all that refer to them, however far up."""
    found, open_ = set(known), list(known)
    while open_:
        above = callers.get(open_.pop(), set()) - found
        found |= above
        open_ += above
    return found
