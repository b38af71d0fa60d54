// Whether the network lets a client through: waits for the first request since it is seen, and says from where it came.
// Thread: GUI; never waits.
#pragma once

#include "control/upkeeporder.h"
#include "ui/context.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;

namespace mirrorlake::ui {

class IconLabel;

class FirstRequest final : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRequest(const Context &context, QWidget *parent = nullptr);

    void retranslate();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void ask();
    void take(const control::UpkeepAnswer &answer);

    const Context m_context;
    QTimer m_again;
    std::optional<std::int64_t> m_last; ///< number of the last request before, once it is known
    QString m_address;                  ///< from where one came
    IconLabel *m_icon;
    QLabel *m_words;
};

} // namespace mirrorlake::ui
