// The jobs of a segment (all, active, waiting, done, failed) whose repo holds the words. Thread: GUI.
#pragma once

#include "preload/jobstate.h"
#include "ui/clients/sortmarkproxy.h"

namespace mirrorlake::ui {

class JobFilter final : public SortMarkProxy
{
    Q_OBJECT

public:
    enum Segment
    {
        All,
        Active,
        Waiting,
        Done,
        Failed
    };

    using SortMarkProxy::SortMarkProxy;

    void setSegment(Segment segment);
    void setWords(const QString &words);
    int countOf(Segment segment) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    static bool isIn(Segment segment, preload::JobState state);

    Segment m_segment = All;
    QString m_words;
};

} // namespace mirrorlake::ui
