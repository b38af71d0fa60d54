// The held repos of a segment (all, pinned, not used for a week) whose name or revision holds the words. Compares rows,
// not variants, because there may be many. Thread: GUI.
#pragma once

#include "ui/clients/sortmarkproxy.h"

namespace mirrorlake::ui {

class CachedModel;

class CachedFilter final : public SortMarkProxy
{
    Q_OBJECT

public:
    enum Segment
    {
        All,
        Pinned,
        Unused
    };

    explicit CachedFilter(const CachedModel &model, QObject *parent = nullptr);

    void setSegment(Segment segment);
    void setWords(const QString &words);
    void setNow(std::int64_t unixSeconds) { m_now = unixSeconds; }
    int countOf(Segment segment) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    bool isIn(Segment segment, int row) const;

    const CachedModel &m_model;
    Segment m_segment = All;
    QString m_words;
    std::int64_t m_now = 0;
};

} // namespace mirrorlake::ui
