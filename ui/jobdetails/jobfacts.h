// What a job is, in a few lines: where it stands and why, from where it comes, who reads along, which commit. Thread:
// GUI.
#pragma once

#include "preload/jobdetail.h"

#include <QWidget>

#include <array>

class QLabel;
class QPushButton;

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

signals:
    void tokenWanted();

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
    std::array<ElidedLabel *, FactCount> m_values{}; ///< but of the state
    QLabel *m_state;                                 ///< whole, however many lines it takes
    QPushButton *m_addToken;
};

} // namespace mirrorlake::ui
