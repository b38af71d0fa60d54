// What clients and a hub write into the other doors: git-lfs questions and answers, manifests, and texts that only this
// mirror can have made (grants, sealed tokens, cursors).
#include "fuzz/driver.h"
#include "mirror/grant.h"
#include "mirror/lfs/lfsjson.h"
#include "mirror/listing/treepage.h"
#include "mirror/oci/ocijson.h"
#include "mirror/xet/sealedtoken.h"

using namespace mirrorlake;
using namespace mirrorlake::mirror;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const SystemClock clock;
    static const Grants grants(GrantKey::random(), clock);
    const std::string_view text = test::textOf(data, size);
    if (const auto question = readLfsQuestion(text)) {
        for (const BlobHash &oid : question->oids)
            test::promise(oid.kind() == BlobHash::Kind::Sha256, "an object named by its sha256");
        const auto again = readLfsQuestion(writeLfsQuestion(question->oids));
        test::promise(again && again->oids == question->oids, "a question that we write can be read");
    }
    if (const auto answers = readLfsAnswer(text)) {
        for (const LfsAnswer &answer : *answers)
            test::promise(answer.size >= 0, "a size of an object");
    }
    if (const auto manifest = readOciManifest(text)) {
        for (const OciBlobSize &blob : manifest->blobs)
            test::promise(blob.size >= 0, "a size of a blob");
    }
    for (const GrantPurpose purpose : {GrantPurpose::XetToken, GrantPurpose::XetXorb, GrantPurpose::LfsObject})
        test::promise(!grants.check(purpose, text), "a grant that nobody gave opens nothing");
    test::promise(text.empty() || !unsealed(grants.key(), text), "what nobody sealed is no token");
    static_cast<void>(pathOfCursor(text));
    return 0;
}
