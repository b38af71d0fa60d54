// What the library knows of the repositories that a list names: asked one after the other and once each, while the list
// is still being typed. Thread: GUI.
#pragma once

#include "library/card.h"
#include "preload/wish.h"
#include "ui/context.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <map>

namespace mirrorlake::ui {

class WishSizes final : public QObject
{
    Q_OBJECT

public:
    explicit WishSizes(const Context &context, QObject *parent = nullptr);

    /// What is to be known, the first first; what was wanted before and is not asked yet is forgotten.
    void want(const std::vector<preload::Wish> &wishes);
    /// Nothing while it is not known.
    const Result<library::Card> *of(const preload::Wish &wish) const;

signals:
    void changed();

private:
    void askNext();

    Context m_context;
    std::map<std::string, Result<library::Card>> m_known;
    std::deque<preload::Wish> m_wanted;
    bool m_isAsking = false;
    QTimer m_pause; ///< in the typing
};

} // namespace mirrorlake::ui
