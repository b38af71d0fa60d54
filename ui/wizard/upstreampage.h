// Where files come from: the Hub, a mirror of it that may be nearer, or any other; through which proxy; with which
// token. Both known ones are tried at once when the page is first seen. Thread: GUI.
#pragma once

#include "ui/setup/routetest.h"
#include "ui/wizard/wizardpage.h"

#include <array>

class QLineEdit;
class QPushButton;
class QRadioButton;

namespace mirrorlake::ui {

class FieldEditor;

class UpstreamPage final : public WizardPage
{
    Q_OBJECT

public:
    explicit UpstreamPage(const Context &context, QWidget *parent = nullptr);

    QString shortTitle() const override { return tr("Upstream"); }
    std::vector<control::Assignment> assignments() const override;
    void retranslate() override;

private:
    static constexpr std::size_t known = 2;
    struct Choice
    {
        QRadioButton *button;
        QLabel *verdict;
        RouteTest *test;
    };

    QWidget *makeChoices();
    void testAll();
    QString urlOf(std::size_t choice) const;

    const Context m_context;
    std::array<Choice, known + 1> m_choices{};
    QLineEdit *m_other;
    QPushButton *m_test;
    FieldEditor *m_proxy;
    FieldEditor *m_token;
};

} // namespace mirrorlake::ui
