// One repo: what it is, its revisions, its files with their sizes and what of them is here, to choose and to fetch; to
// pin, to copy its name, address or command, to open on the Hub. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"
#include "ui/models/downloadfooter.h"
#include "ui/models/filetreemodel.h"
#include "ui/models/repoquestion.h"

#include <QFrame>

class QComboBox;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace mirrorlake::ui {

class EmptyState;
class ModelHead;

class ModelCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ModelCard(const Context &context, QWidget *parent = nullptr);

    void open(const RepoKey &repo, const QString &revision);
    /// The jobs tell how a download goes on; the address is what is copied.
    void show(const control::Snapshot &snapshot);
    using QFrame::show;
    /// False while no card is seen.
    bool pinOrUnpin();
    /// Shows that none is chosen.
    void clear();
    void retranslate();

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    void downloadsWanted();
    void tokenWanted();

private:
    QWidget *makeChoices();
    QTreeView *makeTree();
    void connectParts();
    void ask();
    void take(const library::Card &card);
    void refuse(const Error &error);
    void showRevisions();
    void showPresets();
    void applyPreset();
    void chooseByHand();
    void order(DownloadFooter::Way way);

    Context m_context;
    RepoQuestion m_question;
    FileTreeModel m_files;
    std::optional<RepoKey> m_repo;
    QString m_revision;
    std::optional<library::Card> m_card;
    std::optional<Error> m_error;
    std::vector<preload::Choice> m_presets;
    bool m_isByHand = false;
    std::optional<preload::JobId> m_job;
    bool m_wasDone = false;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    ModelHead *m_head;
    QComboBox *m_revisions;
    QComboBox *m_preset;
    QLineEdit *m_patterns;
    QTreeView *m_tree;
    DownloadFooter *m_footer;
};

} // namespace mirrorlake::ui
