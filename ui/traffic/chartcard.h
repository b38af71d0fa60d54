// A card around a chart: title, legend with the present values, the chart, and below it a sentence that says the same
// in words. Thread: GUI.
#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace mirrorlake::ui {

class ElidedLabel;
class Theme;

class ChartCard final : public QFrame
{
    Q_OBJECT

public:
    struct Mark
    {
        Token token;
        Qt::PenStyle line;
    };

    ChartCard(const Theme &theme, const std::vector<Mark> &marks, QWidget *chart, QWidget *parent = nullptr);

    /// captions: one for each mark; unit stands once at the end.
    void setTexts(const QString &title, const QStringList &captions, const QString &unit);
    void setValues(const QStringList &values);
    void setSummary(const QString &summary);
    QString summary() const;

private:
    QLabel *m_title;
    std::vector<QLabel *> m_captions;
    std::vector<QLabel *> m_values;
    QLabel *m_unit;
    ElidedLabel *m_summary;
};

} // namespace mirrorlake::ui
