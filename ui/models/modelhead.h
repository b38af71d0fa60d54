// The upper part of a card: name, facts, whether it is open, the beginning of its README; to pin, to copy its name, URL
// or command, to open it on the Hub. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "library/card.h"
#include "ui/context.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace mirrorlake::ui {

class ElidedLabel;

class ModelHead final : public QWidget
{
    Q_OBJECT

public:
    explicit ModelHead(const Context &context, QWidget *parent = nullptr);

    void setCard(const library::Card &card);
    /// A token may have come.
    void refresh();
    /// Without the summary, where height is scarce.
    void setBrief(bool isBrief);
    void pinOrUnpin();
    void retranslate();

signals:
    void refused(const QString &sentence, const QString &detail);
    void tokenWanted();

private:
    void showFacts();
    void showAccess();
    void pin(bool isPinning);

    Context m_context;
    std::optional<library::Card> m_card;
    bool m_isBrief = false;
    ElidedLabel *m_title;
    QLabel *m_facts;
    QLabel *m_access;
    QPushButton *m_addToken;
    QLabel *m_summary;
    QToolButton *m_pin;
    QToolButton *m_copy;
    QToolButton *m_open;
};

} // namespace mirrorlake::ui
