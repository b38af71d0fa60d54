#include "hub/address.h"
#include "hub/target.h"

#include <QtTest/QtTest>

using namespace mirrorlake;
using namespace mirrorlake::hub;

namespace {

constexpr auto sha = "607a30d783dfa663caf39e06633721c8d4cfcd7e";

/// One line for what was understood: "file models/org/name @main a/b.txt", or the error's code.
QString understood(const std::string &target)
{
    const auto request = parseTarget(target);
    if (!request)
        return request.error().code == ErrorCode::BadRequest ? QStringLiteral("bad") : QStringLiteral("nothing");
    const auto text = [](const RepoKey &repo, const std::string &rest) {
        return QString::fromStdString(repo.text().substr(3) + rest);
    };
    if (const auto *file = std::get_if<FileRequest>(&*request))
        return u"file " + text(file->repo, " @" + file->revision.text() + " " + file->path.text());
    if (const auto *info = std::get_if<InfoRequest>(&*request))
        return u"info " + text(info->repo, info->revision ? " @" + info->revision->text() : "");
    if (const auto *tree = std::get_if<TreeRequest>(&*request))
        return u"tree " +
               text(tree->repo, " @" + tree->revision.text() + (tree->folder ? " " + tree->folder->text() : ""));
    if (const auto *paths = std::get_if<PathsInfoRequest>(&*request))
        return u"paths " + text(paths->repo, " @" + paths->revision.text());
    if (const auto *refs = std::get_if<RefsRequest>(&*request))
        return u"refs " + text(refs->repo, "");
    if (const auto *raw = std::get_if<RawRequest>(&*request))
        return u"raw " + text(raw->repo, " @" + raw->revision.text() + " " + raw->path.text());
    if (const auto *size = std::get_if<TreeSizeRequest>(&*request))
        return u"size " + text(size->repo, " @" + size->revision.text());
    if (const auto *commits = std::get_if<CommitsRequest>(&*request))
        return u"commits " + text(commits->repo, " @" + commits->revision.text());
    if (const auto *page = std::get_if<RepoPageRequest>(&*request))
        return u"page " + text(page->repo, " " + page->rest);
    if (const auto *file = std::get_if<ParquetFileRequest>(&*request))
        return u"parquet " +
               text(file->repo, " " + file->config + " " + file->split + " " + std::to_string(file->number));
    if (const auto *check = std::get_if<AuthCheckRequest>(&*request))
        return u"auth " + text(check->repo, "");
    if (const auto *page = std::get_if<PageRequest>(&*request))
        return QStringLiteral("page %1 ").arg(static_cast<int>(page->kind)) + QString::fromStdString(page->path);
    if (const auto *token = std::get_if<XetTokenRequest>(&*request))
        return u"xet " + text(token->repo, " @" + token->revision.text());
    if (std::holds_alternative<ListRequest>(*request))
        return QStringLiteral("list");
    if (std::holds_alternative<TelemetryRequest>(*request))
        return QStringLiteral("telemetry");
    return QStringLiteral("landing");
}

} // namespace

class TargetTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFormIsUnderstood_data();
    void everyFormIsUnderstood();
    void whatWasMadeIsUnderstoodAgain();
    void longAndDeepTargetsAreRefused();
};

