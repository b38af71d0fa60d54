// Below the table of what is held: the chosen repo, what deleting it or one of its revisions really frees, and what can
// be done with it. Deleting is asked about here, in place, and then says what it freed, or takes it back. Thread: GUI.
#pragma once

#include "library/held.h"
#include "ui/context.h"
#include "ui/trash/trashdesk.h"
#include "verify/report.h"

#include <QFrame>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace mirrorlake::ui {

class ElidedLabel;

class CachedFooter final : public QFrame
{
    Q_OBJECT

public:
    explicit CachedFooter(const Context &context, QWidget *parent = nullptr);

    /// Nothing when no repo is chosen.
    void show(const std::optional<library::HeldRepo> &repo);
    using QFrame::show;
    /// What came of it; stays until another repo is chosen.
    void say(const QString &sentence, bool isFault);
    void askBeforeDeleting();
    void pinOrUnpin();
    /// How the verification that was asked for here goes on.
    void showVerification(const verify::Report &report);
    void retranslate();

signals:
    void changed(); ///< what is held is different now
    void cardWanted(const mirrorlake::RepoKey &repo, const QString &revision);

private:
    QWidget *makeFacts();
    QWidget *makeQuestion();
    void showRevisions();
    void showFacts();
    /// As a pin names it.
    std::string chosenText() const;
    std::int64_t freedBytes() const;
    bool canDelete() const;
    void remove(bool isForGood);
    void verifyFiles();
    void openFolder();

    Context m_context;
    std::optional<library::HeldRepo> m_repo;
    QStackedWidget *m_stack;
    ElidedLabel *m_title;
    ElidedLabel *m_effect;
    QComboBox *m_revisions;
    QPushButton *m_files;
    QPushButton *m_pin;
    QPushButton *m_verify;
    QPushButton *m_folder;
    QPushButton *m_delete;
    QLabel *m_question;
    QPushButton *m_confirm;
    QPushButton *m_toTrash;
    QPushButton *m_cancel;
    QPushButton *m_undo;
    TrashDesk m_desk;
    QStringList m_trashed; ///< what can be undone
    QString m_said;
    bool m_isFault = false;
    std::optional<std::int64_t> m_verification; ///< its number, while it goes on
    std::optional<RepoKey> m_verified;          ///< whose it is
};

} // namespace mirrorlake::ui
