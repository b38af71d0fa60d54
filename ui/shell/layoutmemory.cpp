#include "ui/shell/layoutmemory.h"

#include <QHeaderView>
#include <QMainWindow>
#include <QSettings>
#include <QSplitter>
#include <QTableView>
#include <QTimer>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int version = 1;
constexpr int saveMilliseconds = 60'000; ///< so that a program that is killed has its columns again, too

QString versionKey()
{
    return u"layout/version"_s;
}

/// Names that stay the same: what a table is called, and on which page it stands.
QString keyOf(const QWidget &widget)
{
    QString key = widget.objectName();
    for (const QWidget *parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
        if (parent->objectName().endsWith("Page"_L1))
            return parent->objectName() + u'.' + key;
    }
    return key;
}

/// Of heads that can be seen; nobody arranges the others.
template<class Visit>
void forEachHeader(const QMainWindow &window, Visit visit)
{
    for (auto *table : window.findChildren<QTableView *>()) {
        if (!table->horizontalHeader()->isHidden())
            visit(*table, *table->horizontalHeader());
    }
    for (auto *tree : window.findChildren<QTreeView *>()) {
        if (!tree->header()->isHidden())
            visit(*tree, *tree->header());
    }
}

/// The words may be those of another language than when the widths were kept.
void showWholeTitles(QHeaderView &header)
{
    for (int column = 0; column < header.count(); ++column) {
        const bool isMovable = header.sectionResizeMode(column) == QHeaderView::Interactive;
        const int least = header.sectionSizeHint(column);
        if (isMovable && !header.isSectionHidden(column) && header.sectionSize(column) < least)
            header.resizeSection(column, least);
    }
}

} // namespace

QHash<QString, QByteArray> LayoutMemory::present() const
{
    QHash<QString, QByteArray> states{{u"geometry"_s, m_window.saveGeometry()}};
    forEachHeader(m_window, [&](const QWidget &view, const QHeaderView &header) {
        if (!view.objectName().isEmpty())
            states.insert(keyOf(view), header.saveState());
    });
    for (const auto *splitter : m_window.findChildren<QSplitter *>()) {
        if (!splitter->objectName().isEmpty())
            states.insert(keyOf(*splitter), splitter->saveState());
    }
    return states;
}

void LayoutMemory::apply(const QHash<QString, QByteArray> &states) const
{
    forEachHeader(m_window, [&](const QWidget &view, QHeaderView &header) {
        if (const auto state = states.constFind(keyOf(view)); state != states.constEnd()) {
            header.restoreState(*state);
            showWholeTitles(header);
        }
    });
    for (auto *splitter : m_window.findChildren<QSplitter *>()) {
        if (const auto state = states.constFind(keyOf(*splitter)); state != states.constEnd())
            splitter->restoreState(*state);
    }
}

void LayoutMemory::begin(const QString &file)
{
    m_file = file;
    m_first = present();
    auto *again = new QTimer(&m_window);
    QObject::connect(again, &QTimer::timeout, &m_window, [this] {
        if (m_window.isVisible())
            save();
    });
    again->start(saveMilliseconds);
    QSettings kept(file, QSettings::IniFormat);
    if (kept.value(versionKey()).toInt() != version)
        return;
    kept.beginGroup(u"layout"_s);
    QHash<QString, QByteArray> states;
    const QStringList keys = kept.childKeys();
    for (const QString &key : keys)
        states.insert(key, kept.value(key).toByteArray());
    m_window.restoreGeometry(states.value(u"geometry"_s));
    apply(states);
}

void LayoutMemory::save() const
{
    if (m_file.isEmpty())
        return;
    QSettings kept(m_file, QSettings::IniFormat);
    kept.setValue(versionKey(), version);
    const QHash<QString, QByteArray> states = present();
    for (auto state = states.cbegin(); state != states.cend(); ++state)
        kept.setValue(u"layout/"_s + state.key(), state.value());
}

void LayoutMemory::reset()
{
    apply(m_first);
    QSettings(m_file, QSettings::IniFormat).remove(u"layout"_s);
}

} // namespace mirrorlake::ui
