#include "ui/log/lognames.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QRegularExpression formOf(const QString &address)
{
    const QString after = address.contains(u':') ? u"(?![0-9A-Za-z]|:[0-9A-Fa-f:])"_s : u"(?![0-9A-Za-z]|[.][0-9])"_s;
    return QRegularExpression(u"(?<![0-9A-Za-z.:])"_s + QRegularExpression::escape(address) + after);
}

} // namespace

bool LogNames::set(const ClientNames &names)
{
    if (names == m_names)
        return false;
    m_names = names;
    m_named.clear();
    for (const auto &[address, name] : m_names)
        m_named.push_back({address, formOf(address), address + u" = "_s + name});
    return true;
}

QStringList LogNames::in(const QString &text) const
{
    QStringList lines;
    for (const Named &named : m_named) {
        if (text.contains(named.address) && named.form.match(text).hasMatch())
            lines += named.line;
    }
    return lines;
}

} // namespace mirrorlake::ui
