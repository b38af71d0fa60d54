// Below the files of a card: how much is chosen, how much of it is still to fetch, whether that fits, and what to do
// with it; then what became of it. Thread: GUI.
#pragma once

#include "preload/job.h"
#include "ui/context.h"
#include "ui/models/filetreemodel.h"

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;

namespace mirrorlake::ui {

class IconLabel;

class DownloadFooter final : public QFrame
{
    Q_OBJECT

public:
    enum class Way
    {
        Now,
        Queue,
        EveryNight
    };

    explicit DownloadFooter(const Context &context, QWidget *parent = nullptr);

    void setSum(const FileTreeModel::Sum &sum, std::int64_t freeSpace);
    /// The order is on its way, was taken, or was refused with this sentence.
    void setWaiting();
    void setTaken();
    void setRefused(const QString &sentence, const QString &detail);
    /// How the job that was taken stands; nothing: none.
    void showJob(const std::optional<preload::Job> &job);
    void forget();
    void retranslate();

signals:
    void wanted(mirrorlake::ui::DownloadFooter::Way way);
    void downloadsWanted();

private:
    void showSum();

    FileTreeModel::Sum m_sum;
    std::int64_t m_freeSpace = 0;
    bool m_isWaiting = false;
    QLabel *m_summary;
    IconLabel *m_fitIcon;
    QLabel *m_fit;
    QPushButton *m_now;
    QPushButton *m_queue;
    QPushButton *m_nightly;
    QLabel *m_note;
    QPushButton *m_show;
};

} // namespace mirrorlake::ui
