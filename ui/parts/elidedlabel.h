// One line of text that gives way when there is no room; the full text is its tooltip and its accessible name. Thread:
// GUI.
#pragma once

#include <QLabel>

namespace mirrorlake::ui {

class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    ElidedLabel(const char *role, Qt::TextElideMode mode, QWidget *parent = nullptr);

    void setFullText(const QString &text);
    QString fullText() const { return m_fullText; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elide();

    Qt::TextElideMode m_mode;
    QString m_fullText;
};

} // namespace mirrorlake::ui
