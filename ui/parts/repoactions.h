// What can be taken from a repo wherever it is listed: its name, its URL at the mirror, the command that downloads it,
// and its page on the Hub. Entries of a list's menu, which it opens by the right button. Thread: GUI.
#pragma once

#include "base/ids.h"
#include "ui/context.h"

#include <QAction>

#include <array>
#include <functional>
#include <optional>

namespace mirrorlake::ui {

class RepoActions final : public QObject
{
    Q_OBJECT

public:
    struct Repo
    {
        RepoKey key;
        QString revision = QStringLiteral("main");
    };
    using Chosen = std::function<std::optional<Repo>()>; ///< nothing when none is

    /// Enters itself into the list's menu, and lives as long as the list.
    RepoActions(const Context &context, QWidget *list, Chosen chosen);

    void openOnHub() const;

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum What
    {
        Name,
        Url,
        Command,
        Page,
        WhatCount
    };
    void take(What what) const;
    void retranslate();

    Context m_context;
    const Chosen m_chosen;
    std::array<QAction *, WhatCount> m_actions{};
};

} // namespace mirrorlake::ui
