#include "ui/clients/clientpolicypanel.h"

#include "control/control.h"
#include "settings/units.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr qint64 megabyte = 1'000'000;
constexpr qint64 anotherLimit = -1; ///< the entry behind which one types
constexpr std::array presets{qint64(0), 5 * megabyte, 20 * megabyte, 50 * megabyte, 100 * megabyte, 500 * megabyte};

/// "20MB/s", and "20MB" as in the settings.
std::optional<qint64> rateOf(const QString &text)
{
    QString size = text.trimmed();
    if (size.endsWith("/s"_L1))
        size.chop(2);
    const auto bytes = settings::parseBytes(size.toStdString());
    return bytes ? std::optional<qint64>(bytes->count) : std::nullopt;
}

} // namespace

ClientPolicyPanel::ClientPolicyPanel(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_nameCaption(makeLabel("muted", this)), m_name(new QLineEdit(this)),
      m_limitCaption(makeLabel("muted", this)), m_limitPlace(new QStackedWidget(this)), m_limit(new QComboBox(this)),
      m_ownLimit(new QLineEdit(this)), m_groupCaption(makeLabel("muted", this)), m_group(new QComboBox(this)),
      m_block(makeButton("", context.theme.icon(u"block"_s), this))
{
    m_name->setObjectName(u"renameField"_s);
    m_limit->setObjectName(u"clientLimit"_s);
    m_ownLimit->setObjectName(u"clientOwnLimit"_s);
    m_limitPlace->addWidget(m_limit);
    m_limitPlace->addWidget(m_ownLimit);
    m_limitPlace->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_group->setObjectName(u"clientGroup"_s);
    m_block->setObjectName(u"blockButton"_s);
    m_name->setMaxLength(60);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    addFormRow(*form, m_nameCaption, m_name);
    addFormRow(*form, m_limitCaption, m_limitPlace);
    addFormRow(*form, m_groupCaption, m_group);
    form->addRow(m_block);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        if (m_name->text().simplified() != m_policy.name)
            change(m_policies.named(m_address, m_name->text()));
    });
    connect(m_limit, &QComboBox::activated, this, &ClientPolicyPanel::chooseLimit);
    connect(m_ownLimit, &QLineEdit::editingFinished, this, &ClientPolicyPanel::takeTypedLimit);
    connect(m_group, &QComboBox::activated, this,
            [this] { change(m_policies.grouped(m_address, m_group->currentData().toString())); });
    connect(m_block, &QPushButton::clicked, this, &ClientPolicyPanel::toggleBlock);
    retranslate();
}

void ClientPolicyPanel::show(const QString &address, const ClientPolicies &policies)
{
    const bool isOther = address != m_address;
    if (isOther)
        takeTypedLimit();
    m_address = address;
    m_policies = policies;
    m_policy = policies.of(address);
    if (isOther || !m_name->hasFocus())
        m_name->setText(m_policy.name);
    if (!m_limit->view()->isVisible() && !m_group->view()->isVisible()) {
        fillLimits();
        fillGroups();
    }
    setButtonText(m_block, m_policy.isBlocked ? tr("Unblock") : tr("Block"));
}

void ClientPolicyPanel::fillLimits()
{
    std::vector<qint64> rates(presets.begin(), presets.end());
    if (std::ranges::find(rates, m_policy.limit) == rates.end())
        rates.push_back(m_policy.limit);
    std::ranges::sort(rates);
    m_limit->clear();
    for (const qint64 rate : rates)
        m_limit->addItem(rate == 0 ? tr("No limit of its own") : Format::rate(double(rate)), rate);
    m_limit->addItem(tr("Another limit…"), anotherLimit);
    m_limit->setCurrentIndex(m_limit->findData(m_policy.limit));
}

void ClientPolicyPanel::chooseLimit()
{
    const qint64 limit = m_limit->currentData().toLongLong();
    if (limit == anotherLimit)
        typeLimit();
    else
        change(m_policies.limited(m_address, limit));
}

void ClientPolicyPanel::typeLimit()
{
    emit typingWanted();
    m_isTypingLimit = true;
    m_ownLimit->setText(m_policy.limit > 0 ? QString::fromStdString(settings::bytesText(Bytes{m_policy.limit}) + "/s")
                                           : QString());
    m_limitPlace->setCurrentWidget(m_ownLimit);
    m_ownLimit->setFocus(Qt::OtherFocusReason);
    m_ownLimit->selectAll();
}

void ClientPolicyPanel::takeTypedLimit()
{
    if (!std::exchange(m_isTypingLimit, false))
        return;
    const QString text = m_ownLimit->text().trimmed();
    const auto limit = rateOf(text);
    m_limitPlace->setCurrentWidget(m_limit);
    fillLimits();
    if (limit && *limit != m_policy.limit)
        change(m_policies.limited(m_address, *limit));
    else if (!limit && !text.isEmpty())
        emit refused(tr("A limit is a size for each second, such as 20MB/s; 0 stands for none."));
}

void ClientPolicyPanel::fillGroups()
{
    m_group->clear();
    m_group->addItem(tr("None"), QString());
    QStringList groups = m_policies.groups();
    if (!m_policy.group.isEmpty() && !groups.contains(m_policy.group))
        groups += m_policy.group;
    for (const QString &group : groups)
        m_group->addItem(group, group);
    m_group->setCurrentIndex(std::max(0, m_group->findData(m_policy.group)));
}

void ClientPolicyPanel::beginRename()
{
    m_name->setFocus(Qt::ShortcutFocusReason);
    m_name->selectAll();
}

void ClientPolicyPanel::toggleBlock()
{
    change(m_policies.blocked(m_address, !m_policy.isBlocked));
}

void ClientPolicyPanel::addTo(QMenu &menu)
{
    const auto addBox = [&](const QString &title, QComboBox &box) {
        QMenu *choices = menu.addMenu(title);
        for (int row = 0; row < box.count(); ++row) {
            QAction *choice = choices->addAction(box.itemText(row));
            choice->setCheckable(true);
            choice->setChecked(row == box.currentIndex());
            connect(choice, &QAction::triggered, &box, [&box, row] {
                box.setCurrentIndex(row);
                emit box.activated(row);
            });
        }
    };
    addBox(tr("Limit"), *m_limit);
    addBox(tr("Group"), *m_group);
    menu.addSeparator();
    connect(menu.addAction(m_block->icon(), m_block->text().trimmed()), &QAction::triggered, this,
            &ClientPolicyPanel::toggleBlock);
}

void ClientPolicyPanel::change(const control::Assignment &assignment)
{
    m_context.control.changeSettings(
        {assignment}, later<control::SettingsOutcome>(this, [this](const Result<control::SettingsOutcome> &outcome) {
            if (!outcome)
                emit refused(sentenceFor(outcome.error().code) + u' ' + detailOf(outcome.error()));
        }));
}

void ClientPolicyPanel::retranslate()
{
    m_nameCaption->setText(tr("Name"));
    m_name->setPlaceholderText(tr("no name yet"));
    m_name->setAccessibleName(tr("Name"));
    m_limitCaption->setText(tr("Limit"));
    m_limit->setAccessibleName(tr("Limit"));
    m_ownLimit->setPlaceholderText(u"20MB/s"_s);
    m_ownLimit->setAccessibleName(tr("Limit"));
    m_groupCaption->setText(tr("Group"));
    m_group->setAccessibleName(tr("Group"));
    setButtonText(m_block, m_policy.isBlocked ? tr("Unblock") : tr("Block"));
    fillLimits();
    fillGroups();
}

} // namespace mirrorlake::ui
