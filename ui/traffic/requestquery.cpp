#include "ui/traffic/requestquery.h"

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

struct Unit
{
    const char *name;
    double size;
};
constexpr std::array byteUnits{Unit{"b", 1}, Unit{"kb", 1e3}, Unit{"mb", 1e6}, Unit{"gb", 1e9}, Unit{"tb", 1e12}};
constexpr std::array timeUnits{Unit{"ms", 1}, Unit{"s", 1e3}, Unit{"min", 6e4}, Unit{"h", 3.6e6}};

/// "1.5gb" in the units; a number alone counts in the first of them.
std::optional<double> amount(const QString &text, std::span<const Unit> units)
{
    static const QRegularExpression form(u"^([0-9]+(?:\\.[0-9]+)?)\\s*([a-z]*)$"_s);
    const QRegularExpressionMatch match = form.match(text.toLower());
    if (!match.hasMatch())
        return std::nullopt;
    const QString name = match.captured(2);
    const auto unit = std::ranges::find_if(
        units, [&](const Unit &one) { return name.isEmpty() || name == QLatin1StringView(one.name); });
    return unit == units.end() ? std::nullopt : std::optional(match.captured(1).toDouble() * unit->size);
}

/// With * or ? the whole must fit, else a part.
QRegularExpression wildcard(const QString &pattern)
{
    const bool isWhole = pattern.contains(u'*') || pattern.contains(u'?');
    QString form = QRegularExpression::escape(pattern);
    form.replace(u"\\*"_s, u".*"_s).replace(u"\\?"_s, u"."_s);
    return QRegularExpression(isWhole ? QRegularExpression::anchoredPattern(form) : form,
                              QRegularExpression::CaseInsensitiveOption);
}

bool hasStatus(int status, const QString &wanted)
{
    if (wanted.endsWith("xx"_L1))
        return status / 100 == wanted.left(1).toInt();
    return status == wanted.toInt();
}

/// By its address, or as people call it
bool isClient(const RequestRow &row, const QRegularExpression &form)
{
    return form.match(row.client).hasMatch() || (!row.clientName.isEmpty() && form.match(row.clientName).hasMatch());
}

} // namespace

std::optional<RequestQuery> RequestQuery::parse(const QString &text)
{
    RequestQuery query;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        std::optional<Test> test = testFor(word);
        if (!test)
            return std::nullopt;
        query.m_tests.push_back(std::move(*test));
    }
    return query;
}

bool RequestQuery::matches(const RequestRow &row) const
{
    return std::ranges::all_of(m_tests, [&row](const Test &test) { return test(row); });
}

std::optional<RequestQuery::Test> RequestQuery::testFor(const QString &word)
{
    static const QRegularExpression comparison(u"^(size|took)([<>])(.+)$"_s, QRegularExpression::CaseInsensitiveOption);
    if (const auto match = comparison.match(word); match.hasMatch()) {
        const bool isSize = match.captured(1).startsWith(u's', Qt::CaseInsensitive);
        const auto bound = isSize ? amount(match.captured(3), byteUnits) : amount(match.captured(3), timeUnits);
        if (!bound)
            return std::nullopt;
        const bool isAbove = match.captured(2) == ">"_L1;
        return [isSize, isAbove, bound = *bound](const RequestRow &row) {
            const auto value = double(isSize ? row.bytes : row.took);
            return isAbove ? value > bound : value < bound;
        };
    }
    const QString name = word.section(u':', 0, 0).toLower();
    const QString value = word.section(u':', 1);
    const auto fieldTest = [&value](QString RequestRow::*field) -> Test {
        return [field, form = wildcard(value)](const RequestRow &row) { return form.match(row.*field).hasMatch(); };
    };
    if (word.contains(u':') && !value.isEmpty()) {
        if (name == "client"_L1)
            return [form = wildcard(value)](const RequestRow &row) { return isClient(row, form); };
        if (name == "repo"_L1 || name == "model"_L1)
            return fieldTest(&RequestRow::repo);
        if (name == "file"_L1)
            return fieldTest(&RequestRow::path);
        if (name == "method"_L1)
            return fieldTest(&RequestRow::method);
        if (name == "status"_L1)
            return [value](const RequestRow &row) { return hasStatus(row.status, value.toLower()); };
        if (name == "result"_L1)
            return [value](const RequestRow &row) {
                return QLatin1StringView(keyOf(resultOf(row))).startsWith(value, Qt::CaseInsensitive);
            };
    }
    return [form = wildcard(word)](const RequestRow &row) {
        return form.match(row.repo).hasMatch() || form.match(row.path).hasMatch() || isClient(row, form);
    };
}

} // namespace mirrorlake::ui
