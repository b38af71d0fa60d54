// What clients are told of how a range is put together (client-findings §2.1).
#include <QTest>

#include "xet/reconstruction.h"

#include <nlohmann/json.hpp>

using namespace mirrorlake;
using namespace mirrorlake::xet;
using nlohmann::json;

namespace {

json answer(const Layout &layout, ByteRange range, Form form)
{
    return json::parse(toJson(
        reconstructionOf(layout, range), form, [](std::int64_t xorb) { return "x" + std::to_string(xorb); },
        [](const Term &term) { return "u" + std::to_string(term.xorb) + "-" + std::to_string(term.bytes.begin); }));
}

} // namespace

class ReconstructionTest : public QObject
{
    Q_OBJECT

private slots:
    void secondFormIsAsClientsReadIt();
    void firstFormSaysTheSame();
    void rangeInsideBeginsAtItsChunk();
    void anyRangeIsCoveredInFullAndInOrder();
    void eachXorbIsOneTerm();
    void emptyRangeHasNoTerms();
};

void ReconstructionTest::secondFormIsAsClientsReadIt()
{
    const json expected = json::parse(R"({"offset_into_first_range": 0,
        "terms": [{"hash": "x0", "unpacked_length": 300000, "range": {"start": 0, "end": 3}}],
        "xorbs": {"x0": [{"url": "u0-0", "ranges": [{"chunks": {"start": 0, "end": 3}, "bytes": {"start": 0, "end": 300023}}]}]}})");
    QCOMPARE(answer(Layout(300'000), {0, 300'000}, Form::V2).dump(), expected.dump());
}

void ReconstructionTest::firstFormSaysTheSame()
{
    const json expected = json::parse(R"({"offset_into_first_range": 0,
        "terms": [{"hash": "x0", "unpacked_length": 300000, "range": {"start": 0, "end": 3}}],
        "fetch_info": {"x0": [{"url": "u0-0", "range": {"start": 0, "end": 3}, "url_range": {"start": 0, "end": 300023}}]}})");
    QCOMPARE(answer(Layout(300'000), {0, 300'000}, Form::V1).dump(), expected.dump());
}

void ReconstructionTest::rangeInsideBeginsAtItsChunk()
{
    const Reconstruction inside = reconstructionOf(Layout(300'000), {131'073, 131'075});
    QCOMPARE(inside.offsetIntoFirst, 1);
    QCOMPARE(inside.terms, (std::vector{Term{0, {1, 2}, {131'080, 262'160}, 131'072}}));
}

void ReconstructionTest::anyRangeIsCoveredInFullAndInOrder()
{
    const std::int64_t size = 200 * chunkSize + 77;
    const Layout layout(size);
    const std::int64_t edge = 64 * chunkSize;
    for (const std::int64_t begin : {std::int64_t(0), chunkSize - 1, chunkSize, edge - 1, edge, edge + 1, size - 1}) {
        for (const std::int64_t end : {begin + 1, edge, edge + 1, 2 * edge, size}) {
            if (end <= begin)
                continue;
            const Reconstruction made = reconstructionOf(layout, {begin, end});
            std::int64_t at = begin - made.offsetIntoFirst;
            for (const Term &term : made.terms) {
                QCOMPARE(layout.fileRange(term.xorb, term.chunks.begin).begin, at);
                QCOMPARE(layout.fileRangeWithin(term.xorb, term.bytes).length(), term.unpackedLength);
                at += term.unpackedLength;
            }
            QVERIFY(at >= end && at < end + chunkSize);
        }
    }
}

void ReconstructionTest::eachXorbIsOneTerm()
{
    const Layout layout(60LL << 30);
    const Reconstruction whole = reconstructionOf(layout, {0, layout.fileSize()});
    QCOMPARE(static_cast<std::int64_t>(whole.terms.size()), layout.xorbCount());
    for (std::size_t i = 0; i < whole.terms.size(); ++i)
        QCOMPARE(whole.terms[i].xorb, static_cast<std::int64_t>(i));
}

void ReconstructionTest::emptyRangeHasNoTerms()
{
    QVERIFY(reconstructionOf(Layout(0), {0, 0}).terms.empty());
}

QTEST_GUILESS_MAIN(ReconstructionTest)
#include "reconstruction_test.moc"
