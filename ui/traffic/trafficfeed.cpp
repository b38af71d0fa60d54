#include "ui/traffic/trafficfeed.h"

#include "base/clock.h"
#include "control/control.h"
#include "ui/parts/later.h"

namespace mirrorlake::ui {

using control::UpkeepAnswer;
using control::UpkeepOrder;
using control::UpkeepVerb;

namespace {

constexpr qint64 rateInterval = 2'000;
constexpr qint64 dayInterval = 15'000;
constexpr std::size_t mostBars = 400;
constexpr std::size_t mostNames = 10'000;

} // namespace

TrafficFeed::TrafficFeed(const Context &context, QObject *parent) : QObject(parent), m_context(context) {}

void TrafficFeed::hurry()
{
    m_span.askedAt = 0;
    m_day.askedAt = 0;
}

bool TrafficFeed::mayAsk(Question &question, qint64 interval)
{
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.steady().time_since_epoch());
    if (question.isUnderWay || (question.askedAt != 0 && now.count() - question.askedAt < interval))
        return false;
    question.askedAt = now.count();
    return true;
}

void TrafficFeed::ask(Question &question, UpkeepOrder order, std::function<void(const UpkeepAnswer &)> take)
{
    question.isUnderWay = true;
    m_context.control.operations().upkeep(
        std::move(order),
        later<UpkeepAnswer>(this, [&question, take = std::move(take)](const Result<UpkeepAnswer> &answer) {
            question.isUnderWay = false;
            if (answer)
                take(*answer);
        }));
}

void TrafficFeed::askForRequests(qint64 since)
{
    if (!m_requests.isUnderWay)
        ask(m_requests,
            {.verb = UpkeepVerb::Requests, .policy = {}, .text = {}, .limit = meter::RequestLog::kept, .since = since},
            [this](const UpkeepAnswer &answer) { emit requestsCame(answer.requests); });
}

void TrafficFeed::askForSpan(TrafficSpan span)
{
    if (!mayAsk(m_span, isLive(span) ? rateInterval : dayInterval))
        return;
    if (isLive(span))
        ask(m_span, {.verb = UpkeepVerb::Rates, .policy = {}, .text = rateNameOf(span)},
            [this, span](const UpkeepAnswer &answer) { emit ratesCame(span, answer.rates); });
    else
        ask(m_span,
            {.verb = span == TrafficSpan::Days ? UpkeepVerb::Days : UpkeepVerb::Months,
             .policy = {},
             .text = {},
             .limit = mostBars},
            [this, span](const UpkeepAnswer &answer) { emit barsCame(span, answer.rows); });
}

void TrafficFeed::askForDay(const QString &day, bool isByRepo)
{
    if (mayAsk(m_day, dayInterval))
        ask(m_day,
            {.verb = isByRepo ? UpkeepVerb::Repos : UpkeepVerb::Clients,
             .policy = {},
             .text = day.toStdString(),
             .limit = mostNames},
            [this, day, isByRepo](const UpkeepAnswer &answer) { emit dayCame(day, isByRepo, answer.rows); });
}

} // namespace mirrorlake::ui
