#include "ui/models/fileselection.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using preload::Choice;
using preload::Preset;

std::vector<Choice> presetsFor(const library::Card &card)
{
    const auto hasEnding = [&card](std::string_view ending) {
        return std::ranges::any_of(card.files,
                                   [ending](const library::CardFile &file) { return file.path.ends_with(ending); });
    };
    std::vector<Choice> presets{Choice{}};
    if (hasEnding(".safetensors"))
        presets.push_back({.preset = Preset::Safetensors});
    if (hasEnding(".parquet"))
        presets.push_back({.preset = Preset::Parquet});
    for (const library::Quantisation &quantisation : card.quantisations)
        presets.push_back({.preset = Preset::Gguf, .quantisation = quantisation.name});
    return presets;
}

Choice withPatterns(Choice choice, const QString &patterns)
{
    static const QRegularExpression gap(u"[,\\s]+"_s);
    for (const QString &pattern : patterns.split(gap, Qt::SkipEmptyParts))
        choice.include.push_back(pattern.toStdString());
    return choice;
}

QSet<QString> filesOf(const std::vector<library::CardFile> &files, const Choice &choice)
{
    std::vector<catalog::TreeEntry> entries;
    entries.reserve(files.size());
    for (const library::CardFile &file : files)
        entries.push_back({.path = file.path, .oid = {}, .size = file.size, .lfsSha256 = {}, .xetHash = {}});
    QSet<QString> paths;
    if (const auto chosen = preload::chosenFiles(*catalog::Tree::fromEntries(std::move(entries)), choice)) {
        for (const catalog::TreeEntry &entry : *chosen)
            paths.insert(QString::fromStdString(entry.path));
    }
    return paths;
}

} // namespace mirrorlake::ui
