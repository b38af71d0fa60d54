// mlake search, ls, show and find
#include "control/json/joborderjson.h"
#include "control/json/libraryjson.h"
#include "librarytext.h"
#include "preload/wish.h"
#include "tool.h"

namespace mirrorlake::app {

namespace {

using library::CardQuestion;
using library::HeldQuestion;
using library::SearchQuestion;

/// "6B" as people write numbers of parameters.
const std::map<std::string, std::int64_t> parameterUnits{
    {"k", 1000}, {"m", 1'000'000}, {"b", 1'000'000'000}, {"t", 1'000'000'000'000}};

struct Words
{
    SearchQuestion search;
    HeldQuestion held;
    std::string type;
    std::string what;
    std::vector<std::string> texts;
    std::size_t limit = 1000;
    bool isReversed = false;
    bool isHereOnly = false;
    bool withFiles = false;
};

/// The library of the mirror that is meant, or nothing when there is none.
library::Library *libraryOf(Tool &tool)
{
    control::RemoteOperations *mirror = tool.mirror();
    return mirror ? &mirror->library() : nullptr;
}

int search(Tool &tool, Words words)
{
    words.search.type = words.type == "dataset" ? RepoType::Dataset : RepoType::Model;
    for (const std::string &text : words.texts)
        words.search.text += (words.search.text.empty() ? "" : " ") + text;
    words.search.isAscending = words.isReversed;
    words.search.isHereOnly = words.isHereOnly;
    library::Library *library = libraryOf(tool);
    if (!library)
        return tool.code();
    const auto answer = answerOf<library::SearchAnswer>([&](auto then) { library->search(words.search, then); });
    if (!answer)
        return tool.failed(answer.error());
    const int printed = Tool::print(tool.isJson() ? control::toJson(*answer) + "\n" : searchText(*answer));
    return printed == MlakeOk && answer->repos.empty() ? MlakeNotFound : printed;
}

int listHeld(Tool &tool, Words words)
{
    words.held.type = words.type;
    words.held.isAscending = words.isReversed;
    words.held.limit = words.limit;
    library::Library *library = libraryOf(tool);
    if (!library)
        return tool.code();
    const auto page = answerOf<library::HeldPage>([&](auto then) { library->held(words.held, then); });
    if (!page)
        return tool.failed(page.error());
    return Tool::print(tool.isJson() ? control::toJson(*page) + "\n" : heldText(*page));
}

int showRepo(Tool &tool, const Words &words)
{
    const auto wish = preload::parseWish(words.what);
    if (!wish)
        return Tool::misused(wish.error().message);
    CardQuestion question{wish->repo, wish->revision.text(), words.isHereOnly, 0, words.limit};
    if (!words.type.empty())
        question.repo.type = *control::repoTypeNamed(words.type);
    library::Library *library = libraryOf(tool);
    if (!library)
        return tool.code();
    const auto card = answerOf<library::Card>([&](auto then) { library->card(question, then); });
    if (!card)
        return tool.failed(card.error());
    if (tool.isJson())
        return Tool::print(control::toJson(*card) + "\n");
    return Tool::print(words.withFiles ? filesText(*card) : cardText(*card));
}

int find(Tool &tool, const Words &words)
{
    library::Library *library = libraryOf(tool);
    if (!library)
        return tool.code();
    const auto answer = answerOf<library::FindAnswer>([&](auto then) { library->find(words.what, then); });
    if (!answer)
        return tool.failed(answer.error());
    const bool isNothing = answer->repos.empty() && answer->files.empty() && answer->strayBlob.empty();
    const int printed = Tool::print(tool.isJson() ? control::toJson(*answer) + "\n" : findText(*answer));
    if (isNothing && !tool.isJson())
        return tool.failed({ErrorCode::EntryNotFound, "nothing known here fits; mlake search asks upstream", 0});
    return isNothing && printed == MlakeOk ? MlakeNotFound : printed;
}

void addSearch(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand("search", "Search models or datasets, upstream and here");
    const auto words = std::make_shared<Words>();
    SearchQuestion &question = words->search;
    command->add_option("words", words->texts, "Somewhere in the name");
    command->add_option("--type", words->type, "What to search")->check(CLI::IsMember({"model", "dataset"}));
    command->add_option("--author", question.author, "Only of this user or organisation")->type_name("NAME");
    command->add_option("--task", question.task, "Such as text-generation")->type_name("TASK");
    command->add_option("--library", question.library, "Such as transformers")->type_name("NAME");
    command->add_option("--licence,--license", question.licence, "Such as apache-2.0")->type_name("NAME");
    command->add_option("--min-parameters", question.minParameters, "At least so many, such as 6B")
        ->transform(CLI::AsNumberWithUnit(parameterUnits))
        ->type_name("N");
    command->add_option("--max-parameters", question.maxParameters, "At most so many, such as 8B")
        ->transform(CLI::AsNumberWithUnit(parameterUnits))
        ->type_name("N");
    command->add_option("--sort", question.sort, "What comes first")
        ->check(CLI::IsMember({"trending", "downloads", "likes", "updated", "created"}))
        ->capture_default_str();
    command->add_flag("--reverse", words->isReversed, "The last first");
    command->add_flag("--here", words->isHereOnly, "Only what is held here; upstream is not asked");
    command->add_option("--limit", question.limit, "Rows of a page")->check(CLI::Range(1, 100))->capture_default_str();
    command->add_option("--cursor", question.cursor, "The next page, as the last one named it")->type_name("TEXT");
    tool.serve(*command, [&tool, words] { return search(tool, *words); });
}

void addList(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand("ls", "List repos that are held here, or the files of one");
    const auto words = std::make_shared<Words>();
    words->isHereOnly = true;
    words->withFiles = true;
    command->add_option("repo", words->what, "org/name[@revision] or datasets/org/name: its files");
    command->add_option("--text", words->held.text, "Only repos with this in their name");
    command->add_option("--type", words->type, "Only of this type")
        ->check(CLI::IsMember({"model", "dataset", "space", "kernel"}));
    command->add_option("--sort", words->held.sort, "What comes first")
        ->check(CLI::IsMember({"used", "size", "freed", "hits", "arrived", "name"}))
        ->capture_default_str();
    command->add_flag("--reverse", words->isReversed, "The last first");
    command->add_option("--offset", words->held.offset, "Rows to pass over")->check(CLI::Range(0, 1'000'000));
    command->add_option("--limit", words->limit, "Rows to show")->check(CLI::Range(1, 10'000))->capture_default_str();
    tool.serve(*command,
               [&tool, words] { return words->what.empty() ? listHeld(tool, *words) : showRepo(tool, *words); });
}

void addShow(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand("show", "Show what there is to know of a repo");
    const auto words = std::make_shared<Words>();
    command->add_option("repo", words->what, "org/name[@revision] or datasets/org/name")->required();
    command->add_option("--type", words->type, "What the name names")
        ->check(CLI::IsMember({"model", "dataset", "space", "kernel"}));
    command->add_flag("--files", words->withFiles, "Its files, and which are here");
    command->add_flag("--here", words->isHereOnly, "What is known here; upstream is not asked");
    command->add_option("--limit", words->limit, "Files to show")->check(CLI::Range(0, 10'000))->capture_default_str();
    tool.serve(*command, [&tool, words] { return showRepo(tool, *words); });
}

void addFind(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand("find", "Find where a repo, a file, a commit or a hash is held");
    const auto words = std::make_shared<Words>();
    command->add_option("what", words->what, "org/name, a file's name, *.gguf, a commit, or the hash of a file")
        ->required();
    tool.serve(*command, [&tool, words] { return find(tool, *words); });
}

} // namespace

void addLibrary(CLI::App &parser, Tool &tool)
{
    addSearch(parser, tool);
    addList(parser, tool);
    addShow(parser, tool);
    addFind(parser, tool);
}

} // namespace mirrorlake::app
