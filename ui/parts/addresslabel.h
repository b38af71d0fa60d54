// The address of the mirror, large and never cut: where there is little room its type gets smaller instead. Can be
// selected. Thread: GUI.
#pragma once

#include <QLabel>

namespace mirrorlake::ui {

class AddressLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit AddressLabel(QWidget *parent = nullptr);

    void setAddress(const QString &address);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QSize sizeAt(qreal points) const;
    void fit();
};

} // namespace mirrorlake::ui
