// The lines of a level or worse, of one part or all, whose message, or the name of a client in it, holds the words
// or fits the /expression/. Thread: GUI.
#pragma once

#include "base/log.h"
#include "ui/clients/sortmarkproxy.h"

#include <QRegularExpression>

namespace mirrorlake::ui {

class LogFilter final : public SortMarkProxy
{
    Q_OBJECT

public:
    using SortMarkProxy::SortMarkProxy;

    void setLevel(log::Level level);
    /// Empty for all parts.
    void setPart(const QString &part);
    /// Plain words, or a regular expression between slashes. False when the expression is none; then nothing changes.
    bool setWords(const QString &words);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    log::Level m_level = log::Level::Info;
    QString m_part;
    QRegularExpression m_words;
};

} // namespace mirrorlake::ui
