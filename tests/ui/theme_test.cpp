#include "ui/theme/fonts.h"
#include "ui/theme/resources.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFontInfo>
#include <QFontMetrics>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace mirrorlake::ui;

namespace {

struct Pair
{
    Token front;
    Token back;
    double least;
};

std::vector<Pair> pairs()
{
    using enum Token;
    constexpr double text = 4.5;
    constexpr double edge = 3.0;
    std::vector<Pair> all;
    for (Token back : {Window, Sidebar, Base, AlternateBase, RowSelected, RowHover}) {
        for (Token front : {Text, TextMuted})
            all.push_back({front, back, text});
    }
    for (Token back : {Base, Window, RowSelected, AlternateBase}) {
        for (Token front : {Link, Ok, Warn, Error, Lan, Upstream, Joined})
            all.push_back({front, back, text});
    }
    const std::pair<Token, Token> more[] = {{OnAccent, Accent},
                                            {OnAccent, AccentHover},
                                            {ButtonText, Button},
                                            {Placeholder, Base},
                                            {Ok, OkTint},
                                            {Warn, WarnTint},
                                            {Error, ErrorTint},
                                            {Lan, LanTint},
                                            {Upstream, UpstreamTint},
                                            {Joined, JoinedTint},
                                            {Text, WarnTint},
                                            {Text, ErrorTint},
                                            {Text, OkTint},
                                            {Text, LanTint},
                                            {TooltipText, Tooltip},
                                            {Accent, RowSelected},
                                            {ButtonText, ButtonHover}};
    for (const auto &[front, back] : more)
        all.push_back({front, back, text});
    for (Token front : {ControlLine, Lan, Upstream, Joined})
        all.push_back({front, Base, edge});
    all.push_back({Accent, Window, edge});
    all.push_back({Accent, Track, edge});
    return all;
}

std::array<double, 3> linear(const QColor &color)
{
    const auto channel = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return {channel(color.redF()), channel(color.greenF()), channel(color.blueF())};
}

double luminance(const QColor &color)
{
    const auto rgb = linear(color);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

using Matrix = std::array<std::array<double, 3>, 3>;

std::array<double, 3> times(const Matrix &matrix, const std::array<double, 3> &v)
{
    std::array<double, 3> result{};
    for (std::size_t row = 0; row < 3; ++row)
        result[row] = matrix[row][0] * v[0] + matrix[row][1] * v[1] + matrix[row][2] * v[2];
    return result;
}

std::array<double, 3> lab(std::array<double, 3> rgb)
{
    static constexpr Matrix toXyz{{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}};
    static constexpr std::array white{0.9505, 1.0, 1.089};
    for (double &c : rgb)
        c = std::clamp(c, 0.0, 1.0);
    auto f = times(toXyz, rgb);
    for (std::size_t i = 0; i < 3; ++i) {
        f[i] /= white[i];
        f[i] = f[i] > 0.008856 ? std::cbrt(f[i]) : 7.787 * f[i] + 16.0 / 116;
    }
    return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        initResources();
        installFonts();
    }

    void textCanBeReadOnEverySurface_data() { addLooks(); }
    void textCanBeReadOnEverySurface()
    {
        QFETCH(QString, look);
        const Tokens tokens = Tokens::load(look);
        for (const Pair &pair : pairs()) {
            const double ratio = contrast(tokens.color(pair.front), tokens.color(pair.back));
            QVERIFY2(
                ratio >= pair.least,
                qPrintable(u"%1 on %2: %3"_s.arg(Tokens::nameOf(pair.front), Tokens::nameOf(pair.back)).arg(ratio)));
        }
    }

    void bothDataColoursDifferForColourBlindEyes_data() { addLooks(); }
    void bothDataColoursDifferForColourBlindEyes()
    {
        // Machado, Oliveira and Fernandes 2009: protanopia, deuteranopia, tritanopia at full severity
        static constexpr std::array<Matrix, 3> eyes{
            {{{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
             {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
             {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};
        QFETCH(QString, look);
        const Tokens tokens = Tokens::load(look);
        for (const Matrix &eye : eyes) {
            const auto lan = lab(times(eye, linear(tokens.color(Token::Lan))));
            const auto upstream = lab(times(eye, linear(tokens.color(Token::Upstream))));
            const double distance = std::hypot(lan[0] - upstream[0], lan[1] - upstream[1], lan[2] - upstream[2]);
            QVERIFY2(distance >= 15, qPrintable(QString::number(distance)));
        }
    }

    void styleSheetNamesOnlyTokensThatExist()
    {
        QFile file(u":/mirrorlake/theme/mirrorlake.qss"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString sheet =
            expandStyleSheet(QString::fromUtf8(file.readAll()), Tokens::load(u"light"_s), u"/icons"_s, 600);
        QVERIFY(!sheet.contains(u'@'));
        QVERIFY(sheet.contains(u"#F2F5F7"_s, Qt::CaseInsensitive));
        QVERIFY(sheet.contains(u"url(/icons/check.png)"_s));
    }

    void longNamesWinOverTheirBeginnings()
    {
        const Tokens tokens = Tokens::load(u"light"_s);
        QCOMPARE(expandStyleSheet(u"@textMuted @text;"_s, tokens, {}, 600),
                 tokens.color(Token::TextMuted).name() + u' ' + tokens.color(Token::Text).name() + u';');
    }

    void lookCanBeSwitchedWhileRunning()
    {
        Theme theme;
        QSignalSpy changed(&theme, &Theme::changed);
        theme.apply(u"light"_s);
        const QIcon icon = theme.icon(u"copy"_s);
        const QImage light = icon.pixmap(18, 18).toImage();
        QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Token::Window));
        theme.apply(u"dark"_s);
        QVERIFY(theme.isDark());
        QCOMPARE(changed.size(), 2);
        QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Token::Window));
        QVERIFY2(icon.pixmap(18, 18).toImage() != light, "an icon made before follows the look");
    }

    void everyIconIsDrawn()
    {
        Theme theme;
        theme.apply(u"light"_s);
        const QStringList names = QDir(u":/mirrorlake/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(names.size() > 60);
        for (const QString &name : names) {
            const QImage image = theme.pixmap(name.chopped(4), Token::Text, 20, 2).toImage();
            QCOMPARE(image.size(), QSize(40, 40));
            QVERIFY2(image.convertToFormat(QImage::Format_ARGB32).constBits() &&
                         image != QImage(image.size(), image.format()),
                     qPrintable(name));
        }
    }

    void addressesAreSetInAFixedFont()
    {
        const QFontMetrics metrics(fixedFont(10));
        QCOMPARE(metrics.horizontalAdvance(u"iiii"_s), metrics.horizontalAdvance(u"MMMM"_s));
    }

    void chineseHasGlyphs()
    {
        for (const QFont &font : {textFont(10), fixedFont(10)})
            QVERIFY2(QFontMetrics(font).horizontalAdvance(u"镜像"_s) >= QFontMetrics(font).horizontalAdvance(u"ab"_s),
                     "no Chinese font is installed");
    }

private:
    void addLooks()
    {
        QTest::addColumn<QString>("look");
        QTest::newRow("light") << u"light"_s;
        QTest::newRow("dark") << u"dark"_s;
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
