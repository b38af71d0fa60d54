#include <QtTest>

#include "preload/choice.h"
#include "preload/glob.h"
#include "preload/treediff.h"

using namespace mirrorlake;
using namespace mirrorlake::preload;

namespace {

catalog::TreeEntry fileNamed(const std::string &path, bool isLfs = false, char content = '1')
{
    catalog::TreeEntry entry;
    entry.path = path;
    entry.oid = std::string(40, content);
    entry.size = 10;
    if (isLfs)
        entry.lfsSha256 = std::string(64, content);
    return entry;
}

std::shared_ptr<const catalog::Tree> treeOf(const QByteArray &paths)
{
    std::vector<catalog::TreeEntry> entries;
    for (const QByteArray &path : paths.split(' '))
        entries.push_back(fileNamed(path.toStdString(), !path.endsWith(".json") && !path.endsWith(".md")));
    catalog::TreeEntry folder = fileNamed("folder");
    folder.isDirectory = true;
    entries.push_back(folder);
    return catalog::Tree::fromEntries(std::move(entries));
}

QByteArray pathsOf(const std::vector<catalog::TreeEntry> &entries)
{
    QByteArray paths;
    for (const catalog::TreeEntry &entry : entries)
        paths += (paths.isEmpty() ? "" : " ") + QByteArray::fromStdString(entry.path);
    return paths;
}

} // namespace

class ChoiceTest : public QObject
{
    Q_OBJECT

private slots:
    void globsAreThoseOfTheHub_data();
    void globsAreThoseOfTheHub();
    void presetsChoose_data();
    void presetsChoose();
    void missingQuantisationSaysWhatThereIs();
    void mixedQuantisationsAreOthers();
    void theProjectorGoesAlongAndIsNoQuantisation();
    void withoutParquetItSaysWhereThatMayBe();
    void globsNarrowAPreset();
    void namedFilesMustBeThere();
    void jsonComesBackTheSame();
    void badJsonIsRefused_data();
    void badJsonIsRefused();
    void diffSaysWhatChanged();
};

void ChoiceTest::globsAreThoseOfTheHub_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *pattern, const char *path, bool matches) {
        QTest::addRow("%s on %s", pattern, path) << QByteArray(pattern) << QByteArray(path) << matches;
    };
    row("*.json", "config.json", true);
    row("*.json", "sub/config.json", true);
    row("*.json", "config.jsonl", false);
    row("config.json", "sub/config.json", false);
    row("sub/", "sub/deep/a", true);
    row("sub/", "subway", false);
    row("data/*-0000?-of-*.parquet", "data/train-00001-of-00004.parquet", true);
    row("model-[0-3].bin", "model-2.bin", true);
    row("model-[!0-3].bin", "model-2.bin", false);
    row("a[b", "a[b", true);
    row("*", "", true);
    row("", "", true);
    row("", "a", false);
    row("a*b*c", "aXbXbXc", true);
    row("a*b*c", "aXbX", false);
    row("*模型*", "目录/模型.bin", true);
}

void ChoiceTest::globsAreThoseOfTheHub()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, path);
    QFETCH(bool, matches);
    QCOMPARE(matchesGlob(pattern.toStdString(), path.toStdString()), matches);
}

