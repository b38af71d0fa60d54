#include "ui/settings/grouprows.h"

#include "settings/limitchecks.h"
#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

/// Name, members and rate of "lab:10.1.0.0/16+10.2.0.7=20MB"; an IPv6 address has colons of its own.
std::array<QString, 3> partsOf(const QString &item)
{
    const qsizetype equals = item.lastIndexOf(u'=');
    QString members = item.left(equals).trimmed();
    QString name;
    const qsizetype colon = members.indexOf(u':');
    if (colon >= 0 && !Network::parse(members.section(u'+', 0, 0).toStdString())) {
        name = members.left(colon).trimmed();
        members = members.mid(colon + 1).trimmed();
    }
    return {name, members.replace(u'+', u' '), equals >= 0 ? item.mid(equals + 1).trimmed() : QString()};
}

} // namespace

GroupRows::GroupRows(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_layout(new QVBoxLayout(this)),
      m_add(makeButton("", theme.icon(u"add"_s), this))
{
    m_add->setObjectName(u"addRuleButton"_s);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow({});
        m_rows.back().name->setFocus();
    });
    retranslate();
}

void GroupRows::addRow(const QString &item)
{
    Row row{new QWidget(this), nullptr, nullptr, nullptr, nullptr};
    row.name = new QLineEdit(row.box);
    row.members = new QLineEdit(row.box);
    row.rate = new QLineEdit(row.box);
    row.remove = makeIconButton("flat", m_theme.icon(u"delete"_s), row.box);
    row.name->setObjectName(u"ruleName"_s);
    row.members->setObjectName(u"ruleMembers"_s);
    row.rate->setObjectName(u"ruleRate"_s);
    row.remove->setObjectName(u"removeRuleButton"_s);
    const auto parts = partsOf(item);
    row.name->setText(parts[0]);
    row.members->setText(parts[1]);
    row.rate->setText(parts[2]);
    auto *layout = new QHBoxLayout(row.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(row.name, 3);
    layout->addWidget(row.members, 4);
    layout->addWidget(row.rate, 2);
    layout->addWidget(row.remove);
    for (QLineEdit *line : {row.name, row.members, row.rate})
        connect(line, &QLineEdit::textEdited, this, &GroupRows::edited);
    connect(row.remove, &QToolButton::clicked, this, [this, box = row.box] { removeRow(box); });
    m_layout->insertWidget(int(m_rows.size()), row.box);
    nameRow(row);
    row.box->show();
    m_rows.push_back(row);
}

void GroupRows::removeRow(const QWidget *box)
{
    const auto found = std::ranges::find(m_rows, box, &Row::box);
    if (found == m_rows.end())
        return;
    found->box->hide();
    found->box->deleteLater(); // its button brought us here
    m_rows.erase(found);
    emit edited();
}

void GroupRows::setText(const QString &text)
{
    if (text == this->text())
        return;
    for (const Row &row : m_rows) {
        row.box->hide();
        row.box->deleteLater();
    }
    m_rows.clear();
    const QStringList items = text.split(u", "_s, Qt::SkipEmptyParts);
    for (const QString &item : items)
        addRow(item);
}

QString GroupRows::text() const
{
    QStringList items;
    for (const Row &row : m_rows) {
        const QString name = row.name->text().trimmed();
        const QString members = row.members->text().simplified().replace(u' ', u'+');
        const QString rate = row.rate->text().trimmed();
        if (!name.isEmpty() || !members.isEmpty() || !rate.isEmpty())
            items += (name.isEmpty() ? QString() : QString(name + u':')) + members + u'=' + rate;
    }
    return items.join(u", "_s);
}

void GroupRows::nameRow(const Row &row) const
{
    row.name->setPlaceholderText(tr("Name"));
    row.name->setAccessibleName(tr("Name"));
    row.members->setPlaceholderText(tr("Addresses or networks"));
    row.members->setAccessibleName(tr("Addresses or networks"));
    row.rate->setPlaceholderText(tr("Speed, such as 20MB"));
    row.rate->setAccessibleName(tr("Speed, such as 20MB"));
    setName(row.remove, tr("Remove this rule"));
}

void GroupRows::retranslate()
{
    setButtonText(m_add, tr("Add rule…"));
    for (const Row &row : m_rows)
        nameRow(row);
}

} // namespace mirrorlake::ui
