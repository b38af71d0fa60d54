// The chunk map of a file that is on its way, with a legend that counts; where several are, one is chosen. Thread: GUI.
#pragma once

#include "preload/jobdetail.h"
#include "ui/jobdetails/chunkmap.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLabel;
class QStackedWidget;

namespace mirrorlake::ui {

class ElidedLabel;
class Theme;

class JobParts final : public QWidget
{
    Q_OBJECT

public:
    explicit JobParts(Theme &theme, QWidget *parent = nullptr);

    /// The chosen file stays chosen while it is on its way.
    void show(const std::vector<preload::JobFileParts> &parts);
    using QWidget::show;
    void retranslate();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeLegend();
    void showChosen();
    void elideNames();

    struct Mark
    {
        QWidget *sample = nullptr;
        QLabel *words = nullptr;
    };

    Theme &m_theme;
    std::vector<preload::JobFileParts> m_parts;
    QComboBox *m_file;
    ElidedLabel *m_name;
    QLabel *m_size;
    QStackedWidget *m_stack;
    ChunkMap *m_map;
    QLabel *m_nothing;
    std::array<Mark, ChunkMap::PartCount> m_legend{};
    QWidget *m_marks;
};

} // namespace mirrorlake::ui
