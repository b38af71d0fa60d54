// What a job is, in a few lines: where it stands and why, from where it comes, who reads along, which commit. Thread:
// GUI.
#pragma once

#include "preload/jobdetail.h"

#include <QWidget>

#include <array>

class QLabel;

namespace mirrorlake::ui {

class ElidedLabel;

class JobFacts final : public QWidget
{
    Q_OBJECT

public:
    explicit JobFacts(QWidget *parent = nullptr);

    void show(const preload::Job &job, const preload::JobDetail &detail);
    using QWidget::show;
    void retranslate();

private:
    enum Fact
    {
        State,
        From,
        Shared,
        Commit,
        Added,
        FactCount
    };

    std::array<QLabel *, FactCount> m_names{};
    std::array<ElidedLabel *, FactCount> m_values{};
};

} // namespace mirrorlake::ui
