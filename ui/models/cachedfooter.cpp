#include "ui/models/cachedfooter.h"

#include "control/control.h"
#include "sweep/pin.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::UpkeepAnswer;
using control::UpkeepVerb;

namespace {

constexpr int shownCommit = 8;
constexpr std::size_t mostFiles = 100'000;

} // namespace

CachedFooter::CachedFooter(const Context &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_stack(new QStackedWidget(this)),
      m_title(new ElidedLabel("emphasis", Qt::ElideMiddle, this)),
      m_effect(new ElidedLabel("help", Qt::ElideRight, this)), m_revisions(new QComboBox(this)),
      m_files(makeButton("", context.theme.icon(u"file"_s), this)),
      m_pin(makeButton("", context.theme.icon(u"pin"_s), this)),
      m_verify(makeButton("", context.theme.icon(u"verify"_s), this)),
      m_folder(makeButton("", context.theme.icon(u"folder"_s), this)),
      m_delete(makeButton("", context.theme.icon(u"delete"_s, Token::Error), this)), m_question(makeSentence("", this)),
      m_confirm(makeButton("", context.theme.icon(u"delete"_s, Token::Error), this)),
      m_toTrash(makeButton("", context.theme.icon(u"delete"_s), this)), m_cancel(makeButton("", {}, this)),
      m_undo(makeLink(this)), m_desk(context)
{
    setObjectName(u"cachedFooter"_s);
    setProperty("role", u"footer"_s);
    m_stack->addWidget(makeFacts());
    m_stack->addWidget(makeQuestion());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->addWidget(m_stack);
    connect(m_revisions, &QComboBox::activated, this, &CachedFooter::showFacts);
    connect(m_files, &QPushButton::clicked, this, [this] {
        const library::HeldRevision *first = m_repo->revisions.empty() ? nullptr : &m_repo->revisions.front();
        emit cardWanted(m_repo->repo, !first || first->names.empty()
                                          ? QString::fromStdString(first ? first->commit : "main")
                                          : QString::fromStdString(first->names.front()));
    });
    connect(m_pin, &QPushButton::clicked, this, &CachedFooter::pinOrUnpin);
    connect(m_verify, &QPushButton::clicked, this, &CachedFooter::verifyFiles);
    connect(m_folder, &QPushButton::clicked, this, &CachedFooter::openFolder);
    connect(m_delete, &QPushButton::clicked, this, &CachedFooter::askBeforeDeleting);
    connect(m_confirm, &QPushButton::clicked, this, [this] { remove(true); });
    connect(m_toTrash, &QPushButton::clicked, this, [this] { remove(false); });
    connect(m_undo, &QPushButton::clicked, this, [this] { m_desk.restore(m_trashed); });
    connect(&m_desk, &TrashDesk::restored, this, [this](qint64 files) {
        say(tr("%1 files are back.", nullptr, int(files)).arg(Format::count(files)), false);
        emit changed();
    });
    connect(&m_desk, &TrashDesk::refused, this, [this](const Error &error) { say(sentenceFor(error.code), true); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_stack->setCurrentIndex(0); });
    retranslate();
    show(std::nullopt);
}

QWidget *CachedFooter::makeFacts()
{
    m_title->setObjectName(u"cachedTitle"_s);
    m_effect->setObjectName(u"cachedEffect"_s);
    m_revisions->setObjectName(u"cachedRevisions"_s);
    m_revisions->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_files->setObjectName(u"cachedFilesButton"_s);
    m_pin->setObjectName(u"cachedPinButton"_s);
    m_verify->setObjectName(u"verifyButton"_s);
    m_folder->setObjectName(u"openFolderButton"_s);
    m_undo->setObjectName(u"undoDeleteButton"_s);
    m_delete->setObjectName(u"deleteFilesButton"_s);
    setTone(m_delete, "error");
    auto *facts = new QWidget;
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_effect, 1);
    second->addWidget(m_undo);
    words->addLayout(second);
    auto *layout = new QHBoxLayout(facts);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(words, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_revisions, m_files, m_pin, m_verify, m_folder, m_delete})
        layout->addWidget(widget);
    return facts;
}

