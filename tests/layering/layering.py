"""The layers of the house as rules over a source tree; each rule returns sentences, one for every breach.

A room of core may know only rooms before it in ROOMS, and fewer where ONLY says so; above all rooms stand ui, then app.
"""

import re
import subprocess
from pathlib import Path

ROOMS = ["base", "settings", "meter", "upstream", "store", "fill", "catalog", "xet", "hub", "mirror", "sweep", "preload", "verify", "adopt", "library", "gate", "serve", "control", "relocate", "doctor"]
LAYERS = [*ROOMS, "ui", "app"]
ONLY = {
    "settings": {"base"},
    "meter": {"base"},
    "upstream": {"base"},
    "store": {"base"},
    "fill": {"base", "upstream", "store"},
    "catalog": {"base"},
    "xet": {"base"},
    "hub": {"base", "catalog", "xet"},  # its JSON is read into the catalogue's plain trees
    "sweep": {"base", "store", "catalog"},
    "verify": {"base", "upstream", "store", "fill", "catalog", "sweep"},
    "adopt": {"base", "upstream", "store", "catalog", "mirror", "sweep", "preload", "verify"},
    "relocate": {"base", "store"},
    "doctor": {"base", "settings", "upstream", "store", "control"},
    "gate": {"base", "meter"},
    "serve": {"base", "meter"},
}
CORE_QT = {"Core", "Network"}
WINDOW_QT = ["QtGui", "QtWidgets", "QtCharts", "QtSvg", "QtSvgWidgets", "QtOpenGL", "QtOpenGLWidgets"]
LONGEST = 400

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.MULTILINE)


def may_know(room, other):
    if room == other:
        return True
    if room in ONLY:
        return other in ONLY[room]
    return LAYERS.index(other) < LAYERS.index(room)


def sources(root, *folders):
    for folder in folders:
        yield from sorted(path for path in (root / folder).rglob("*") if path.suffix in (".h", ".cpp"))


def room_of(root, path):
    """The room or layer a file lives in; None outside of them."""
    parts = path.relative_to(root).parts
    if parts[0] == "core":
        return parts[1] if len(parts) > 2 else None
    return parts[0] if parts[0] in ("ui", "app") else None


def resolved(root, path, name):
    for folder in (path.parent, root / "core", root / "ui", root):
        target = folder / name
        if target.is_file():
            return Path(target).resolve()
    return None


def includes(root):
    """Every include of one of our files by another: (file, name as written, file it means)."""
    for path in sources(root, "core", "ui", "app"):
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            target = resolved(root, path, name)
            if target and root in target.parents:
                yield path.resolve(), name, target


def unknown_rooms(root):
    present = {path.name for path in (root / "core").iterdir() if path.is_dir()}
    return [f"core/{name} has no place in the order of rooms" for name in sorted(present - set(ROOMS))]


def upward_includes(root):
    found = []
    for path, name, target in includes(root):
        room, other = room_of(root, path), room_of(root, target)
        if room and other and room in LAYERS and other in LAYERS and not may_know(room, other):
            found.append(f"{path.relative_to(root)} includes {name}: {room} may not know {other}")
    return found


def window_headers_in_core(root, qt_headers):
    found = []
    for path in sources(root, "core"):
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            for module in WINDOW_QT:
                if name.startswith(module + "/") or name == module or (name.startswith("Q") and (qt_headers / module / name).exists()):
                    found.append(f"{path.relative_to(root)} includes <{name}> of {module}: core has no window")
    return found


def upward_links(root):
    """Reads the link lines of the rooms: DEPENDS of mirrorlake_room(), mirrorlake_* and Qt6::* anywhere."""
    found, edges = [], {}
    for room in ROOMS:
        lists = root / "core" / room / "CMakeLists.txt"
        text = re.sub(r"#.*", "", lists.read_text(encoding="utf-8")) if lists.exists() else ""
        named = set(re.findall(r"\bmirrorlake_(\w+)", text)) & set(LAYERS)
        for block in re.findall(r"\bDEPENDS\b([^)]*?)(?:\bLINK\b|\bSOURCES\b|\))", text):
            named |= set(block.split()) & set(LAYERS)
        edges[room] = sorted(named - {room})
        found += [f"core/{room} links {other}: {room} may not know {other}" for other in edges[room] if not may_know(room, other)]
        found += [f"core/{room} links Qt6::{module}: core links Qt Core and Network only"
                  for module in sorted(set(re.findall(r"\bQt6::(\w+)", text)) - CORE_QT)]
    ui = root / "ui" / "CMakeLists.txt"
    if ui.exists() and re.search(r"\bmirrorlake_app\b", re.sub(r"#.*", "", ui.read_text(encoding="utf-8"))):
        found.append("ui links app: ui may not know app")
    return found + circles(edges, "link lines")


def include_circles(root):
    edges = {}
    for path, _, target in includes(root):
        if target != path:
            edges.setdefault(str(path.relative_to(root)), []).append(str(target.relative_to(root)))
    return circles(edges, "includes")


def circles(edges, what):
    found, done, trail = [], set(), []

    def visit(node):
        if node in trail:
            found.append(f"a circle of {what}: {' → '.join([*trail[trail.index(node):], node])}")
            return
        if node in done:
            return
        trail.append(node)
        for other in edges.get(node, []):
            visit(other)
        trail.pop()
        done.add(node)

    for node in sorted(edges):
        visit(node)
    return found


def long_files(root):
    found = []
    for path in [*sources(root, "core", "ui", "app", "tests"), *sorted((root / "tests").rglob("*.py"))]:
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST:
            found.append(f"{path.relative_to(root)} has {lines} lines: past {LONGEST} a file asks to be two")
    return found


def window_libraries(program):
    """Libraries of the window that a program needs, directly or not; for programs that must start without them."""
    listing = subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=True).stdout
    names = re.findall(r"libQt6(\w+)\.so", listing)
    return [f"{Path(program).name} links libQt6{name}: it must start without a window system"
            for name in sorted(set(names) - CORE_QT)]
