// Values in memory by key: those that are not yet on disk are pinned until their write is committed, the others live
// within a budget of bytes and the least used go first (second chance, so that a reader only sets a flag). A null value
// says that the key is known to have none. Guarded by its owner: find() under a shared lock, the rest under an
// exclusive one.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mirrorlake::catalog {

template<typename Value>
class PinnedCache
{
public:
    using Pointer = std::shared_ptr<const Value>;

    explicit PinnedCache(std::size_t budget) : m_budget(budget) {}

    /// Nothing when this memory does not know.
    std::optional<Pointer> find(std::string_view key) const
    {
        const auto found = m_index.find(key);
        if (found == m_index.end())
            return std::nullopt;
        found->second->isUsed.store(true, std::memory_order_relaxed);
        return found->second->value;
    }

    /// Pinned until unpin(sequence) or later.
    void put(std::string key, Pointer value, std::size_t cost, std::uint64_t sequence)
    {
        ++m_changes;
        pin(std::move(key), std::move(value), cost, sequence);
    }

    /// Counts changes: what was read from disk while it stood still is not out of date.
    std::uint64_t changes() const { return m_changes; }

    /// A value read from disk, when changes() was what it was before reading.
    void remember(std::string key, Pointer value, std::size_t cost, std::uint64_t changes)
    {
        if (changes != m_changes || m_index.contains(key))
            return;
        m_kept.emplace_front(std::move(key), std::move(value), cost, 0);
        m_index.emplace(m_kept.front().key, m_kept.begin());
        m_keptBytes += cost;
        evict();
    }

    /// The value under a new name, if there is none under that yet.
    void rename(std::string_view from, std::string to, std::uint64_t sequence)
    {
        ++m_changes;
        const auto found = m_index.find(from);
        if (found == m_index.end())
            return;
        const auto value = found->second->value;
        const auto cost = found->second->cost;
        drop(found->second);
        if (!m_index.contains(to))
            pin(std::move(to), value, cost, sequence);
    }

    void forget(std::string_view key)
    {
        ++m_changes;
        if (const auto found = m_index.find(key); found != m_index.end())
            drop(found->second);
    }

    /// All whose keys begin so; looks at every key.
    void forgetAll(std::string_view beginning)
    {
        ++m_changes;
        for (std::list<Entry> *entries : {&m_pinned, &m_kept}) {
            for (auto entry = entries->begin(); entry != entries->end();) {
                const auto next = std::next(entry);
                if (std::string_view(entry->key).starts_with(beginning))
                    drop(entry);
                entry = next;
            }
        }
    }

    /// Everything put with this sequence or an earlier one is on disk.
    void unpin(std::uint64_t sequence)
    {
        while (!m_pinned.empty() && m_pinned.front().sequence <= sequence) {
            const auto entry = m_pinned.begin();
            if (!entry->value) {
                drop(entry);
                continue;
            }
            entry->sequence = 0;
            m_keptBytes += entry->cost;
            m_kept.splice(m_kept.begin(), m_pinned, entry);
        }
        evict();
    }

    std::size_t keptBytes() const { return m_keptBytes; }
    std::size_t pinned() const { return m_pinned.size(); }

private:
    struct Entry
    {
        Entry(std::string k, Pointer v, std::size_t c, std::uint64_t s)
            : key(std::move(k)), value(std::move(v)), cost(c), sequence(s)
        {}
        std::string key;
        Pointer value;
        std::size_t cost;
        std::uint64_t sequence; ///< 0: on disk
        mutable std::atomic<bool> isUsed{false};
    };
    using Position = typename std::list<Entry>::iterator;

    void pin(std::string key, Pointer value, std::size_t cost, std::uint64_t sequence)
    {
        if (const auto found = m_index.find(key); found != m_index.end())
            drop(found->second);
        m_pinned.emplace_back(std::move(key), std::move(value), cost, sequence);
        m_index.emplace(m_pinned.back().key, std::prev(m_pinned.end()));
    }

    void drop(Position entry)
    {
        m_index.erase(std::string_view(entry->key));
        if (entry->sequence != 0) {
            m_pinned.erase(entry);
            return;
        }
        m_keptBytes -= entry->cost;
        m_kept.erase(entry);
    }

    void evict()
    {
        while (m_keptBytes > m_budget) {
            const auto oldest = std::prev(m_kept.end());
            if (oldest->isUsed.exchange(false, std::memory_order_relaxed))
                m_kept.splice(m_kept.begin(), m_kept, oldest);
            else
                drop(oldest);
        }
    }

    std::size_t m_budget;
    std::size_t m_keptBytes = 0;
    std::uint64_t m_changes = 0;
    std::list<Entry> m_pinned; ///< in order of sequence
    std::list<Entry> m_kept;   ///< newest first
    std::unordered_map<std::string_view, Position> m_index;
};

} // namespace mirrorlake::catalog
