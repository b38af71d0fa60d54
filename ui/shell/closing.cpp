#include "ui/shell/closing.h"

#include "control/control.h"
#include "ui/format/format.h"
#include "ui/format/statetext.h"
#include "ui/shell/closequestion.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::MirrorState;

Closing::Closing(const Context &context, QWidget *window) : QObject(window), m_context(context), m_window(window) {}

Closing::Answer Closing::answer()
{
    if (m_isEnding)
        return Answer::End;
    if (m_isRemote) {
        m_isEnding = true;
        return Answer::End;
    }
    const auto snapshot = m_context.control.snapshot();
    const std::string wish = m_context.control.settings().look.closing;
    const bool isServing = snapshot->state == MirrorState::Serving || snapshot->state == MirrorState::Starting;
    const bool isBusy = activeClients(*snapshot) > 0;
    if (isServing && wish == "keep" && m_hasTray)
        return Answer::Hide;
    if (!isBusy && (wish == "quit" || !isServing)) {
        m_isEnding = true;
        return Answer::End;
    }
    ask(m_hasTray && isServing && wish == "ask");
    return Answer::Stay;
}

void Closing::quit()
{
    if (!m_isRemote && activeClients(*m_context.control.snapshot()) > 0)
        ask(false);
    else
        end();
}

void Closing::ask(bool canKeep)
{
    if (m_question)
        return;
    m_question = new CloseQuestion({activeClients(*m_context.control.snapshot()), m_hasTray, canKeep}, m_window);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_question, &CloseQuestion::keepChosen, this, &Closing::hideWanted);
    connect(m_question, &CloseQuestion::quitChosen, this, &Closing::end);
    connect(m_question, &CloseQuestion::waitChosen, this, [this] {
        m_isWaiting = true;
        emit changed();
    });
    m_question->open();
}

void Closing::follow(const control::Snapshot &snapshot)
{
    const int active = activeClients(snapshot);
    if (m_question)
        m_question->setActiveClients(active);
    if (m_isWaiting && active == 0)
        end();
}

std::optional<Banner> Closing::banner(const control::Snapshot &snapshot)
{
    if (!m_isWaiting)
        return std::nullopt;
    const int active = activeClients(snapshot);
    return Banner{.id = u"waitingToQuitBanner"_s,
                  .tone = Banner::Tone::Note,
                  .title =
                      tr("Mirrorlake quits when %1 clients have finished.", nullptr, active).arg(Format::count(active)),
                  .text = {},
                  .detail = {},
                  .buttons = {{u"quitNowButton"_s, tr("Quit now"), false, [this] { end(); }},
                              {u"stayButton"_s, tr("Stay"), false, [this] {
                                   m_isWaiting = false;
                                   emit changed();
                               }}}};
}

void Closing::end()
{
    m_isEnding = true;
    emit endWanted();
}

} // namespace mirrorlake::ui
