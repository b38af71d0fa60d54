// Limits of single clients and of groups, one row each: a name, addresses, how fast. Text is that of limits.groups.
// Thread: GUI.
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace mirrorlake::ui {

class Theme;

class GroupRows final : public QWidget
{
    Q_OBJECT

public:
    explicit GroupRows(const Theme &theme, QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const;
    void retranslate();

signals:
    void edited();

private:
    struct Row
    {
        QWidget *box;
        QLineEdit *name;
        QLineEdit *members;
        QLineEdit *rate;
        QToolButton *remove;
    };
    void addRow(const QString &item);
    void removeRow(const QWidget *box);
    void nameRow(const Row &row) const;

    const Theme &m_theme;
    QVBoxLayout *m_layout;
    QPushButton *m_add;
    std::vector<Row> m_rows;
};

} // namespace mirrorlake::ui
