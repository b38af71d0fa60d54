// What was evicted or deleted and can still come back: what, how large, when and why it went, until when it is kept; to
// bring back, to delete for good, to empty. Deleting is asked about here, in place. Thread: GUI.
#pragma once

#include "ui/clients/sortmarkproxy.h"
#include "ui/context.h"
#include "ui/trash/trashdesk.h"
#include "ui/trash/trashmodel.h"

#include <QDialog>
#include <QTimer>

#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mirrorlake::ui {

class EmptyState;

class TrashDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit TrashDialog(const Context &context, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *makeChoices();
    QWidget *makeQuestion();
    void connectParts();
    void take(const std::vector<TrashRow> &rows);
    void say(const QString &sentence, bool isFault);
    /// Those that are chosen; nothing: all.
    void askBeforeRemoving(const QStringList &hashes);
    QStringList chosen() const;
    qint64 bytesOf(const QStringList &hashes) const;
    void showAll();
    static QString helpFor(std::chrono::seconds keptFor);
    void retranslate();

    Context m_context;
    TrashDesk m_desk;
    TrashModel m_model;
    SortMarkProxy m_sorted;
    QTimer m_again;
    QString m_said;
    QString m_fault; ///< why nothing is known
    QStringList m_going;
    bool m_hasAnswer = false;
    QLabel *m_help;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_empty;
    QLabel *m_sums;
    QStackedWidget *m_foot;
    QPushButton *m_restore;
    QPushButton *m_remove;
    QPushButton *m_clear;
    QPushButton *m_close;
    QLabel *m_question;
    QPushButton *m_confirm;
    QPushButton *m_cancel;
};

} // namespace mirrorlake::ui
