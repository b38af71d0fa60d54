// The addresses of git, git-lfs and the registry (hub-protocol §1.7, §1.8).
#include <QTest>

#include "hub/target.h"

using namespace mirrorlake;
using namespace mirrorlake::hub;

namespace {

const std::string hex(64, 'a');

/// The door of this kind behind an address, or nothing.
template<typename Kind>
std::optional<Kind> doorAt(const std::string &target)
{
    const auto request = parseTarget(target);
    const auto *door = request ? std::get_if<DoorRequest>(&*request) : nullptr;
    const auto *kind = door ? std::get_if<Kind>(&door->kind) : nullptr;
    return kind ? std::optional(*kind) : std::nullopt;
}

} // namespace

class DoorAddressTest : public QObject
{
    Q_OBJECT

private slots:
    void gitIsFoundWithAndWithoutItsEnding()
    {
        for (const char *repo : {"/org/name", "/org/name.git", "//org/name.git"}) {
            const auto refs = doorAt<GitRefs>(std::string(repo) + "/info/refs?service=git-upload-pack");
            QVERIFY(refs && !refs->isPush);
            QCOMPARE(refs->repo.text(), std::string("hf:models/org/name"));
        }
        QCOMPARE(doorAt<GitPack>("/datasets/org/name.git/git-upload-pack")->repo.text(),
                 std::string("hf:datasets/org/name"));
        QCOMPARE(doorAt<GitPack>("/gpt2/git-upload-pack")->repo.text(), std::string("hf:models/gpt2"));
        QVERIFY(doorAt<GitRefs>("/org/name/info/refs?service=git-receive-pack")->isPush);
        QVERIFY(doorAt<GitPack>("/org/name/git-receive-pack")->isPush);
        QVERIFY(!parseTarget("/org/name/info/refs"));
    }

    void lfsIsFoundBelowTheRepo()
    {
        QCOMPARE(doorAt<LfsBatch>("/spaces/org/name.git/info/lfs/objects/batch")->repo.text(),
                 std::string("hf:spaces/org/name"));
        const auto object = doorAt<LfsObject>("/org/name.git/info/lfs/objects/" + hex + "?grant=a.b");
        QCOMPARE(object->oid.text(), hex);
        QCOMPARE(object->grant, std::string("a.b"));
        QVERIFY(doorAt<LfsLocks>("/org/name.git/info/lfs/locks/verify").has_value());
        QCOMPARE(lfsObjectTarget(object->repo, object->oid), "/org/name.git/info/lfs/objects/" + hex);
    }

    void registryIsFoundByTagAndDigest()
    {
        QVERIFY(doorAt<OciPing>("/v2/").has_value());
        QVERIFY(doorAt<OciToken>("/v2/token?service=x").has_value());
        QCOMPARE(doorAt<OciManifest>("/v2/org/name-GGUF/manifests/Q4_K_M")->tag, std::string("Q4_K_M"));
        QCOMPARE(doorAt<OciBlob>("/v2/org/name/blobs/sha256%3A" + hex)->digest.text(), hex);
    }

    void whatIsMalformedIsRefused()
    {
        for (const std::string &target :
             {std::string("/v2/org/name/manifests/a%2Fb"), std::string("/v2/org/name/manifests/"),
              "/v2/org/name/blobs/sha512:" + hex, std::string("/v2/org/name/blobs/sha256:12"),
              std::string("/v2/../x/manifests/y"), std::string("/v2/org/name/extra/manifests/y"),
              std::string("/org/..%2F/info/refs?service=git-upload-pack"),
              "/org/name.git/info/lfs/objects/" + hex + "0", "/org/name.git/info/lfs/objects/" + std::string(64, 'Z')})
            QVERIFY2(!parseTarget(target), target.c_str());
    }

    void filesOfTheSameNamesStayFiles()
    {
        QVERIFY(std::holds_alternative<FileRequest>(*parseTarget("/org/name/resolve/main/info/refs")));
        QVERIFY(std::holds_alternative<FileRequest>(*parseTarget("/org/name/resolve/main/git-upload-pack")));
    }
};

QTEST_GUILESS_MAIN(DoorAddressTest)
#include "doors_test.moc"
