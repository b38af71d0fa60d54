// The user guide in the window, in both languages.
#include "gui/windowfixture.h"
#include "ui/guide/guidetext.h"

#include <QDesktopServices>
#include <QDialog>
#include <QScrollBar>
#include <QTextBlock>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

struct GuideFixture : WindowFixture
{
    explicit GuideFixture(Dress &dress) : WindowFixture(dress)
    {
        window->context().actions.guide->trigger();
        QCoreApplication::processEvents();
        dialog = find<QDialog>("guideDialog");
        text = find<ui::GuideText>("guideText");
    }

    QDialog *dialog;
    ui::GuideText *text;
};

/// What leaves the program.
class Desktop : public QObject
{
    Q_OBJECT

public:
    Desktop() { QDesktopServices::setUrlHandler(u"https"_s, this, "take"); }
    ~Desktop() override { QDesktopServices::unsetUrlHandler(u"https"_s); }

    QList<QUrl> opened;

public slots:
    void take(const QUrl &url) { opened += url; }
};

} // namespace

class GuideTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void theMenuOpensItBesideTheWindow()
    {
        const GuideFixture fixture(*m_dress);
        QVERIFY(fixture.dialog && fixture.dialog->isVisible());
        QVERIFY2(!fixture.dialog->isModal(), "one reads it while one works");
        QVERIFY(fixture.text->toPlainText().startsWith(u"User guide"_s));
        fixture.window->context().actions.guide->trigger();
        QCOMPARE(fixture.window->findChildren<QDialog *>(u"guideDialog"_s).size(), 1);
    }

    void itChangesWithTheLanguage()
    {
        const GuideFixture fixture(*m_dress);
        m_dress->language.apply(u"zh_CN"_s);
        QCoreApplication::processEvents();
        QVERIFY(!fixture.text->toPlainText().contains(u"User guide"_s));
        QVERIFY(fixture.text->toPlainText().contains(u"回收区"_s) || fixture.text->toPlainText().contains(u"镜像"_s));
        m_dress->language.apply(u"en"_s);
        QCoreApplication::processEvents();
        QVERIFY(fixture.text->toPlainText().startsWith(u"User guide"_s));
    }

    void everyLinkInsideLeadsSomewhere()
    {
        const GuideFixture fixture(*m_dress);
        for (const char *file : {"guide.md", "guide.zh-CN.md"}) {
            QVERIFY(fixture.text->open(QString::fromLatin1(file)));
            QSet<QString> headings;
            for (QTextBlock block = fixture.text->document()->begin(); block.isValid(); block = block.next()) {
                for (auto part = block.begin(); !part.atEnd(); ++part) {
                    const QUrl link(part.fragment().charFormat().anchorHref());
                    if (link.path().isEmpty() && link.hasFragment())
                        headings.insert(link.fragment(QUrl::FullyDecoded));
                }
            }
            QVERIFY2(headings.size() >= 8, file);
            for (const QString &heading : std::as_const(headings))
                QVERIFY2(fixture.text->scrollTo(heading), qPrintable(heading));
        }
    }

    void linksOpenOtherDocumentsOrTheDesktop()
    {
        const GuideFixture fixture(*m_dress);
        const Desktop desktop;
        emit fixture.text->anchorClicked(QUrl(u"settings.md"_s));
        QVERIFY(fixture.text->toPlainText().contains(u"eviction.trash_for"_s));
        emit fixture.text->anchorClicked(QUrl(u"https://example.org/settings.md"_s));
        QCOMPARE(desktop.opened, QList<QUrl>{QUrl(u"https://example.org/settings.md"_s)});
        QTest::mouseClick(fixture.find<QAbstractButton>("guideTopButton"), Qt::LeftButton);
        QVERIFY(fixture.text->toPlainText().startsWith(u"User guide"_s));
        emit fixture.text->anchorClicked(QUrl(u"#troubleshooting"_s));
        QVERIFY(fixture.text->verticalScrollBar()->value() > 0);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(GuideTest)
#include "guide_test.moc"
