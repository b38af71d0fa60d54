#include "ui/theme/theme.h"

#include "ui/theme/fonts.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/tintedicon.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QPalette paletteOf(const Tokens &tokens)
{
    static constexpr std::pair<QPalette::ColorRole, Token> roles[] = {
        {QPalette::Window, Token::Window},
        {QPalette::WindowText, Token::Text},
        {QPalette::Base, Token::Base},
        {QPalette::AlternateBase, Token::AlternateBase},
        {QPalette::Text, Token::Text},
        {QPalette::Button, Token::Button},
        {QPalette::ButtonText, Token::ButtonText},
        {QPalette::PlaceholderText, Token::Placeholder},
        {QPalette::Highlight, Token::Accent},
        {QPalette::HighlightedText, Token::OnAccent},
        {QPalette::Link, Token::Link},
        {QPalette::LinkVisited, Token::Link},
        {QPalette::ToolTipBase, Token::Tooltip},
        {QPalette::ToolTipText, Token::TooltipText},
        {QPalette::BrightText, Token::Error},
        {QPalette::Light, Token::Raised},
        {QPalette::Midlight, Token::ButtonHover},
        {QPalette::Mid, Token::Line},
        {QPalette::Dark, Token::ControlLine},
    };
    QPalette palette;
    for (const auto &[role, token] : roles)
        palette.setColor(role, tokens.color(token));
    for (QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, tokens.color(Token::DisabledText));
    return palette;
}

} // namespace

Theme::Theme(QObject *parent) : QObject(parent), m_tokens(Tokens::load(u"light"_s))
{
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    connect(&m_systemLook, &SystemLook::changed, this, [this] {
        if (m_followsSystem)
            wear(m_systemLook.isDark());
    });
}

Theme::~Theme() = default;

void Theme::apply(const QString &setting)
{
    m_followsSystem = setting != "light"_L1 && setting != "dark"_L1;
    wear(m_followsSystem ? m_systemLook.isDark() : setting == "dark"_L1);
}

QIcon Theme::icon(const QString &name, Token normal) const
{
    return icon(name, normal, normal);
}

QIcon Theme::icon(const QString &name, Token normal, Token checked) const
{
    return QIcon(new TintedIconEngine(*this, name, normal, checked));
}

QPixmap Theme::pixmap(const QString &name, Token token, int size, qreal deviceRatio) const
{
    return tintedPixmap(name, color(token), QSize(size, size), deviceRatio);
}

void Theme::wear(bool dark)
{
    m_isDark = dark;
    m_tokens = Tokens::load(dark ? u"dark"_s : u"light"_s);
    writeSheetIcons();
    QFile sheet(u":/mirrorlake/theme/mirrorlake.qss"_s);
    const bool isOpen = sheet.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    QApplication::setPalette(paletteOf(m_tokens));
    qApp->setStyleSheet(
        expandStyleSheet(QString::fromUtf8(sheet.readAll()), m_tokens, m_sheetIcons.path(), emphasisWeight()));
    emit changed();
}

void Theme::writeSheetIcons() const
{
    static const std::pair<QString, Token> icons[] = {
        {u"chevron-down"_s, Token::TextMuted}, {u"check"_s, Token::OnAccent}, {u"dash"_s, Token::OnAccent}};
    for (const auto &[name, token] : icons) {
        tintedPixmap(name, color(token), QSize(20, 20), 1).save(m_sheetIcons.filePath(name + u".png"_s));
        tintedPixmap(name, color(token), QSize(20, 20), 2).save(m_sheetIcons.filePath(name + u"@2x.png"_s));
    }
}

} // namespace mirrorlake::ui
