// The upper part of a card: name, facts, whether it is open, the beginning of its README; to pin, to copy its name, URL
// or command, to open it on the Hub. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "library/card.h"
#include "ui/context.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace mirrorlake::ui {

class ElidedLabel;

class ModelHead final : public QWidget
{
    Q_OBJECT

public:
    explicit ModelHead(const Context &context, QWidget *parent = nullptr);

    void setCard(const library::Card &card);
    /// Whose address is copied, and what Hub is opened.
    void show(const control::Snapshot &snapshot);
    /// Without the summary, where height is scarce.
    void setBrief(bool isBrief);
    using QWidget::show;
    void pinOrUnpin();
    void retranslate();

signals:
    void refused(const QString &sentence, const QString &detail);

private:
    void showFacts();
    void pin(bool isPinning);
    void copy(int what) const;
    void openOnHub() const;

    Context m_context;
    std::optional<library::Card> m_card;
    QString m_address;
    QString m_upstream;
    bool m_isBrief = false;
    ElidedLabel *m_title;
    QLabel *m_facts;
    QLabel *m_access;
    QLabel *m_summary;
    QToolButton *m_pin;
    QToolButton *m_copy;
    QToolButton *m_open;
};

} // namespace mirrorlake::ui
