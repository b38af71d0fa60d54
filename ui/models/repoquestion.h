// Fetches the card of one repo with all of its files, page after page. A later question makes an earlier one count for
// nothing. Thread: GUI.
#pragma once

#include "library/card.h"
#include "ui/context.h"

#include <QObject>

namespace mirrorlake::ui {

class RepoQuestion final : public QObject
{
    Q_OBJECT

public:
    explicit RepoQuestion(const Context &context, QObject *parent = nullptr);

    void ask(const RepoKey &repo, const std::string &revision);
    void forget() { ++m_turn; }

signals:
    void found(const mirrorlake::library::Card &card);
    void refused(const mirrorlake::Error &error);

private:
    void askFrom(std::size_t offset);
    void take(const Result<library::Card> &answer);

    Context m_context;
    int m_turn = 0;
    std::optional<library::CardQuestion> m_question;
    std::optional<library::Card> m_card;
};

} // namespace mirrorlake::ui