QWidget *CachedFooter::makeQuestion()
{
    m_question->setObjectName(u"deleteQuestion"_s);
    m_confirm->setObjectName(u"confirmDeleteButton"_s);
    m_toTrash->setObjectName(u"toTrashButton"_s);
    m_cancel->setObjectName(u"cancelDeleteButton"_s);
    setTone(m_confirm, "error");
    auto *question = new QWidget;
    auto *layout = new QHBoxLayout(question);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_question, 1);
    layout->addWidget(m_cancel);
    layout->addWidget(m_toTrash);
    layout->addWidget(m_confirm);
    return question;
}

void CachedFooter::show(const std::optional<library::HeldRepo> &repo)
{
    const bool isAnother = repo.has_value() != m_repo.has_value() || (repo && m_repo->repo != repo->repo);
    const bool hasChanged = repo != m_repo;
    m_repo = repo;
    if (isAnother && repo) {
        m_said.clear();
        m_trashed.clear();
    }
    if (isAnother)
        m_stack->setCurrentIndex(0);
    if (hasChanged)
        showRevisions();
    showFacts();
}

void CachedFooter::showRevisions()
{
    const QString before = m_revisions->currentData().toString();
    m_revisions->clear();
    m_revisions->addItem(tr("All revisions"), QString());
    if (m_repo) {
        for (const library::HeldRevision &revision : m_repo->revisions) {
            const QString commit = QString::fromStdString(revision.commit);
            const QString name =
                revision.names.empty() ? commit.left(shownCommit) : QString::fromStdString(revision.names.front());
            m_revisions->addItem(tr("%1, %2").arg(name, Format::bytes(double(revision.bytes))), commit);
        }
    }
    m_revisions->setCurrentIndex(std::max(0, m_revisions->findData(before)));
}

void CachedFooter::showFacts()
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_files, m_pin, m_verify, m_folder, m_delete})
        widget->setVisible(m_repo.has_value());
    m_revisions->setVisible(m_repo && m_repo->revisions.size() > 1);
    m_undo->setVisible(!m_trashed.isEmpty());
    setTone(m_effect, m_isFault && !m_said.isEmpty() ? "error" : "");
    if (!m_repo) {
        m_title->setFullText(m_said.isEmpty() ? tr("Choose a repo to pin, look at or delete it.") : m_said);
        m_effect->setFullText({});
        return;
    }
    const QString freed = Format::bytes(double(freedBytes()));
    const QString name = QString::fromStdString(sweep::nameOf(m_repo->repo));
    m_title->setFullText(
        tr("%1 · %2 files", nullptr, int(m_repo->held.files)).arg(name, Format::count(m_repo->held.files)));
    QString effect = tr("Deleting frees %1.").arg(freed);
    if (m_repo->sharedBytes > 0)
        effect = tr("Deleting frees %1: %2 are shared with other repos and stay.")
                     .arg(freed, Format::bytes(double(m_repo->sharedBytes)));
    else if (m_repo->held.pinned != library::Pinned::No && freedBytes() == 0)
        effect = tr("It is pinned: nothing of it is deleted before it is unpinned.");
    m_effect->setFullText(m_said.isEmpty() ? effect : m_said);
    setButtonText(m_delete, tr("Delete files (%1)…").arg(freed));
    m_delete->setEnabled(canDelete());
    setButtonText(m_pin, m_repo->held.pinned == library::Pinned::Whole ? tr("Unpin") : tr("Pin"));
    setButtonText(m_confirm, tr("Delete files (%1)").arg(freed));
    m_question->setText(tr("Delete the files of %1? This frees %2; they are fetched again when somebody asks for them.")
                            .arg(name, freed));
}

std::string CachedFooter::chosenText() const
{
    const std::string commit = m_revisions->currentData().toString().toStdString();
    return sweep::nameOf(m_repo->repo) + (commit.empty() ? std::string() : '@' + commit);
}

std::int64_t CachedFooter::freedBytes() const
{
    const std::string commit = m_revisions->currentData().toString().toStdString();
    const auto revision = std::ranges::find(m_repo->revisions, commit, &library::HeldRevision::commit);
    return revision == m_repo->revisions.end() ? m_repo->freedBytes : revision->freedBytes;
}

/// What shares all of its files frees nothing and goes nevertheless.
bool CachedFooter::canDelete() const
{
    const bool isAllShared = m_repo->held.bytes > 0 && m_repo->sharedBytes == m_repo->held.bytes;
    return freedBytes() > 0 || (isAllShared && m_repo->held.pinned == library::Pinned::No);
}

