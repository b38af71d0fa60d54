// Takes all that is kept to another folder: the mirror stops, the files go, the program begins anew. Whoever stops it,
// or whatever fails, leaves everything where it was. Thread: GUI; the files move on a thread of their own, which ends
// with this dialog.
#pragma once

#include "relocate/moveprogress.h"
#include "ui/context.h"
#include "ui/relocate/foldermover.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>

#include <atomic>
#include <mutex>
#include <thread>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mirrorlake::ui {

class FolderChooser;

class MoveDialog final : public QDialog
{
    Q_OBJECT

public:
    MoveDialog(const Context &context, FolderMover mover, QWidget *parent);
    ~MoveDialog() override;

    void reject() override;

signals:
    /// The program is to begin anew, and to serve if it did before.
    void moved(bool isToServe);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Step
    {
        Choosing,
        Stopping, ///< the mirror
        Moving,
        Ending ///< was told to stop
    };

    void build();
    void begin();
    void look();
    void move();
    void end(const Result<void> &result);
    void showStep(Step step);
    void showProgress();
    void showFault(const Error &error);
    void retranslate();
    relocate::MoveProgress progress() const;

    const Context m_context;
    const FolderMover m_mover;
    Step m_step = Step::Choosing;
    bool m_wasServing = false;
    QLabel *m_title;
    QLabel *m_help;
    QLabel *m_present;
    FolderChooser *m_folder;
    QProgressBar *m_bar;
    QLabel *m_state;
    QPushButton *m_move;
    QPushButton *m_cancel;
    QTimer m_watch;
    QElapsedTimer m_phaseTime;
    relocate::MoveProgress::Phase m_phase{};
    std::atomic<bool> m_isStopped = false;
    mutable std::mutex m_mutex;
    relocate::MoveProgress m_progress; ///< guarded by m_mutex
    std::thread m_worker;              ///< depends on: all above
};

} // namespace mirrorlake::ui
