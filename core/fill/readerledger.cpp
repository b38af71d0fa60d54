#include "fill/readerledger.h"

#include <algorithm>

namespace mirrorlake::fill {

void ReaderLedger::remember(const BlobHash &blob, const ReaderIdentity &reader, ByteRange wrong)
{
    const std::lock_guard lock(m_mutex);
    const auto [found, isNew] = m_wrong.emplace(Key(blob, reader), wrong);
    if (!isNew) {
        found->second = {std::min(found->second.begin, wrong.begin), std::max(found->second.end, wrong.end)};
        return;
    }
    m_oldestFirst.push_back(found->first);
    while (m_wrong.size() > m_most) {
        m_wrong.erase(m_oldestFirst.front());
        m_oldestFirst.pop_front();
    }
}

bool ReaderLedger::mustStartOver(const BlobHash &blob, const ReaderIdentity &reader) const
{
    const std::lock_guard lock(m_mutex);
    return m_wrong.contains(Key(blob, reader));
}

void ReaderLedger::startedOver(const BlobHash &blob, const ReaderIdentity &reader)
{
    const std::lock_guard lock(m_mutex);
    const Key key(blob, reader);
    if (m_wrong.erase(key) > 0)
        std::erase(m_oldestFirst, key);
}

} // namespace mirrorlake::fill
