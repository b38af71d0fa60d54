#include "fuzz/driver.h"
#include "store/journalformat.h"

using namespace mirrorlake;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::span<const char> bytes(reinterpret_cast<const char *>(data), size);
    if (const auto header = store::decodeHeader(bytes)) {
        const auto written = store::encodeHeader(*header);
        const auto again = store::decodeHeader(written);
        test::promise(again && again->size == header->size && again->hash == header->hash,
                      "a header is read as written");
    }
    const auto records = store::decodeRecords(bytes);
    test::promise(records.size() <= size / store::journalRecordSize, "no more records than bytes");
    for (const store::JournalRecord &record : records) {
        const auto again = store::decodeRecord(store::encodeRecord(record));
        test::promise(again && again->piece == record.piece && again->kind == record.kind,
                      "a record is read as written");
    }
    return 0;
}
