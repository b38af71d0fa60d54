// Export and import of settings, at the foot of the list of rooms. An import shows what it would change and can be left
// at that; a broken file changes nothing. Thread: GUI; reads and writes one small file.
#pragma once

#include "control/configuration.h"
#include "ui/context.h"

#include <QWidget>

class QPushButton;

namespace mirrorlake::ui {

class ExchangeBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ExchangeBar(const Context &context, QWidget *parent = nullptr);

    void exportTo(const QString &path);
    void importFrom(const QString &path);
    void retranslate();

signals:
    void wanted(const std::vector<control::Assignment> &assignments);
    void told(const QString &sentence, bool isFault);

private:
    const Context m_context;
    QPushButton *m_export;
    QPushButton *m_import;
};

} // namespace mirrorlake::ui
