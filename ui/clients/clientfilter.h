// The clients of a segment (active now, seen today, all, blocked) whose name, address or present repo holds the words.
// Thread: GUI.
#pragma once

#include "ui/clients/sortmarkproxy.h"

namespace mirrorlake::ui {

class ClientFilter final : public SortMarkProxy
{
    Q_OBJECT

public:
    enum Segment
    {
        Active,
        Today,
        All,
        Blocked
    };

    using SortMarkProxy::SortMarkProxy;

    void setSegment(Segment segment);
    void setWords(const QString &words);
    /// True when rows may be hidden by words or segment.
    bool isNarrowing() const { return m_segment != All || !m_words.isEmpty(); }
    int countOf(Segment segment) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool isIn(Segment segment, int row) const;

    Segment m_segment = Today;
    QString m_words;
};

} // namespace mirrorlake::ui
