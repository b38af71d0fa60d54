#include "completiontext.h"

#include "settings/field.h"

#include <fmt/core.h>

#include <algorithm>

namespace mirrorlake::app {

namespace {

struct Word
{
    std::string name;
    std::string help;
    std::vector<std::string> choices; ///< of an option
    bool takesValue = false;
};

struct Command
{
    std::string path; ///< "mlake jobs pause"
    std::vector<Word> commands;
    std::vector<Word> options;
    std::vector<std::string> words; ///< that may stand in its arguments, where they are known
};

/// What stands in the braces of the type that CLI11 shows: "{model,dataset}".
std::vector<std::string> choicesOf(const CLI::Option &option)
{
    const std::string type = option.get_type_name();
    const std::size_t open = type.find('{');
    const std::size_t close = type.find('}');
    if (open == std::string::npos || close == std::string::npos)
        return {};
    return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

std::vector<Word> optionsOf(const CLI::App &app)
{
    std::vector<Word> words;
    for (const CLI::Option *option : app.get_options([](const CLI::Option *one) { return one->nonpositional(); })) {
        for (const std::string &name : option->get_lnames())
            words.push_back(
                {"--" + name, option->get_description(), choicesOf(*option), option->get_items_expected() > 0});
    }
    return words;
}

/// Keys of settings, with what follows them.
std::vector<std::string> keysWith(std::string_view tail)
{
    std::vector<std::string> keys;
    for (const settings::Field &field : settings::fields())
        keys.push_back(std::string(field.key) + std::string(tail));
    return keys;
}

std::vector<std::string> argumentsOf(const CLI::App &app)
{
    std::vector<std::string> words;
    for (const CLI::Option *option : app.get_options([](const CLI::Option *one) { return one->get_positional(); })) {
        const std::string name = option->get_name();
        const auto known = name == "key" ? keysWith("") : name == "assignment" ? keysWith("=") : choicesOf(*option);
        words.insert(words.end(), known.begin(), known.end());
    }
    return words;
}

void gather(const CLI::App &app, const std::string &path, std::vector<Command> &commands)
{
    Command command{path, {}, optionsOf(app), argumentsOf(app)};
    for (const CLI::App *child : app.get_subcommands([](const CLI::App *one) { return !one->get_name().empty(); }))
        command.commands.push_back({child->get_name(), child->get_description(), {}});
    commands.push_back(std::move(command));
    for (const CLI::App *child : app.get_subcommands([](const CLI::App *one) { return !one->get_name().empty(); }))
        gather(*child, path + " " + child->get_name(), commands);
}

std::string names(const std::vector<Word> &words)
{
    std::string text;
    for (const Word &word : words)
        text += (text.empty() ? "" : " ") + word.name;
    return text;
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// Within single quotes of any of the shells.
std::string quoted(std::string text)
{
    std::erase_if(text, [](char c) { return c == '\'' || c == '\\' || c == '[' || c == ']' || c == '"'; });
    return text;
}

/// A colon separates words in what zsh is told of commands.
std::string withoutColons(std::string text)
{
    std::erase(text, ':');
    return text;
}

/// "mlake jobs" as a name of a shell function.
std::string functionName(std::string path)
{
    std::ranges::replace_if(
        path, [](char c) { return c == ' ' || c == '-'; }, '_');
    return path;
}

/// Finds the command that the words before the cursor name: both shells keep it in "path".
std::string casesOf(const std::vector<Command> &commands)
{
    std::string known;
    for (const Command &command : commands)
        known += (known.empty() ? "" : "|") + fmt::format("'{}'", command.path);
    return known;
}

std::string bashText(const std::string &program, const std::vector<Command> &commands)
{
    std::string text = fmt::format(
        "# {0} for bash: source this, or put it into bash-completion's folder\n"
        "_{0}() {{\n"
        "  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} path={0} word\n"
        "  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${{COMP_WORDS[COMP_CWORD-2]}}; fi\n"
        "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
        "    case \"$path $word\" in {1}) path=\"$path $word\" ;; esac\n"
        "  done\n"
        "  case \"$path $prev\" in\n",
        program, casesOf(commands));
    for (const Command &command : commands) {
        for (const Word &option : command.options) {
            if (option.choices.empty() && option.takesValue)
                text += fmt::format("    '{} {}') return ;;\n", command.path, option.name);
            else if (!option.choices.empty())
                text += fmt::format("    '{} {}') COMPREPLY=($(compgen -W '{}' -- \"$cur\")); return ;;\n",
                                    command.path, option.name, joined(option.choices));
        }
    }
    text += "  esac\n  case \"$path\" in\n";
    for (const Command &command : commands) {
        const std::string first = names(command.commands) + joined(command.words);
        text += fmt::format("    '{}') word='{}'; [[ $cur == -* {}]] && word='{}'\n"
                            "      COMPREPLY=($(compgen -W \"$word\" -- \"$cur\")) ;;\n",
                            command.path, first, first.empty() ? "|| -z $word " : "", names(command.options));
    }
    return text + fmt::format("  esac\n"
                              "  if [[ ${{COMPREPLY[0]}} == *= ]]; then compopt -o nospace; fi\n"
                              "}}\ncomplete -o default -F _{0} {0}\n",
                              program);
}

std::string zshText(const std::string &program, const std::vector<Command> &commands)
{
    std::string text = fmt::format("#compdef {0}\n"
                                   "# {0} for zsh: put it as _{0} into a folder of $fpath\n",
                                   program);
    for (const Command &command : commands) {
        text += fmt::format("_{}() {{\n  _arguments -C", functionName(command.path));
        for (const Word &option : command.options) {
            const std::string value = !option.choices.empty() ? fmt::format(":value:({})", joined(option.choices))
                                      : option.takesValue     ? ":value:_files"
                                                              : "";
            text +=
                fmt::format(" \\\n    '{}{}[{}]{}'", option.name, value.empty() ? "" : "=", quoted(option.help), value);
        }
        if (command.commands.empty()) {
            text += command.words.empty() ? " \\\n    '*:argument:_files'\n}\n"
                                          : fmt::format(" \\\n    '*:argument:({})'\n}}\n", joined(command.words));
            continue;
        }
        text += " \\\n    '1:command:((";
        for (const Word &child : command.commands)
            text += fmt::format(" {}\\:\"{}\"", child.name, withoutColons(quoted(child.help)));
        text += "))' \\\n    '*::argument:->next'\n  case $state in next) case $words[1] in\n";
        for (const Word &child : command.commands)
            text += fmt::format("    {}) _{} ;;\n", child.name, functionName(command.path + " " + child.name));
        text += "  esac ;; esac\n}\n";
    }
    return text +
           fmt::format("if [ \"$funcstack[1]\" = _{0} ]; then _{0} \"$@\"; else compdef _{0} {0}; fi\n", program);
}

std::string fishText(const std::string &program, const std::vector<Command> &commands)
{
    std::string text = fmt::format("# {0} for fish: put it into ~/.config/fish/completions/{0}.fish\n"
                                   "function __{0}_path\n"
                                   "  set -l path {0}\n"
                                   "  for word in (commandline -opc)[2..-1]\n"
                                   "    switch \"$path $word\"\n"
                                   "      case",
                                   program);
    for (const Command &command : commands)
        text += fmt::format(" '{}'", command.path);
    text += "\n        set path \"$path $word\"\n    end\n  end\n  test \"$path\" = \"$argv\"\nend\n";
    for (const Command &command : commands) {
        const std::string condition = fmt::format("complete -c {0} -n '__{0}_path {1}'", program, command.path);
        for (const Word &child : command.commands)
            text += fmt::format("{} -f -a {} -d '{}'\n", condition, child.name, quoted(child.help));
        if (!command.words.empty())
            text += fmt::format("{} -f -a '{}'\n", condition, joined(command.words));
        for (const Word &option : command.options) {
            const std::string value = !option.choices.empty() ? fmt::format(" -x -a '{}'", joined(option.choices))
                                      : option.takesValue     ? " -r"
                                                              : "";
            text += fmt::format("{} -l {}{} -d '{}'\n", condition, option.name.substr(2), value, quoted(option.help));
        }
    }
    return text;
}

} // namespace

const std::vector<std::string> &completedShells()
{
    static const std::vector<std::string> all{"bash", "zsh", "fish"};
    return all;
}

std::optional<std::string> completionText(std::string_view shell, const CLI::App &parser)
{
    std::vector<Command> commands;
    gather(parser, parser.get_name(), commands);
    if (shell == "bash")
        return bashText(parser.get_name(), commands);
    if (shell == "zsh")
        return zshText(parser.get_name(), commands);
    return shell == "fish" ? std::optional(fishText(parser.get_name(), commands)) : std::nullopt;
}

} // namespace mirrorlake::app
