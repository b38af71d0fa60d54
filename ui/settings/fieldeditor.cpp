#include "ui/settings/fieldeditor.h"

#include "settings/fieldvalue.h"
#include "ui/parts/parts.h"
#include "ui/settings/allowedtext.h"
#include "ui/settings/areas.h"
#include "ui/settings/choicewords.h"
#include "ui/settings/grouprows.h"
#include "ui/settings/weekgrid.h"
#include "ui/settings/weeklegend.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using settings::FieldKind;

namespace {

QString textFrom(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

FieldEditor::FieldEditor(const settings::Field &field, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_field(field), m_label(makeLabel("emphasis", this)), m_help(makeSentence("help", this)),
      m_fault(makeSentence("", this)), m_restart(makeSentence("help", this))
{
    setObjectName(u"field:"_s + textFrom(field.key));
    setTone(m_fault, "error");
    m_fault->hide();
    setTone(m_restart, "warn");
    m_restart->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_label);
    layout->addWidget(makeControl(theme));
    layout->addWidget(m_fault);
    layout->addWidget(m_help);
    layout->addWidget(m_restart);
    retranslate();
}

QWidget *FieldEditor::makeControl(const Theme &theme)
{
    if (m_field.key == "limits.groups") {
        m_groups = new GroupRows(theme, this);
        connect(m_groups, &GroupRows::edited, this, [this] {
            check();
            emit edited();
        });
        return m_groups;
    }
    switch (settings::kindOf(m_field)) {
    case FieldKind::Switch:
        m_switch = new QCheckBox(this);
        connect(m_switch, &QCheckBox::clicked, this, &FieldEditor::edited);
        m_label->hide();
        return m_switch;
    case FieldKind::Choice:
        m_choice = new QComboBox(this);
        m_choice->setFocusPolicy(Qt::StrongFocus);
        m_choice->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        for (const std::string_view choice : m_field.choices)
            m_choice->addItem(choiceText(m_field, choice), textFrom(choice));
        connect(m_choice, &QComboBox::activated, this, &FieldEditor::edited);
        m_label->setBuddy(m_choice);
        return m_choice;
    default:
        m_line = new QLineEdit(this);
        connect(m_line, &QLineEdit::textEdited, this, [this] {
            check();
            emit edited();
        });
        m_label->setBuddy(m_line);
        return m_field.key.ends_with("_week") ? makeWeek(theme) : m_line;
    }
}

/// A week can be painted, or written as rules below: both always say the same.
QWidget *FieldEditor::makeWeek(const Theme &theme)
{
    auto *both = new QWidget(this);
    m_week = new WeekGrid(theme, both);
    m_week->setObjectName(u"weekGrid"_s);
    auto *layout = new QVBoxLayout(both);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_week);
    layout->addWidget(new WeekLegend(theme, both));
    layout->addWidget(m_line);
    connect(m_week, &WeekGrid::edited, this, [this] {
        QStringList rules;
        for (const std::string &rule : rulesOf(m_week->cells()))
            rules += QString::fromStdString(rule);
        m_line->setText(rules.join(u", "_s));
        check();
        emit edited();
    });
    connect(m_line, &QLineEdit::textChanged, this, &FieldEditor::showWeek);
    showWeek();
    return both;
}

void FieldEditor::showWeek()
{
    std::vector<std::string> rules;
    const QStringList items = m_line->text().split(u',', Qt::SkipEmptyParts);
    for (const QString &item : items)
        rules.push_back(item.trimmed().toStdString());
    if (const auto week = Week::parse(rules); week && rulesOf(m_week->cells()) != rules)
        m_week->setCells(cellsOf(*week));
}

void FieldEditor::setValue(const settings::Settings &settings)
{
    m_settings = settings;
    m_fault->hide();
    fill();
}

void FieldEditor::fill()
{
    const QString value = QString::fromStdString(settings::valueText(m_settings, m_field));
    if (m_groups)
        m_groups->setText(value);
    else if (m_switch)
        m_switch->setChecked(value == "true"_L1);
    else if (m_choice)
        m_choice->setCurrentIndex(m_choice->findData(value));
    else if (!m_field.masked)
        m_line->setText(value);
    else
        m_line->clear();
    if (m_line && m_field.masked)
        m_line->setPlaceholderText(QString::fromStdString(settings::shownText(m_settings, m_field)));
    showEdge("");
}

bool FieldEditor::isChanged() const
{
    if (m_line && m_field.masked)
        return !m_line->text().isEmpty();
    return text() != settings::valueText(m_settings, m_field);
}

std::string FieldEditor::text() const
{
    if (m_switch)
        return m_switch->isChecked() ? "true" : "false";
    if (m_groups)
        return m_groups->text().toStdString();
    return (m_choice ? m_choice->currentData().toString() : m_line->text()).toStdString();
}

bool FieldEditor::check()
{
    if (!isChanged()) {
        m_fault->hide();
        showEdge("");
        return true;
    }
    settings::Settings changed = m_settings;
    const Result<void> assigned = settings::assign(changed, m_field, text());
    showEdge(assigned ? "" : "error");
    m_fault->setVisible(!assigned);
    if (!assigned)
        m_fault->setText(faultText(m_field, assigned.error()));
    return assigned.has_value();
}

void FieldEditor::showFault(const QString &sentence)
{
    m_fault->setText(sentence);
    m_fault->show();
    showEdge("error");
}

void FieldEditor::showEdge(const char *tone)
{
    for (QLineEdit *line : findChildren<QLineEdit *>())
        setTone(line, tone);
}

void FieldEditor::takeFocus()
{
    for (QWidget *control : findChildren<QWidget *>()) {
        if (control->focusPolicy() & Qt::TabFocus && !control->isHidden())
            return control->setFocus();
    }
}

void FieldEditor::setNeedsRestart(bool needsRestart)
{
    m_restart->setVisible(needsRestart);
}

void FieldEditor::retranslate()
{
    const QString label = labelOf(m_field);
    m_label->setText(label);
    if (m_switch)
        m_switch->setText(label);
    for (QWidget *control :
         {static_cast<QWidget *>(m_line), static_cast<QWidget *>(m_choice), static_cast<QWidget *>(m_switch)}) {
        if (control)
            control->setAccessibleName(label);
    }
    for (int i = 0; m_choice && i < m_choice->count(); ++i)
        m_choice->setItemText(i, choiceText(m_field, m_field.choices[std::size_t(i)]));
    if (m_week) {
        m_week->setAccessibleName(label);
        m_week->retranslate();
    }
    if (m_groups)
        m_groups->retranslate();
    m_help->setText(helpOf(m_field));
    m_restart->setText(tr("Holds when the mirror is started again."));
}

} // namespace mirrorlake::ui
