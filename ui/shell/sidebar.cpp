#include "ui/shell/sidebar.h"

#include "ui/shell/sidebardelegate.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int wideWidth = 196;
constexpr int narrowWidth = 56;

} // namespace

Sidebar::Sidebar(const Theme &theme, QWidget *parent) : QListView(parent), m_model(this)
{
    setObjectName(u"sidebar"_s);
    setModel(&m_model);
    setItemDelegate(new SidebarDelegate(theme, this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setNarrow(false);
}

void Sidebar::setNarrow(bool isNarrow)
{
    static_cast<SidebarDelegate *>(itemDelegate())->setNarrow(isNarrow);
    setFixedWidth(isNarrow ? narrowWidth : wideWidth);
    viewport()->update();
}

void Sidebar::setPage(PageId page)
{
    setCurrentIndex(m_model.index(SidebarModel::rowOf(page)));
}

void Sidebar::retranslate()
{
    setAccessibleName(tr("Pages"));
    m_model.retranslate();
}

void Sidebar::resizeEvent(QResizeEvent *event)
{
    const int entries = pageCount * SidebarDelegate::entryHeight(fontMetrics());
    static_cast<SidebarDelegate *>(itemDelegate())->setSpacerHeight(std::max(8, viewport()->height() - entries));
    scheduleDelayedItemsLayout();
    QListView::resizeEvent(event);
}

void Sidebar::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid() && current.row() != SidebarModel::spacerRow)
        emit pageChosen(SidebarModel::pageAt(current.row()));
}

} // namespace mirrorlake::ui
