#include "ui/settings/routesextra.h"

#include "settings/route.h"
#include "ui/format/format.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/parts.h"
#include "ui/setup/routetest.h"
#include "ui/theme/theme.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

RoutesExtra::RoutesExtra(const Context &context, QWidget *parent)
    : SettingsExtra(parent), m_context(context), m_title(makeLabel("emphasis", this)), m_layout(new QVBoxLayout(this))
{
    setObjectName(u"routesExtra"_s);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    m_layout->addWidget(m_title);
    retranslate();
}

RoutesExtra::Row RoutesExtra::makeRow()
{
    Row row{new QWidget(this), nullptr, nullptr, nullptr, nullptr};
    row.url = new ElidedLabel("", Qt::ElideMiddle, row.box);
    row.state = makeSentence("help", row.box);
    row.state->setObjectName(u"routeState"_s);
    row.button = makeButton("small", m_context.theme.icon(u"retry"_s), row.box);
    row.button->setObjectName(u"routeTestButton"_s);
    row.test = new RouteTest(row.box);
    auto *layout = new QHBoxLayout(row.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(row.url, 2);
    layout->addWidget(row.state, 3);
    layout->addWidget(row.button);
    const std::size_t index = m_rows.size();
    connect(row.button, &QPushButton::clicked, this, [this, index] {
        const Row &asked = m_rows[index];
        setTone(asked.state, "");
        asked.state->setText(tr("Asking…"));
        asked.test->start(m_routes[index].url, m_routes[index].proxy);
    });
    connect(row.test, &RouteTest::answered, row.state, [state = row.state](bool isGood, const QString &sentence) {
        setTone(state, isGood ? "ok" : "error");
        state->setText(sentence);
        state->setProperty("tested", true);
    });
    setButtonText(row.button, tr("Test"));
    m_layout->addWidget(row.box);
    return row;
}

void RoutesExtra::setWanted(const settings::Settings &wanted)
{
    const QString proxy = QString::fromStdString(wanted.upstream.proxy);
    std::vector<Route> routes{{QString::fromStdString(wanted.upstream.url), proxy}};
    for (const std::string &text : wanted.upstream.fallbacks) {
        if (const auto route = settings::RouteSettings::parse(text))
            routes.push_back({QString::fromStdString(route->url),
                              route->proxy.empty() ? proxy : QString::fromStdString(route->proxy)});
    }
    if (routes == m_routes)
        return;
    m_routes = std::move(routes);
    while (m_rows.size() < m_routes.size())
        m_rows.push_back(makeRow());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].box->setVisible(i < m_routes.size());
        if (i >= m_routes.size())
            continue;
        m_rows[i].url->setFullText(m_routes[i].url);
        m_rows[i].state->clear();
        m_rows[i].state->setProperty("tested", false);
    }
}

void RoutesExtra::show(const control::Snapshot &snapshot)
{
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        if (!m_rows[i].state->property("tested").toBool())
            showHealth(m_rows[i], snapshot.upkeep->routes, m_routes[i].url);
    }
}

void RoutesExtra::showHealth(const Row &row, const std::vector<upstream::RouteHealth> &health, const QString &url) const
{
    const auto found = std::ranges::find(health, url.toStdString(), &upstream::RouteHealth::url);
    if (found == health.end())
        return;
    const bool isWorking = found->state == upstream::RouteHealth::State::Working;
    setTone(row.state, isWorking ? "" : "warn");
    if (!isWorking)
        row.state->setText(tr("It rests, because it failed."));
    else if (found->latency.count() > 0)
        row.state->setText(tr("It works: %1 ms, %2 a connection.")
                               .arg(found->latency.count())
                               .arg(Format::rate(found->bytesPerSecond)));
    row.state->setToolTip(QString::fromStdString(found->lastError));
}

void RoutesExtra::retranslate()
{
    m_title->setText(tr("Upstreams now"));
    for (const Row &row : m_rows) {
        setButtonText(row.button, tr("Test"));
        row.state->clear();
        row.state->setProperty("tested", false);
    }
}

} // namespace mirrorlake::ui
