#include "ui/theme/stylesheet.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

QString expandStyleSheet(const QString &sheetTemplate, const Tokens &tokens, const QString &iconFolder, int emphasis)
{
    QHash<QString, QString> values{{u"icons"_s, iconFolder}, {u"emphasis"_s, QString::number(emphasis)}};
    for (int i = 0; i < static_cast<int>(Token::Count); ++i)
        values.insert(Tokens::nameOf(Token(i)), tokens.color(Token(i)).name());

    static const QRegularExpression comment(u"/\\*.*?\\*/"_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression name(u"@([A-Za-z]+)"_s);
    QString source = sheetTemplate;
    source.remove(comment);

    QString sheet;
    qsizetype done = 0;
    for (auto matches = name.globalMatch(source); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        sheet += QStringView(source).mid(done, match.capturedStart() - done);
        sheet += values.value(match.captured(1), match.captured(0));
        done = match.capturedEnd();
    }
    return sheet + QStringView(source).mid(done);
}

} // namespace mirrorlake::ui