void TargetTest::everyFormIsUnderstood_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *target, const char *expected) {
        QTest::newRow(target) << QString::fromUtf8(target) << QString::fromUtf8(expected);
    };
    row("/", "landing");
    row("//", "landing");
    row("/?x=1", "landing");
    row("/org/name/resolve/main/config.json", "file models/org/name @main config.json");
    row("//org/name/resolve/main/config.json", "file models/org/name @main config.json");
    row("/gpt2/resolve/main/config.json", "file models/gpt2 @main config.json");
    row("/datasets/org/name/resolve/main/a/b.parquet?download=true", "file datasets/org/name @main a/b.parquet");
    row("/datasets/squad/resolve/main/README.md", "file datasets/squad @main README.md");
    row("/spaces/org/app/resolve/main/app.py", "file spaces/org/app @main app.py");
    row("/org/name/resolve/refs%2Fpr%2F1/x", "file models/org/name @refs/pr/1 x");
    row("/org/name/resolve/refs/pr/1/x", "file models/org/name @refs/pr/1 x");
    row("/datasets/o/d/resolve/refs/convert/parquet/default/0.parquet",
        "file datasets/o/d @refs/convert/parquet default/0.parquet");
    row("/org/name/resolve/main/a%20b%23c%25d+e/%E4%B8%AD.txt", "file models/org/name @main a b#c%d+e/中.txt");
    row("/org/name/resolve/main/weird/100%.txt", "file models/org/name @main weird/100%.txt");
    row("/resolve/resolve/resolve/main/x", "file models/resolve @resolve main/x");
    row("/api/resolve-cache/models/org/name/607a30d783dfa663caf39e06633721c8d4cfcd7e/a/b?%2Forg=&etag=%22x%22",
        "file models/org/name @607a30d783dfa663caf39e06633721c8d4cfcd7e a/b");
    row("/api/resolve-cache/datasets/squad/607a30d783dfa663caf39e06633721c8d4cfcd7e/a",
        "file datasets/squad @607a30d783dfa663caf39e06633721c8d4cfcd7e a");
    row("/api/models/org/name", "info models/org/name");
    row("/api/models/gpt2", "info models/gpt2");
    row("/api/models/org/name/revision/main?blobs=true", "info models/org/name @main");
    row("/api/models/gpt2/revision/refs%2Fpr%2F1", "info models/gpt2 @refs/pr/1");
    row("/api/datasets/org/name/tree/main", "tree datasets/org/name @main");
    row("/api/datasets/org/name/tree/main/", "tree datasets/org/name @main");
    row("/api/datasets/org/name/tree/main/en%2Fsub?recursive=True", "tree datasets/org/name @main en/sub");
    row("/api/datasets/org/name/tree/refs/pr/1?expand=false", "tree datasets/org/name @refs/pr/1");
    row("/api/models/org/name/paths-info/main", "paths models/org/name @main");
    row("/api/kernels/org/name/refs?include_prs=1", "refs kernels/org/name");
    row("/api/models/org/name/xet-read-token/main", "xet models/org/name @main");
    row("/org/name/raw/main/a/b.txt", "raw models/org/name @main a/b.txt");
    row("/api/models/org/name/treesize/main/sub", "size models/org/name @main");
    row("/api/models/org/name/commits/feature/x?limit=5", "commits models/org/name @feature/x");
    row("/api/models/org/name/revision/feature/x", "info models/org/name @feature/x");
    row("/api/models/org/name/discussions/1?status=open", "page models/org/name discussions/1");
    row("/api/datasets/org/name/parquet", "page datasets/org/name parquet");
    row("/api/datasets/org/name/parquet/default/train/3.parquet", "parquet datasets/org/name default train 3");
    row("/api/datasets/org/parquet", "page datasets/org parquet"); // or the repo of that name: upstream decides
    row("/api/datasets/org/parquet/tree/main", "tree datasets/org/parquet @main");
    row("/api/datasets/org/parquet/revision/main", "info datasets/org/parquet @main");
    row("/api/datasets/org/parquet/refs", "refs datasets/org/parquet");
    row("/api/datasets/org/parquet/parquet/default/train/3.parquet", "parquet datasets/org/parquet default train 3");
    row("/datasets/org/parquet/resolve/main/x", "file datasets/org/parquet @main x");
    row("/api/datasets/squad/parquet/default/train/3.parquet", "parquet datasets/squad default train 3");
    row("/api/models/org/tree", "info models/org/tree");
    row("/api/models/org/discussions/tree/main", "tree models/org/discussions @main");
    row("/api/models/gpt2/discussions/1", "page models/gpt2 discussions/1");
    row("/api/models/gpt2/tree/refs/pr/1", "tree models/gpt2 @refs/pr/1");
    row("/api/models/gpt2/refs", "refs models/gpt2");
    row("/api/spaces/org/name/auth-check", "auth spaces/org/name");
    row("/api/models?search=x", "list");
    row("/api/models/", "list");
    row("/api/collections/a/b", "page 0 /api/collections/a/b");
    row("/api/models-tags-by-type", "page 1 /api/models-tags-by-type");
    row("/api/whoami-v2", "page 2 /api/whoami-v2");
    row("/api/anything/else", "page 3 /api/anything/else");
    row("/api/telemetry/gradio/x", "telemetry");
    row("/api/%2e%2e/x", "bad");
    // What is none of the Hub's, or not offered
    row("/api", "nothing");
    row("/api/agent-harnesses", "nothing");
    row("/favicon.ico", "nothing");
    row("/org/name", "nothing");
    row("/-/nothing", "nothing");
    // What cannot be
    row("", "bad");
    row("org/name", "bad");
    row("/org/name/resolve/main", "bad");
    row("/org/name/resolve/main/", "bad");
    row("/org/name/resolve//x", "bad");
    row("/org/name/resolve/main/a//b", "bad");
    row("/org/name/resolve/main/../../etc/passwd", "bad");
    row("/org/name/resolve/main/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "bad");
    row("/org/name/resolve/%2e%2e/x", "bad");
    row("/org/%2e%2e/resolve/main/x", "bad");
    row("/org/na--me/resolve/main/x", "bad");
    row("/org/na%00me/resolve/main/x", "bad");
    row("/org/name/resolve/main/a%00b", "bad");
    row("/org/name/resolve/main/a%0d%0ab", "bad");
    row("/org/name/resolve/main/a%5Cb", "bad");
    row("/org/name/resolve/main/%c0%ae%c0%ae/x", "bad");
    row("/api/models/-/revision/main", "bad");
}

void TargetTest::everyFormIsUnderstood()
{
    QFETCH(QString, target);
    QFETCH(QString, expected);
    QCOMPARE(understood(target.toStdString()), expected);
}

void TargetTest::whatWasMadeIsUnderstoodAgain()
{
    const RepoKey repo{RepoType::Dataset, *RepoId::parse("org/name")};
    for (const char *path : {"a b#c%d+e/中.txt", "x", "deep/er/and?deeper=1&y"}) {
        for (const char *revision : {"main", "refs/pr/1", "feature/x", sha}) {
            const auto made = resolveTarget(repo, *Revision::parse(revision), *RepoPath::parse(path));
            const auto request = parseTarget(made);
            QVERIFY2(request, made.c_str());
            const auto &file = std::get<FileRequest>(*request);
            QCOMPARE(file.path.text(), std::string(path));
            QCOMPARE(file.revision.text(), std::string(revision));
        }
    }
}

void TargetTest::longAndDeepTargetsAreRefused()
{
    QVERIFY(!parseTarget("/org/name/resolve/main/" + std::string(5000, 'a')));
    QVERIFY(!parseTarget("/" + std::string(97, 'a') + "/name/resolve/main/x"));
    QVERIFY(!parseTarget(std::string(15000, '/') + "x"));
}

QTEST_GUILESS_MAIN(TargetTest)
#include "target_test.moc"
