#!/usr/bin/env python3
"""Our tree keeps its layers; and a small tree that breaks each rule once is caught each time.

Environment: MIRRORLAKE_BIN, the folder of the built programs; QT_HEADERS, the folder that has QtGui/ and QtWidgets/.
"""

import os
import tempfile
import unittest
from pathlib import Path

import layering

ROOT = Path(__file__).resolve().parents[2]
QT_HEADERS = Path(os.environ["QT_HEADERS"])
PROGRAMS = Path(os.environ["MIRRORLAKE_BIN"])


class OurTree(unittest.TestCase):
    def assertNoBreach(self, breaches):
        if breaches:
            self.fail("\n" + "\n".join(breaches))

    def test_everyRoomHasItsPlace(self):
        self.assertNoBreach(layering.unknown_rooms(ROOT))

    def test_roomsAreBuiltInTheirOrder(self):
        lines = (ROOT / "core" / "CMakeLists.txt").read_text().splitlines()
        built = [line[len("add_subdirectory("):-1] for line in lines if line.startswith("add_subdirectory(")]
        self.assertEqual(built, [room for room in layering.ROOMS if room in built])

    def test_noIncludePointsUpwards(self):
        self.assertTrue(list(layering.includes(ROOT)))
        self.assertNoBreach(layering.upward_includes(ROOT))

    def test_noLinkLinePointsUpwards(self):
        self.assertNoBreach(layering.upward_links(ROOT))

    def test_includesMakeNoCircle(self):
        self.assertNoBreach(layering.include_circles(ROOT))

    def test_coreNamesNoWindow(self):
        self.assertTrue((QT_HEADERS / "QtCore").is_dir(), f"no Qt headers in {QT_HEADERS}")
        self.assertNoBreach(layering.window_headers_in_core(ROOT, QT_HEADERS))

    def test_noFileIsTooLong(self):
        self.assertNoBreach(layering.long_files(ROOT))

    def test_programsWithoutWindowLinkNoGui(self):
        for program in ("mirrorlaked", "mlake"):
            self.assertNoBreach(layering.window_libraries(PROGRAMS / program))


class BrokenTree(unittest.TestCase):
    """Each test plants one breach in a tree that has none."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        self.write("core/base/error.h", "#pragma once\n")
        self.write("core/base/CMakeLists.txt", "mirrorlake_room(base SOURCES error.cpp LINK Qt6::Core)\n")
        self.write("core/store/blobstore.h", '#pragma once\n#include "base/error.h"\n')
        self.write("core/store/CMakeLists.txt", "mirrorlake_room(store\n  SOURCES blobstore.cpp\n  DEPENDS base\n  LINK PkgConfig::XXHASH)\n")
        self.write("ui/window.h", '#pragma once\n#include "store/blobstore.h"\n')
        self.write("app/main.cpp", '#include "ui/window.h"\n')
        self.write("qt/QtGui/QImage", "")

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def breaches(self):
        return [*layering.unknown_rooms(self.root), *layering.upward_includes(self.root), *layering.upward_links(self.root),
                *layering.include_circles(self.root), *layering.window_headers_in_core(self.root, self.root / "qt"),
                *layering.long_files(self.root)]

    def assertCaught(self, *words):
        breaches = self.breaches()
        self.assertEqual(len(breaches), 1, breaches)
        for word in words:
            self.assertIn(word, breaches[0])

    def test_treeWithoutBreachPasses(self):
        self.assertEqual(self.breaches(), [])

    def test_includeOfHigherRoomIsCaught(self):
        self.write("core/base/text.cpp", '#include "store/blobstore.h"\n')
        self.assertCaught("core/base/text.cpp", "base may not know store")

    def test_includeBeyondTheShortListIsCaught(self):
        self.write("core/meter/meter.h", "#pragma once\n")
        self.write("core/store/map.cpp", '#  include "meter/meter.h"\n')
        self.assertCaught("core/store/map.cpp", "store may not know meter")

    def test_includeOfUiFromCoreIsCaught(self):
        self.write("core/control/control.cpp", '#include "ui/window.h"\n')
        self.assertCaught("control may not know ui")

    def test_relativeIncludeIsCaught(self):
        self.write("core/base/text.cpp", '#include "../store/blobstore.h"\n')
        self.assertCaught("base may not know store")

    def test_includeOfAppFromUiIsCaught(self):
        self.write("app/options.h", "#pragma once\n")
        self.write("ui/page.cpp", '#include "app/options.h"\n')
        self.assertCaught("ui may not know app")

    def test_linkToHigherRoomIsCaught(self):
        self.write("core/base/CMakeLists.txt", "mirrorlake_room(base\n  SOURCES error.cpp)\ntarget_link_libraries(mirrorlake_base PRIVATE mirrorlake_fill)\n")
        self.assertCaught("core/base links fill")

    def test_circleOfLinksIsCaught(self):
        self.write("core/base/CMakeLists.txt", "mirrorlake_room(base\n  SOURCES error.cpp\n  DEPENDS store)\n")
        breaches = self.breaches()
        self.assertIn("core/base links store: base may not know store", breaches)
        self.assertIn("a circle of link lines: base → store → base", breaches)

    def test_windowModuleInCoreIsCaught(self):
        self.write("core/store/CMakeLists.txt", "mirrorlake_room(store\n  SOURCES a.cpp\n  DEPENDS base\n  LINK Qt6::Gui)\n")
        self.assertCaught("core/store links Qt6::Gui")

    def test_windowHeaderInCoreIsCaught(self):
        self.write("core/base/picture.cpp", "#include <QImage>\n")
        self.assertCaught("core/base/picture.cpp", "QtGui")

    def test_circleOfIncludesIsCaught(self):
        self.write("core/base/a.h", '#include "base/b.h"\n')
        self.write("core/base/b.h", '#include "base/a.h"\n')
        self.assertCaught("core/base/a.h → core/base/b.h → core/base/a.h")

    def test_longFileIsCaught(self):
        self.write("ui/page.cpp", "\n" * 401)
        self.assertCaught("ui/page.cpp has 401 lines")

    def test_roomWithoutAPlaceIsCaught(self):
        self.write("core/attic/box.h", "#pragma once\n")
        self.assertCaught("core/attic")


if __name__ == "__main__":
    unittest.main(verbosity=2)
