// All traffic: how much at each moment of the last minute up to the last months, and every request that is kept; by
// client, model or result, to filter, to hold still and to take away as a file. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/shell/page.h"
#include "ui/traffic/trafficfeed.h"

#include <QSet>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mirrorlake::ui {

class Segments;
class TrafficCharts;
class TrafficList;

class TrafficPage final : public Page
{
    Q_OBJECT

public:
    explicit TrafficPage(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot) override;
    using Page::show;

protected:
    void becomeNarrow(bool isNarrow) override;
    void retranslate() override;

private:
    enum class File
    {
        Csv,
        Json,
        Png
    };

    QWidget *makeTools();
    QWidget *makeFoot();
    void connectFeed();
    void setSpan(TrafficSpan span);
    void setView(int view);
    void setPaused(bool isPaused);
    void ask();
    void takeRequests(const std::vector<meter::RequestRecord> &requests);
    void showSums();
    void showClients(const control::Snapshot &snapshot);
    void showInfo();
    void chooseFile(File kind);
    void save(const QString &name, File kind);
    qint64 now() const;

    Context m_context;
    TrafficFeed m_feed;
    TrafficSpan m_span = TrafficSpan::TenMinutes;
    bool m_isPaused = false;
    QSet<QString> m_listed;                 ///< clients to choose from
    std::vector<catalog::DayRow> m_dayRows; ///< whose the traffic of the chosen day was
    Segments *m_spans;
    QComboBox *m_client;
    QLineEdit *m_words;
    QPushButton *m_pause;
    QPushButton *m_export;
    TrafficCharts *m_charts;
    Segments *m_views;
    TrafficList *m_list;
    QLabel *m_info;
    QLabel *m_note;
};

} // namespace mirrorlake::ui
