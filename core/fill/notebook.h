// The last notes of a fill. Pure. Thread: none; the fill guards it.
#pragma once

#include "fill/fillinsight.h"

#include <deque>
#include <utility>

namespace mirrorlake::fill {

class Notebook
{
public:
    static constexpr std::size_t most = 100;

    void note(bool isTrouble, std::string text)
    {
        m_notes.push_back({++m_last, isTrouble, std::move(text)});
        if (m_notes.size() > most)
            m_notes.pop_front();
    }

    std::vector<FillNote> after(std::uint64_t number) const
    {
        std::vector<FillNote> newer;
        for (const FillNote &note : m_notes) {
            if (note.number > number)
                newer.push_back(note);
        }
        return newer;
    }

private:
    std::uint64_t m_last = 0;
    std::deque<FillNote> m_notes;
};

} // namespace mirrorlake::fill
