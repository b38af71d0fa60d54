// The upstreams as they are typed, each with how it does at this moment and a test from this PC. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/settings/settingsextra.h"

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace mirrorlake::ui {

class ElidedLabel;
class RouteTest;

class RoutesExtra final : public SettingsExtra
{
    Q_OBJECT

public:
    explicit RoutesExtra(const Context &context, QWidget *parent = nullptr);

    std::string_view besides() const override { return "upstream.url"; }
    void setWanted(const settings::Settings &wanted) override;
    void show(const control::Snapshot &snapshot) override;
    void retranslate() override;

private:
    struct Route
    {
        QString url;
        QString proxy;
        bool operator==(const Route &) const = default;
    };
    struct Row
    {
        QWidget *box;
        ElidedLabel *url;
        QLabel *state;
        QPushButton *button;
        RouteTest *test;
    };
    Row makeRow();
    void showHealth(const Row &row, const std::vector<upstream::RouteHealth> &health, const QString &url) const;

    const Context m_context;
    QLabel *m_title;
    QVBoxLayout *m_layout;
    std::vector<Route> m_routes;
    std::vector<Row> m_rows;
};

} // namespace mirrorlake::ui
