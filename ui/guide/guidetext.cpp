#include "ui/guide/guidetext.h"

#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QRegularExpression>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int margin = 16;
constexpr int widestPicture = 720;

/// As the makers of web pages from Markdown name a heading.
QString nameOf(const QString &heading)
{
    static const QRegularExpression dropped(u"[^\\w\\- ]"_s, QRegularExpression::UseUnicodePropertiesOption);
    return heading.toLower().remove(dropped).replace(u' ', u'-');
}

} // namespace

QString guideFolder()
{
    const QDir programs(QCoreApplication::applicationDirPath());
    for (const QString &folder : {u"../share/doc/mirrorlake"_s, u"../../../docs"_s}) {
        if (programs.exists(folder + u"/pictures"_s))
            return programs.absoluteFilePath(folder);
    }
    return {};
}

GuideText::GuideText(QWidget *parent) : QTextBrowser(parent)
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    document()->setDefaultFont(textFont(10));
    document()->setDocumentMargin(margin);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
}

bool GuideText::open(const QString &file)
{
    QFile source(u":/mirrorlake/docs/"_s + file);
    if (!source.open(QIODevice::ReadOnly))
        return false;
    QString text = QString::fromUtf8(source.readAll());
    static const QRegularExpression picture(u"^!\\[.*\\]\\(.*\\)$"_s, QRegularExpression::MultilineOption);
    const QString folder = guideFolder();
    if (folder.isEmpty())
        text.remove(picture);
    setSearchPaths({folder});
    setMarkdown(text);
    dress();
    moveCursor(QTextCursor::Start);
    return true;
}

/// Air above headings; lines of code on a ground of their own, and broken where the window ends.
void GuideText::dress()
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        if (format.headingLevel() > 1)
            format.setTopMargin(margin);
        if (format.nonBreakableLines()) {
            format.setNonBreakableLines(false);
            format.setBackground(palette().alternateBase());
        }
        if (format != block.blockFormat())
            QTextCursor(block).setBlockFormat(format);
    }
}

bool GuideText::scrollTo(const QString &heading)
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0 || nameOf(block.text()) != heading)
            continue;
        moveCursor(QTextCursor::End); // so that the heading comes to stand on top
        setTextCursor(QTextCursor(block));
        return true;
    }
    return false;
}

QVariant GuideText::loadResource(int type, const QUrl &name)
{
    const QVariant resource = QTextBrowser::loadResource(type, name);
    if (type != QTextDocument::ImageResource)
        return resource;
    const QImage image = QImage::fromData(resource.toByteArray());
    const int width = std::min({image.width(), widestPicture, std::max(200, viewport()->width() - 3 * margin)});
    return image.isNull() ? resource : image.scaledToWidth(width, Qt::SmoothTransformation);
}

} // namespace mirrorlake::ui
