#include "ui/health/checkuptext.h"

#include "ui/format/format.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::Checkup;
using control::Finding;
using control::Health;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(mirrorlake::ui::HealthDialog)
};

/// A text of the table in the present language, with its words put in.
QString told(const char *text, const std::vector<std::string> &words)
{
    if (!*text)
        return {};
    const QString translated = QCoreApplication::translate("Checkup", text);
    return QString::fromStdString(control::withWords(translated.toStdString(), words));
}

} // namespace

FindingText textOf(const Finding &finding)
{
    FindingText text;
    switch (finding.health()) {
    case Health::Green:
        text = {u"ok"_s, Token::Ok, {}, Words::tr("Good"), {}, {}};
        break;
    case Health::Amber:
        text = {u"warning"_s, Token::Warn, {}, Words::tr("Look at this"), {}, {}};
        break;
    case Health::Red:
        text = {u"error"_s, Token::Error, {}, Words::tr("Fails"), {}, {}};
        break;
    case Health::Skipped:
        text = {u"info"_s, Token::TextMuted, {}, Words::tr("Not checked"), {}, {}};
        break;
    }
    text.name = QCoreApplication::translate("Checkup", control::checkLabel(finding.check()));
    if (const control::FindingRow *row = control::findingRow(finding.code)) {
        text.seen = told(row->seen, finding.words);
        text.next = told(row->next, finding.words);
    }
    return text;
}

QString verdictOf(const Checkup &checkup)
{
    int red = 0;
    int amber = 0;
    for (const Finding &finding : checkup.findings) {
        red += finding.health() == Health::Red ? 1 : 0;
        amber += finding.health() == Health::Amber ? 1 : 0;
    }
    if (red > 0)
        return Words::tr("%1 things do not work", nullptr, red).arg(red);
    return amber > 0 ? Words::tr("The mirror works, %1 things need you", nullptr, amber).arg(amber)
                     : Words::tr("The mirror works");
}

QString reportOf(const Checkup &checkup)
{
    QStringList lines{u"Mirrorlake: "_s + verdictOf(checkup) + u", "_s + Format::dateTime(checkup.at)};
    for (const Finding &finding : checkup.findings) {
        const FindingText text = textOf(finding);
        lines += u"[%1] %2: %3"_s.arg(text.word, text.name, text.seen);
        if (!text.next.isEmpty())
            lines += u"    → "_s + text.next;
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace mirrorlake::ui
