// Remembers how somebody arranged the window: its size and place, columns with their order, widths and sort, splitters.
// Kept in a small file beside the settings; a file of another version is passed over. Thread: GUI.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

class QMainWindow;

namespace mirrorlake::ui {

class LayoutMemory
{
public:
    explicit LayoutMemory(QMainWindow &window) : m_window(window) {}

    /// From now on in this file; takes over what stands there.
    void begin(const QString &file);
    void save() const;
    /// As it was before anything was remembered.
    void reset();

private:
    QHash<QString, QByteArray> present() const;
    void apply(const QHash<QString, QByteArray> &states) const;

    QMainWindow &m_window;
    QString m_file;
    QHash<QString, QByteArray> m_first;
};

} // namespace mirrorlake::ui
