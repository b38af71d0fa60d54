#include "control/remote/remotelibrary.h"

#include "base/text.h"
#include "control/json/libraryjson.h"
#include "control/remote/remoteoperations.h"

namespace mirrorlake::control {

void RemoteLibrary::search(library::SearchQuestion question, Then<library::SearchAnswer> then)
{
    then(m_mirror.get("/search?" + queryOf(question)).and_then(searchAnswerFromJson));
}

void RemoteLibrary::card(library::CardQuestion question, Then<library::Card> then)
{
    then(m_mirror.get("/repo?" + queryOf(question)).and_then(cardFromJson));
}

void RemoteLibrary::held(library::HeldQuestion question, Then<library::HeldPage> then)
{
    then(m_mirror.get("/held?" + queryOf(question)).and_then(heldPageFromJson));
}

void RemoteLibrary::find(std::string what, Then<library::FindAnswer> then)
{
    then(m_mirror.get("/find?what=" + percentEncoded(what)).and_then(findAnswerFromJson));
}

} // namespace mirrorlake::control
