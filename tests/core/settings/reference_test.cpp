// The reference of settings in docs.
#include <QTest>

#include "settings/field.h"
#include "settings/reference.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace mirrorlake::settings;

class ReferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void theDocumentIsMadeFromTheTable();
    void everySettingHasItsRow();
};

void ReferenceTest::theDocumentIsMadeFromTheTable()
{
    const std::string path = MIRRORLAKE_SOURCE_DIR "/docs/settings.md";
    if (std::getenv("MIRRORLAKE_WRITE_DOCS"))
        std::ofstream(path) << settingsDocument();
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    QVERIFY2(text.str() == settingsDocument(),
             "docs/settings.md is behind the table; renew it: MIRRORLAKE_WRITE_DOCS=1 ctest --test-dir build/dev -R "
             "'reference_test|metrics_test'");
}

void ReferenceTest::everySettingHasItsRow()
{
    const std::string text = settingsDocument();
    for (const Field &field : fields())
        QVERIFY2(text.find("| `" + std::string(field.key) + "` |") != std::string::npos, field.key.data());
}

QTEST_GUILESS_MAIN(ReferenceTest)
#include "reference_test.moc"
