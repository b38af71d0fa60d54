#include "ui/parts/repoactions.h"

#include "control/control.h"
#include "sweep/pin.h"

#include <QAbstractScrollArea>
#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QGuiApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QString addressOf(const control::Snapshot &snapshot)
{
    return QString::fromStdString(snapshot.addresses.empty() ? snapshot.localUrl : snapshot.addresses.front().url);
}

QString commandFor(const RepoActions::Repo &repo, const QString &address)
{
    const QString kind = repo.key.type == RepoType::Dataset ? u" --repo-type dataset"_s : QString();
    const QString at = repo.revision == "main"_L1 ? QString() : QString(u" --revision "_s + repo.revision);
    return u"HF_ENDPOINT="_s + address + u" hf download "_s + QString::fromStdString(repo.key.id.text()) + kind + at;
}

} // namespace

RepoActions::RepoActions(const Context &context, QWidget *list, Chosen chosen)
    : QObject(list), m_context(context), m_chosen(std::move(chosen))
{
    for (int what = 0; what < WhatCount; ++what) {
        QAction *action = m_actions[std::size_t(what)] = new QAction(this);
        connect(action, &QAction::triggered, this, [this, what] { take(What(what)); });
        list->addAction(action);
    }
    list->setContextMenuPolicy(Qt::ActionsContextMenu);
    list->installEventFilter(this);
    if (const auto *area = qobject_cast<QAbstractScrollArea *>(list))
        area->viewport()->installEventFilter(this);
    retranslate();
}

void RepoActions::take(What what) const
{
    const std::optional<Repo> repo = m_chosen();
    if (!repo)
        return;
    const auto snapshot = m_context.control.snapshot();
    const QString name = QString::fromStdString(sweep::nameOf(repo->key));
    switch (what) {
    case Name:
        return QGuiApplication::clipboard()->setText(QString::fromStdString(repo->key.id.text()));
    case Url:
        return QGuiApplication::clipboard()->setText(addressOf(*snapshot) + u'/' + name);
    case Command:
        return QGuiApplication::clipboard()->setText(commandFor(*repo, addressOf(*snapshot)));
    case Page:
        QDesktopServices::openUrl(QUrl(QString::fromStdString(snapshot->upstream) + u'/' + name));
        break;
    case WhatCount:
        break;
    }
}

void RepoActions::openOnHub() const
{
    take(Page);
}

bool RepoActions::event(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) // a widget hands it to all its children
        retranslate();
    return QObject::event(event);
}

bool RepoActions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ContextMenu) {
        const bool isAny = m_chosen().has_value();
        for (QAction *action : m_actions)
            action->setEnabled(isAny);
    }
    return QObject::eventFilter(watched, event);
}

void RepoActions::retranslate()
{
    const std::array<QString, WhatCount> texts{tr("Copy the name"), tr("Copy the URL"), tr("Copy the command"),
                                               tr("Open on the Hub")};
    for (std::size_t what = 0; what < texts.size(); ++what)
        m_actions[what]->setText(texts[what]);
}

} // namespace mirrorlake::ui
