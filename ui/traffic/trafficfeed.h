// Asks the mirror for what the traffic page shows, never twice at once and no oftener than it changes: new requests,
// rates of a span, bytes by day or month, and whose they were. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/traffic/trafficspan.h"

#include <QObject>

#include <optional>

namespace mirrorlake::ui {

class TrafficFeed final : public QObject
{
    Q_OBJECT

public:
    explicit TrafficFeed(const Context &context, QObject *parent = nullptr);

    void askForRequests(qint64 since);
    /// Rates of a live span beyond the minute, or bars.
    void askForSpan(TrafficSpan span);
    /// Clients, or repos, of a day or month.
    void askForDay(const QString &day, bool isByRepo);
    /// What is asked next is asked at once.
    void hurry();

signals:
    void requestsCame(const std::vector<meter::RequestRecord> &requests);
    void ratesCame(mirrorlake::ui::TrafficSpan span, const std::vector<meter::RatePoint> &points);
    void barsCame(mirrorlake::ui::TrafficSpan span, const std::vector<catalog::DayRow> &rows);
    void dayCame(const QString &day, bool isByRepo, const std::vector<catalog::DayRow> &rows);

private:
    struct Question
    {
        bool isUnderWay = false;
        qint64 askedAt = 0; ///< milliseconds of the steady clock
    };

    bool mayAsk(Question &question, qint64 interval);
    void ask(Question &question, control::UpkeepOrder order, std::function<void(const control::UpkeepAnswer &)> take);

    Context m_context;
    Question m_requests;
    Question m_span;
    Question m_day;
};

} // namespace mirrorlake::ui