void ChoiceTest::presetsChoose_data()
{
    QTest::addColumn<QByteArray>("preset");
    QTest::addColumn<QByteArray>("paths");
    QTest::addColumn<QByteArray>("chosen");
    const QByteArray both("README.md model.safetensors pytorch_model.bin pytorch_model.bin.index.json tf_model.h5");
    QTest::newRow("everything") << QByteArray("everything") << both
                                << QByteArray("README.md model.safetensors pytorch_model.bin "
                                              "pytorch_model.bin.index.json tf_model.h5");
    QTest::newRow("no duplicates") << QByteArray("safetensors") << both << QByteArray("README.md model.safetensors");
    QTest::newRow("nothing to duplicate") << QByteArray("safetensors") << QByteArray("README.md pytorch_model.bin")
                                          << QByteArray("README.md pytorch_model.bin");
    QTest::newRow("bin alone in its folder stays")
        << QByteArray("safetensors") << QByteArray("a/model.safetensors b/tokens.bin original/consolidated.00.pth")
        << QByteArray("a/model.safetensors b/tokens.bin");
    QTest::newRow("one quantisation") << QByteArray("gguf")
                                      << QByteArray("README.md m-Q4_K_M.gguf m-Q4_K_S.gguf m-IQ4_K_M.gguf imatrix.dat")
                                      << QByteArray("README.md m-Q4_K_M.gguf");
    QTest::newRow("in parts") << QByteArray("gguf")
                              << QByteArray("Q4_K_M/m-q4_k_m-00001-of-00002.gguf Q4_K_M/m-q4_k_m-00002-of-00002.gguf "
                                            "m.Q8_0.gguf")
                              << QByteArray("Q4_K_M/m-q4_k_m-00001-of-00002.gguf Q4_K_M/m-q4_k_m-00002-of-00002.gguf");
    QTest::newRow("parquet") << QByteArray("parquet") << QByteArray("README.md data/a.parquet data/a.csv x.json")
                             << QByteArray("README.md data/a.parquet");
}

void ChoiceTest::presetsChoose()
{
    QFETCH(QByteArray, preset);
    QFETCH(QByteArray, paths);
    QFETCH(QByteArray, chosen);
    Choice choice{.preset = *presetNamed(preset.toStdString())};
    choice.quantisation = "Q4_K_M";
    const auto files = chosenFiles(*treeOf(paths), choice);
    QVERIFY(files);
    QCOMPARE(pathsOf(*files), chosen);
}

void ChoiceTest::missingQuantisationSaysWhatThereIs()
{
    const Choice choice{.preset = Preset::Gguf, .quantisation = "Q2_K"};
    const auto files = chosenFiles(*treeOf("README.md m-Q4_K_M.gguf m.Q8_0.gguf big-Q6_K-00001-of-00002.gguf"), choice);
    QVERIFY(!files);
    QCOMPARE(files.error().message, std::string("there is no Q2_K; there are Q4_K_M, Q6_K, Q8_0"));
    QCOMPARE(chosenFiles(*treeOf("README.md"), choice).error().message,
             std::string("this repository has no GGUF files"));
}

void ChoiceTest::mixedQuantisationsAreOthers()
{
    const auto tree = treeOf("m-Q4_K_M.gguf m-UD-Q4_K_M.gguf UD-Q4_K_M/m-UD-Q4_K_M-00001-of-00002.gguf");
    QCOMPARE(pathsOf(*chosenFiles(*tree, {.preset = Preset::Gguf, .quantisation = "Q4_K_M"})),
             QByteArray("m-Q4_K_M.gguf"));
    QCOMPARE(pathsOf(*chosenFiles(*tree, {.preset = Preset::Gguf, .quantisation = "ud-q4_k_m"})),
             QByteArray("UD-Q4_K_M/m-UD-Q4_K_M-00001-of-00002.gguf m-UD-Q4_K_M.gguf"));
    QCOMPARE(quantisationOf("m-UD-Q4_K_M.gguf"), std::string("UD-Q4_K_M"));
    QCOMPARE(quantisationOf("mud-Q4_K_M.gguf"), std::string("Q4_K_M"));
}

