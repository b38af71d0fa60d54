// Another data folder: it is remembered, and takes along what was chosen.
#include <QtTest>

#include "datachoice.h"
#include "settings/settingsfile.h"

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::app;

class DataChoiceTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_folder->filePath(QStringLiteral("config")).toUtf8());
    }

    void theChosenFolderIsRememberedWithItsSettings()
    {
        std::ofstream(path("old.toml")) << "[fill]\nworkers = 3\n";
        QVERIFY(chooseDataFolder(path("new"), path("old.toml")));
        QVERIFY(chosenDataFolder() == path("new"));
        QCOMPARE(kept("new").fill.workers, 3);
    }

    void whatWasChosenHoldsInAFolderWithSettingsOfItsOwn()
    {
        QVERIFY(std::filesystem::create_directories(path("used")));
        std::ofstream(path("used") / "mirrorlake.toml") << "[look]\nlanguage = \"en\"\n[fill]\nworkers = 5\n";
        QVERIFY(chooseDataFolder(path("used"), path("none.toml")));
        QVERIFY(assignIn(path("used"), {{"look.language", "zh_CN"}, {"look.theme", "dark"}}));
        QCOMPARE(kept("used").look.language, std::string("zh_CN"));
        QCOMPARE(kept("used").look.theme, std::string("dark"));
        QCOMPARE(kept("used").fill.workers, 5);
    }

    void whatIsNotAllowedIsNotKept()
    {
        QVERIFY(chooseDataFolder(path("fresh"), path("none.toml")));
        QVERIFY(!assignIn(path("fresh"), {{"look.theme", "dark"}, {"look.language", "xx"}}));
        QVERIFY(!assignIn(path("fresh"), {{"look.nothing", "1"}}));
        QCOMPARE(kept("fresh").look.theme, settings::Settings().look.theme);
    }

private:
    std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    settings::Settings kept(const char *folder) const
    {
        settings::Settings settings;
        if (!settings::applyFile(settings, path(folder) / "mirrorlake.toml"))
            QTest::qFail("the settings cannot be read", __FILE__, __LINE__);
        return settings;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(DataChoiceTest)
#include "datachoice_test.moc"
