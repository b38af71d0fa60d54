#include "ui/models/repoquestion.h"

#include "control/control.h"
#include "ui/parts/later.h"

namespace mirrorlake::ui {

using library::Card;

namespace {

constexpr std::size_t filesAPage = 10'000;

} // namespace

RepoQuestion::RepoQuestion(const Context &context, QObject *parent) : QObject(parent), m_context(context) {}

void RepoQuestion::ask(const RepoKey &repo, const std::string &revision)
{
    ++m_turn;
    m_card.reset();
    m_question = library::CardQuestion{.repo = repo, .revision = revision, .limit = filesAPage};
    askFrom(0);
}

void RepoQuestion::askFrom(std::size_t offset)
{
    m_question->offset = offset;
    m_context.control.operations().library().card(*m_question,
                                                  later<Card>(this, [this, turn = m_turn](const Result<Card> &answer) {
                                                      if (turn == m_turn)
                                                          take(answer);
                                                  }));
}

void RepoQuestion::take(const Result<Card> &answer)
{
    if (!answer) {
        emit refused(answer.error());
        return;
    }
    if (m_card)
        m_card->files.insert(m_card->files.end(), answer->files.begin(), answer->files.end());
    else
        m_card = *answer;
    const bool isMore = !answer->files.empty() && std::int64_t(m_card->files.size()) < m_card->fileCount;
    if (isMore)
        askFrom(m_card->files.size());
    else
        emit found(*std::exchange(m_card, std::nullopt));
}

} // namespace mirrorlake::ui