void ChoiceTest::theProjectorGoesAlongAndIsNoQuantisation()
{
    const auto tree =
        treeOf("m-Q4_K_M.gguf m-Q8_0.gguf mmproj-BF16.gguf mmproj-F16.gguf mmproj-F32.gguf m.mmproj-Q8_0.gguf");
    QCOMPARE(pathsOf(*chosenFiles(*tree, {.preset = Preset::Gguf, .quantisation = "Q4_K_M"})),
             QByteArray("m-Q4_K_M.gguf mmproj-F16.gguf"));
    QCOMPARE(pathsOf(*chosenFiles(*tree, {.preset = Preset::Gguf, .quantisation = "Q8_0"})),
             QByteArray("m-Q8_0.gguf m.mmproj-Q8_0.gguf"));
    const auto none = chosenFiles(*tree, {.preset = Preset::Gguf, .quantisation = "F16"});
    QVERIFY(!none);
    QCOMPARE(none.error().message, std::string("there is no F16; there are Q4_K_M, Q8_0"));
    QVERIFY(quantisationOf("mmproj-F16.gguf").empty());
    QCOMPARE(pathsOf(*chosenFiles(*treeOf("m-Q4_K_M.gguf mmproj-model.gguf"),
                                  {.preset = Preset::Gguf, .quantisation = "Q4_K_M"})),
             QByteArray("m-Q4_K_M.gguf mmproj-model.gguf"));
}

void ChoiceTest::withoutParquetItSaysWhereThatMayBe()
{
    const auto files = chosenFiles(*treeOf("README.md data/a.csv"), {.preset = Preset::Parquet});
    QVERIFY(!files);
    QCOMPARE(files.error().code, ErrorCode::EntryNotFound);
    QVERIFY2(files.error().message.find("refs/convert/parquet") != std::string::npos, files.error().message.c_str());
}

void ChoiceTest::globsNarrowAPreset()
{
    const Choice choice{.preset = Preset::Safetensors, .include = {"*.safetensors", "*.json"}, .exclude = {"sub/"}};
    const auto files = chosenFiles(*treeOf("README.md a.json m.safetensors sub/m.safetensors"), choice);
    QCOMPARE(pathsOf(*files), QByteArray("a.json m.safetensors"));
    QVERIFY(!chosenFiles(*treeOf("README.md"), {.include = {"*.bin"}}));
}

void ChoiceTest::namedFilesMustBeThere()
{
    QCOMPARE(pathsOf(*chosenFiles(*treeOf("a.json b.json"), {.files = {"b.json", "b.json"}})), QByteArray("b.json"));
    const auto missing = chosenFiles(*treeOf("a.json"), {.files = {"a.json", "c.json"}});
    QCOMPARE(missing.error().code, ErrorCode::EntryNotFound);
    QVERIFY(!chosenFiles(*treeOf("a.json"), {.files = {"folder"}}));
}

void ChoiceTest::jsonComesBackTheSame()
{
    const Choice choice{Preset::Gguf, "Q4_K_M", {"*.gguf"}, {"x/"}, {}};
    QVERIFY(choiceFromJson(toJson(choice)) == choice);
    QVERIFY(choiceFromJson("{}") == Choice());
}

void ChoiceTest::badJsonIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"", "[]", "{\"preset\":\"none\"}", "{\"preset\":3}", "{\"preset\":\"gguf\"}",
                             "{\"include\":\"*.json\"}", "{\"include\":[3]}", "{\"files\":[\"\"]}"})
        QTest::newRow(*json ? json : "nothing") << QByteArray(json);
}

void ChoiceTest::badJsonIsRefused()
{
    QFETCH(QByteArray, json);
    const auto choice = choiceFromJson(json.toStdString());
    QVERIFY(!choice);
    QCOMPARE(choice.error().code, ErrorCode::BadRequest);
}

void ChoiceTest::diffSaysWhatChanged()
{
    const std::vector before{fileNamed("a"), fileNamed("b"), fileNamed("d")};
    const std::vector after{fileNamed("b", false, '2'), fileNamed("c"), fileNamed("d")};
    QCOMPARE(textOf(diffOf(before, after).noteSince("0123")),
             std::string("since 0123: 1 added, 1 changed, 1 removed: c, b, a"));
    QCOMPARE(textOf(diffOf(after, after).noteSince("0123")), std::string("since 0123: no file changed"));
}

QTEST_GUILESS_MAIN(ChoiceTest)
#include "choice_test.moc"
