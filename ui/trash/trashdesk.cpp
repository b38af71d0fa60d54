#include "ui/trash/trashdesk.h"

#include "control/control.h"
#include "ui/parts/later.h"

namespace mirrorlake::ui {

using control::UpkeepAnswer;
using control::UpkeepVerb;

namespace {

constexpr std::size_t mostRows = 100'000;

} // namespace

TrashDesk::TrashDesk(const Context &context, QObject *parent) : QObject(parent), m_context(context) {}

void TrashDesk::ask()
{
    m_context.control.operations().upkeep({.verb = UpkeepVerb::Trash},
                                          later<UpkeepAnswer>(this, [this](const Result<UpkeepAnswer> &answer) {
                                              if (!answer)
                                                  emit refused(answer.error());
                                              else if (answer->trash.empty())
                                                  emit came({});
                                              else
                                                  askForHistory(answer->trash);
                                          }));
}

void TrashDesk::askForHistory(std::vector<store::TrashedBlob> trash)
{
    m_context.control.operations().upkeep(
        {.verb = UpkeepVerb::History, .limit = mostRows},
        later<UpkeepAnswer>(this, [this, trash = std::move(trash)](const Result<UpkeepAnswer> &answer) {
            const auto keptFor = m_context.control.settings().eviction.trashFor;
            emit came(trashRows(trash, answer ? answer->history : std::vector<catalog::SweptRecord>(), keptFor));
        }));
}

void TrashDesk::restore(const QStringList &hashes)
{
    change(UpkeepVerb::Restore, hashes, &TrashDesk::restored);
}

void TrashDesk::remove(const QStringList &hashes)
{
    change(UpkeepVerb::EmptyTrash, hashes, &TrashDesk::removed);
}

void TrashDesk::empty()
{
    change(UpkeepVerb::EmptyTrash, {}, &TrashDesk::removed);
}

void TrashDesk::change(UpkeepVerb verb, const QStringList &hashes, void (TrashDesk::*done)(qint64))
{
    m_context.control.operations().upkeep({.verb = verb, .text = hashes.join(u',').toStdString()},
                                          later<UpkeepAnswer>(this, [this, done](const Result<UpkeepAnswer> &answer) {
                                              if (answer)
                                                  emit(this->*done)(answer->count);
                                              else
                                                  emit refused(answer.error());
                                          }));
}

} // namespace mirrorlake::ui
