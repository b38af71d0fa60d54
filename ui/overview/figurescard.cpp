#include "ui/overview/figurescard.h"

#include "ui/format/names.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconlabel.h"
#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

FiguresCard::FiguresCard(const Theme &theme, QWidget *parent) : QFrame(parent), m_figures{}
{
    setProperty("role", u"card"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    m_figures = {makeFigure(theme, u"export"_s, Token::Lan), makeFigure(theme, u"downloads"_s, Token::Upstream),
                 makeFigure(theme, u"disk"_s, Token::Ok), makeFigure(theme, u"verify"_s, Token::Ok)};
    static const std::array names{u"figureServed"_s, u"figureFetched"_s, u"figureSaved"_s, u"figureHitRate"_s};
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        if (i > 0)
            layout->addWidget(makeLine(Qt::Vertical, this));
        m_figures[i].box->setObjectName(names[i]);
        layout->addWidget(m_figures[i].box, 1);
    }
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    retranslate();
}

FiguresCard::Figure FiguresCard::makeFigure(const Theme &theme, const QString &icon, Token color)
{
    auto *box = new QWidget(this);
    Figure figure{box, makeLabel("help", box), makeLabel("figure", box), makeLabel("figureUnit", box),
                  new ElidedLabel("help", Qt::ElideRight, box)};
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(new IconLabel(theme, icon, color, 16, box));
    top->addWidget(figure.caption, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(4);
    middle->addWidget(figure.number, 0, Qt::AlignBaseline);
    middle->addWidget(figure.unit, 0, Qt::AlignBaseline);
    middle->addStretch();
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(16, 8, 12, 8);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(middle);
    layout->addWidget(figure.remark);
    return figure;
}

void FiguresCard::show(const control::Snapshot &snapshot)
{
    const meter::Figures &figures = snapshot.figures;
    const int clients =
        int(std::ranges::count_if(figures.clients, [](const auto &client) { return client.todayFiles > 0; }));
    const QString files = tr("%1 files", nullptr, int(figures.filesToday)).arg(Format::count(figures.filesToday));
    const QString toClients = tr("%1 clients", nullptr, clients).arg(Format::count(clients));
    setFigure(Served, Format::bytesParts(double(figures.servedToday)),
              tr("%1 to %2", "312 files to 9 clients").arg(files, toClients), Format::exactBytes(figures.servedToday));
    setFigure(Fetched, Format::bytesParts(double(figures.fetchedToday)), tr("from %1").arg(hostOf(snapshot.upstream)),
              Format::exactBytes(figures.fetchedToday));
    setFigure(Saved, Format::bytesParts(double(figures.savedToday)), tr("not fetched again"),
              Format::exactBytes(figures.savedToday));
    const QString hits = tr("%1 of %2 files", nullptr, int(figures.filesToday))
                             .arg(Format::count(figures.hitsToday), Format::count(figures.filesToday));
    setFigure(FromCache, Format::percentParts(figures.hitsToday, figures.filesToday), hits, {});
}

void FiguresCard::setFigure(Which which, const Quantity &quantity, const QString &remark, const QString &tip)
{
    const Figure &figure = m_figures[which];
    figure.number->setText(quantity.number);
    figure.unit->setText(quantity.unit);
    figure.remark->setFullText(remark);
    figure.box->setToolTip(tip);
    figure.box->setAccessibleName(
        u"%1: %2 %3, %4"_s.arg(figure.caption->text(), quantity.number, quantity.unit, remark));
}

void FiguresCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FiguresCard::retranslate()
{
    m_figures[Served].caption->setText(tr("Served today"));
    m_figures[Fetched].caption->setText(tr("Fetched today"));
    m_figures[Saved].caption->setText(tr("Saved today"));
    m_figures[FromCache].caption->setText(tr("From cache today"));
}

} // namespace mirrorlake::ui