void CachedFooter::askBeforeDeleting()
{
    if (!m_repo || !canDelete())
        return;
    m_toTrash->setVisible(m_context.control.settings().eviction.trashFor.count() > 0);
    m_stack->setCurrentIndex(1);
    m_cancel->setFocus();
}

void CachedFooter::remove(bool isForGood)
{
    m_stack->setCurrentIndex(0);
    m_context.control.operations().upkeep(
        {.verb = UpkeepVerb::Remove, .policy = {}, .text = chosenText(), .isForGood = isForGood, .limit = mostFiles},
        later<UpkeepAnswer>(this, [this, isForGood](const Result<UpkeepAnswer> &answer) {
            if (!answer) {
                say(sentenceFor(answer.error().code), true);
            } else {
                const QString bytes = Format::bytes(double(answer->swept.freed));
                say(isForGood ? tr("%1 freed.").arg(bytes) : tr("%1 went to the trash.").arg(bytes), false);
                for (const sweep::SweptItem &item : answer->swept.items) {
                    if (!isForGood)
                        m_trashed += QString::fromStdString(item.hash.text());
                }
                showFacts();
            }
            emit changed();
        }));
}

void CachedFooter::pinOrUnpin()
{
    if (!m_repo)
        return;
    const bool isPinning = m_repo->held.pinned != library::Pinned::Whole;
    m_context.control.operations().upkeep(
        {.verb = isPinning ? UpkeepVerb::Pin : UpkeepVerb::Unpin, .policy = {}, .text = sweep::nameOf(m_repo->repo)},
        later<UpkeepAnswer>(this, [this](const Result<UpkeepAnswer> &answer) {
            if (!answer)
                say(sentenceFor(answer.error().code), true);
            emit changed();
        }));
}

void CachedFooter::verifyFiles()
{
    m_verified = m_repo->repo;
    m_context.control.operations().verify({.what = chosenText(), .mends = true},
                                          later<std::int64_t>(this, [this](const Result<std::int64_t> &answer) {
                                              if (answer)
                                                  m_verification = *answer;
                                              else
                                                  say(sentenceFor(answer.error().code), true);
                                          }));
}

void CachedFooter::showVerification(const verify::Report &report)
{
    if (!m_verification || report.number != *m_verification)
        return;
    if (!report.isRunning())
        m_verification.reset();
    if (!m_repo || m_repo->repo != *m_verified)
        return;
    if (report.isRunning())
        say(tr("Verifying: %1 of %2 files", nullptr, int(report.files))
                .arg(Format::count(report.filesDone), Format::count(report.files)),
            false);
    else if (report.left() > 0)
        say(tr("%1 files are not right and could not be mended.", nullptr, int(report.left()))
                .arg(Format::count(report.left())),
            true);
    else if (report.mended > 0)
        say(tr("%1 files were damaged and are mended.", nullptr, int(report.mended)).arg(Format::count(report.mended)),
            false);
    else
        say(tr("%1 files verified, all are right.", nullptr, int(report.filesDone))
                .arg(Format::count(report.filesDone)),
            false);
}

void CachedFooter::openFolder()
{
    const QUrl folder = QUrl::fromLocalFile(QString::fromStdString(m_context.control.settings().dataFolder));
    if (!QDesktopServices::openUrl(folder))
        say(tr("There is no folder %1 on this machine.").arg(folder.toLocalFile()), true);
}

void CachedFooter::say(const QString &sentence, bool isFault)
{
    m_said = sentence;
    m_trashed.clear();
    m_isFault = isFault;
    showFacts();
}

void CachedFooter::retranslate()
{
    setButtonText(m_files, tr("Files"));
    setButtonText(m_verify, tr("Verify"));
    m_verify->setToolTip(tr("Reads every file again and compares it with its hash; damaged ones are fetched again"));
    setButtonText(m_folder, tr("Open folder"));
    setButtonText(m_toTrash, tr("Move to the trash"));
    setButtonText(m_undo, tr("Undo"));
    setButtonText(m_cancel, tr("Cancel"));
    m_revisions->setAccessibleName(tr("Revision"));
    showRevisions();
    showFacts();
}

} // namespace mirrorlake::ui
