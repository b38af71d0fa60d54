// The language of the window: the system's, English or Chinese; switched while running. Changing it sends every widget
// a LanguageChange. English has a file too, for its plurals. One object for the whole program. Thread: GUI.
#pragma once

#include <QObject>
#include <QTranslator>

namespace mirrorlake::ui {

class Language final : public QObject
{
    Q_OBJECT

public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override;

    /// setting is "system", "en" or "zh_CN"; anything else counts as "system".
    void apply(const QString &setting);
    QString current() const { return m_current; }

private:
    QTranslator m_ours;
    QTranslator m_qts; ///< context menus of text fields
    QString m_current;
};

} // namespace mirrorlake::ui
