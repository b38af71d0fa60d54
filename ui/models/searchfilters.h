// What a search can be narrowed to: models or datasets, author, task, library, licence, size, what is cached; and how
// it is sorted. Thread: GUI.
#pragma once

#include "library/search.h"
#include "ui/context.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace mirrorlake::ui {

class SearchFilters final : public QWidget
{
    Q_OBJECT

public:
    explicit SearchFilters(const Context &context, QWidget *parent = nullptr);

    library::SearchQuestion question() const;
    /// True when anything but words narrows the search.
    bool isNarrowing() const;
    void clear();
    void setText(const QString &text);
    QLineEdit *field() const { return m_text; }
    void retranslate();

signals:
    void typed();   ///< words changed; more may come
    void changed(); ///< anything else

private:
    QComboBox *makeChoice(const char *name);

    QLineEdit *m_text;
    QComboBox *m_type;
    QComboBox *m_sort;
    QLineEdit *m_author;
    QComboBox *m_task;
    QComboBox *m_library;
    QComboBox *m_licence;
    QComboBox *m_size;
    QCheckBox *m_cachedOnly;
};

} // namespace mirrorlake::ui
