// Search, one repo, what is held, and where a thing is, over HTTP.
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"
#include "control/json/libraryjson.h"
#include "hub/query.h"

namespace mirrorlake::control {

namespace {

template<typename T>
Then<T> tell(const ReplySink &reply)
{
    return [reply](Result<T> answer) { reply(answer ? jsonReply(200, toJson(*answer)) : refusal(answer.error())); };
}

void search(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    auto question = searchQuestionFrom(call.query);
    if (!question)
        return reply(refusal(question.error()));
    desk.operations->library().search(std::move(*question), tell<library::SearchAnswer>(reply));
}

void card(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    auto question = cardQuestionFrom(call.query);
    if (!question)
        return reply(refusal(question.error()));
    desk.operations->library().card(std::move(*question), tell<library::Card>(reply));
}

void held(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    auto question = heldQuestionFrom(call.query);
    if (!question)
        return reply(refusal(question.error()));
    desk.operations->library().held(std::move(*question), tell<library::HeldPage>(reply));
}

void find(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    desk.operations->library().find(std::string(hub::Query::parse(call.query).value("what")),
                                    tell<library::FindAnswer>(reply));
}

constexpr std::string_view searchQuery[] = {"type",           "text",           "author", "task",      "library",
                                            "licence",        "min_parameters", "sort",   "ascending", "here",
                                            "max_parameters", "limit",          "cursor"};
constexpr std::string_view cardQuery[] = {"type", "repo", "revision", "here", "offset", "limit"};
constexpr std::string_view heldQuery[] = {"text", "type", "sort", "ascending", "offset", "limit"};
constexpr std::string_view findQuery[] = {"what"};

constexpr auto get = HttpMethod::Get;
const AdminRoute table[] = {
    {get, "/-/api/v1/search", "search", "Models or datasets, upstream and here; says why there are none", false, "",
     "Found", searchQuery, search},
    {get, "/-/api/v1/repo", "showRepo", "One repo: info, refs, files, and what of it is here", false, "", "Card",
     cardQuery, card},
    {get, "/-/api/v1/held", "listHeld", "Repos of which something is here", false, "", "HeldPage", heldQuery, held},
    {get, "/-/api/v1/find", "find", "Where a repo, a file, a commit or a hash is", false, "", "Places", findQuery,
     find},
};

} // namespace

std::span<const AdminRoute> libraryRoutes()
{
    return table;
}

} // namespace mirrorlake::control
