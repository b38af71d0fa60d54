// What people read and press: complete in both languages, never cut, with a name for those who listen and a key for
// those without a mouse.
#include "gui/windowfixture.h"
#include "ui/parts/addresslabel.h"
#include "ui/parts/elidedlabel.h"

#include <QAbstractItemView>
#include <QActionGroup>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSet>
#include <QSpinBox>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

struct Scene
{
    const char *name;
    control::Snapshot snapshot;
};

std::vector<Scene> scenes()
{
    control::Snapshot starting = stoppedScene();
    starting.state = control::MirrorState::Starting;
    control::Snapshot stopping = busyScene();
    stopping.state = control::MirrorState::Stopping;
    return {{"stopped", stoppedScene()},
            {"starting", starting},
            {"idle", idleScene()},
            {"busy", busyScene()},
            {"stopping", stopping},
            {"port taken", portTakenScene()},
            {"folder in use", brokenFolderScene()}};
}

QString textOf(const QWidget *widget)
{
    if (const auto *elided = qobject_cast<const ui::ElidedLabel *>(widget))
        return elided->fullText();
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text().trimmed();
    return {};
}

/// Names, numbers, addresses and commands, which read the same in every language.
bool isTheSameEverywhere(const QString &text)
{
    static const QRegularExpression technical(
        u"HF_ENDPOINT|https?://|huggingface\\.co|Mirrorlake|^(bash|PowerShell|cmd|Docker|Python)$|Ctrl\\+|:[0-9]{2,5}|"
        "^/|^[0-9.\\s\\x{202f}\\x{a0}]*[kMGTPE]?B(/s)?$|^[0-9a-f]{10}$|cannot listen on|process 2214|<span|VPN"_s);
    static const QRegularExpression words(u"[A-Za-z]{2}"_s);
    return !text.contains(words) || text.contains(technical);
}

/// With a download chosen, so that its details are among what is looked at.
void openPage(const WindowFixture &fixture, ui::PageId page)
{
    fixture.window->openPage(page);
    if (page == ui::PageId::Downloads)
        fixture.find<QTableView>("downloadsTable")->selectRow(0);
    for (int i = 0; i < 4; ++i) // the answer, and what is laid out anew for it
        QCoreApplication::processEvents();
}

QString described(const QWidget *widget, const char *scene)
{
    return u"%1 in %2: \"%3\""_s.arg(QString::fromLatin1(widget->metaObject()->className()), QString::fromLatin1(scene),
                                     textOf(widget));
}

} // namespace

class WordsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void init() { m_dress->language.apply(u"en"_s); }
    void cleanupTestCase() { m_dress.reset(); }

    void switchingLanguageLeavesNothingBehind()
    {
        for (const Scene &scene : scenes()) {
            m_dress->language.apply(u"en"_s);
            WindowFixture fixture(*m_dress, scene.snapshot);
            for (int page = 0; page < ui::pageCount; ++page) {
                openPage(fixture, ui::PageId(page));
                QHash<const QWidget *, QString> english;
                for (const auto *widget : fixture.window->findChildren<QWidget *>())
                    english.insert(widget, textOf(widget));
                m_dress->language.apply(u"zh_CN"_s);
                QTest::qWait(0);
                QCoreApplication::processEvents();
                for (const auto *widget : fixture.window->findChildren<QWidget *>()) {
                    const QString text = textOf(widget);
                    if (widget->isVisible() && !isTheSameEverywhere(text))
                        QVERIFY2(text != english.value(widget), qPrintable(described(widget, scene.name)));
                }
                m_dress->language.apply(u"en"_s);
                QTest::qWait(0);
                QCoreApplication::processEvents();
            }
        }
    }

    void noWordIsCut_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        for (const QString &language : {u"en"_s, u"zh_CN"_s}) {
            for (const QSize size : {QSize(1280, 800), QSize(1024, 640), QSize(960, 540)})
                QTest::addRow("%s %d", qPrintable(language), size.width()) << language << size;
        }
    }
    void noWordIsCut()
    {
        QFETCH(QString, language);
        QFETCH(QSize, size);
        m_dress->language.apply(language);
        for (const Scene &scene : scenes()) {
            WindowFixture fixture(*m_dress, scene.snapshot, size);
            QCOMPARE(fixture.window->size(), size);
            for (int page = 0; page < ui::pageCount; ++page) {
                openPage(fixture, ui::PageId(page));
                for (const auto *widget : fixture.window->findChildren<QWidget *>())
                    verifyWhole(widget, scene.name);
            }
        }
    }

    void everyControlHasAName()
    {
        for (const Scene &scene : scenes()) {
            WindowFixture fixture(*m_dress, scene.snapshot);
            fixture.click("heroQrButton");
            fixture.click("chooseAddressButton");
            fixture.window->close();
            for (int page = 0; page < ui::pageCount; ++page) {
                openPage(fixture, ui::PageId(page));
                for (const auto *widget : fixture.window->findChildren<QWidget *>()) {
                    const bool isInside = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget()) ||
                                          qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()) ||
                                          qobject_cast<const QComboBox *>(widget->parentWidget()) ||
                                          widget->window()->windowType() == Qt::Popup;
                    if (widget->focusPolicy() == Qt::NoFocus || isInside || !widget->isVisible())
                        continue;
                    QVERIFY2(!widget->accessibleName().isEmpty(),
                             qPrintable(described(widget, scene.name) + widget->objectName()));
                }
            }
        }
    }

    void tabGoesFromSidebarToHeaderToPage()
    {
        WindowFixture fixture(*m_dress, idleScene());
        fixture.window->activateWindow();
        auto *sidebar = fixture.find<QWidget>("sidebar");
        sidebar->setFocus();
        QStringList visited;
        for (int i = 0; i < 40; ++i) {
            const QWidget *focused = fixture.window->focusWidget();
            visited << focused->objectName();
            QTest::keyClick(fixture.window->focusWidget(), Qt::Key_Tab);
            if (fixture.window->focusWidget() == sidebar)
                break;
        }
        const QStringList order{u"sidebar"_s,      u"stopButton"_s,    u"menuButton"_s,       u"heroCopyButton"_s,
                                u"heroQrButton"_s, u"clientCommand"_s, u"copyCommandButton"_s};
        qsizetype at = -1;
        for (const QString &name : order) {
            const qsizetype next = visited.indexOf(name);
            QVERIFY2(next > at, qPrintable(name + u" comes out of order in "_s + visited.join(u' ')));
            at = next;
        }
    }

    void noKeyHasTwoMeanings()
    {
        WindowFixture fixture(*m_dress);
        QSet<QString> keys;
        for (const auto *action : fixture.window->findChildren<QAction *>()) {
            const QString key = action->shortcut().toString();
            QVERIFY2(key.isEmpty() || !keys.contains(key), qPrintable(key));
            keys.insert(key);
        }
        QVERIFY(keys.size() > 15);
    }

    void menuSwitchesLanguageAndLookAndSavesBoth()
    {
        WindowFixture fixture(*m_dress, idleScene());
        const auto choose = [&fixture](const QString &value) {
            for (auto *action : fixture.window->findChildren<QAction *>()) {
                if (action->isCheckable() && action->data().toString() == value)
                    action->trigger();
            }
        };
        for (int page = 0; page < ui::pageCount; ++page) {
            fixture.window->openPage(ui::PageId(page));
            choose(u"zh_CN"_s);
            choose(u"dark"_s);
            QCOMPARE(QString::fromStdString(fixture.control.kept.look.language), u"zh_CN"_s);
            QCOMPARE(QString::fromStdString(fixture.control.kept.look.theme), u"dark"_s);
            QVERIFY(m_dress->theme.isDark());
            QTRY_COMPARE(fixture.find<QLabel>("pageTitle")->text(), ui::titleOf(ui::PageId(page)));
            choose(u"en"_s);
            choose(u"light"_s);
            QVERIFY(!m_dress->theme.isDark());
        }
    }

private:
    static void verifyWhole(const QWidget *widget, const char *scene)
    {
        if (!widget->isVisible() || textOf(widget).isEmpty() || qobject_cast<const ui::ElidedLabel *>(widget))
            return;
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (label && label->wordWrap()) {
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(described(widget, scene)));
            return;
        }
        const bool isFitting = qobject_cast<const ui::AddressLabel *>(widget);
        const int needed =
            isFitting ? label->fontMetrics().horizontalAdvance(label->text()) : widget->sizeHint().width();
        QVERIFY2(widget->width() >= needed, qPrintable(described(widget, scene)));
        QVERIFY2(isFitting || widget->height() >= widget->sizeHint().height(), qPrintable(described(widget, scene)));
    }

    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(WordsTest)
#include "words_test.moc"
