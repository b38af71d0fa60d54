#include "ui/downloads/addoptions.h"

#include "ui/downloads/jobchoices.h"
#include "ui/format/format.h"
#include "ui/parts/parts.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QTimeEdit>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using preload::Preset;

namespace {

QWidget *inARow(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    layout->addStretch();
    return row;
}

} // namespace

AddOptions::AddOptions(QWidget *parent)
    : QWidget(parent), m_filesCaption(makeLabel("muted", this)), m_startCaption(makeLabel("muted", this)),
      m_thenCaption(makeLabel("muted", this)), m_rateCaption(makeLabel("muted", this)), m_preset(new QComboBox(this)),
      m_start(new QButtonGroup(this)), m_now(new QRadioButton(this)), m_inTurn(new QRadioButton(this)),
      m_between(new QRadioButton(this)), m_begin(new QTimeEdit(this)), m_until(makeLabel("", this)),
      m_end(new QTimeEdit(this)), m_keepCurrent(new QCheckBox(this)), m_pin(new QCheckBox(this)),
      m_limit(new QComboBox(this)), m_priorityCaption(makeLabel("muted", this)), m_priority(new QComboBox(this))
{
    m_preset->setObjectName(u"presetBox"_s);
    for (const Preset preset : {Preset::Everything, Preset::Safetensors, Preset::Parquet})
        m_preset->addItem(QString(), int(preset));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(6);
    addFormRow(*form, m_filesCaption, inARow({m_preset}));
    addFormRow(*form, m_startCaption, makeStart());
    addFormRow(*form, m_rateCaption, makeRates());
    addFormRow(*form, m_thenCaption, makeThen());
    connect(m_preset, &QComboBox::currentIndexChanged, this, &AddOptions::presetChanged);
    retranslate();
}

QWidget *AddOptions::makeStart()
{
    m_start->addButton(m_now, Now);
    m_start->addButton(m_inTurn, InTurn);
    m_start->addButton(m_between, Between);
    m_inTurn->setChecked(true);
    m_begin->setObjectName(u"startTime"_s);
    m_end->setObjectName(u"endTime"_s);
    for (QTimeEdit *time : {m_begin, m_end}) {
        time->setDisplayFormat(u"HH:mm"_s);
        time->setEnabled(false);
        connect(m_between, &QRadioButton::toggled, time, &QWidget::setEnabled);
    }
    const QStringList night = QString::fromLatin1(nightHours).split(u'-');
    m_begin->setTime(QTime::fromString(night.front(), u"HH:mm"_s));
    m_end->setTime(QTime::fromString(night.back(), u"HH:mm"_s));
    QWidget *row = inARow({m_now, m_inTurn, m_between, m_begin, m_until, m_end});
    row->setObjectName(u"startWhen"_s);
    return row;
}

QWidget *AddOptions::makeRates()
{
    m_limit->setObjectName(u"addLimit"_s);
    m_priority->setObjectName(u"addPriority"_s);
    for (const qint64 rate : jobLimits(0))
        m_limit->addItem(QString(), rate);
    m_limit->insertItem(0, QString(), qint64(0));
    m_limit->setCurrentIndex(0);
    for (const int priority : jobPriorities(0))
        m_priority->addItem(QString(), priority);
    m_priority->setCurrentIndex(m_priority->findData(0));
    return inARow({m_limit, m_priorityCaption, m_priority});
}

QWidget *AddOptions::makeThen()
{
    m_keepCurrent->setObjectName(u"keepCurrent"_s);
    m_pin->setObjectName(u"pinAfter"_s);
    return inARow({m_pin, m_keepCurrent});
}

Preset AddOptions::preset() const
{
    return Preset(m_preset->currentData().toInt());
}

void AddOptions::applyTo(preload::JobOrder &order) const
{
    if (m_now->isChecked())
        order.schedule = anyHours;
    else if (m_between->isChecked())
        order.schedule = QString(m_begin->text() + u'-' + m_end->text()).toStdString();
    order.priority = m_priority->currentData().toInt();
    order.maxBytesPerSecond = m_limit->currentData().toLongLong();
    order.isKeptCurrent = m_keepCurrent->isChecked();
}

bool AddOptions::isFirst() const
{
    return m_now->isChecked();
}

bool AddOptions::isPinned() const
{
    return m_pin->isChecked();
}

void AddOptions::retranslate()
{
    m_filesCaption->setText(tr("Files"));
    m_startCaption->setText(tr("Start"));
    m_rateCaption->setText(tr("Limit"));
    m_priorityCaption->setText(tr("Priority"));
    m_thenCaption->setText(tr("Then"));
    m_preset->setItemText(0, tr("Everything"));
    m_preset->setItemText(1, tr("Only safetensors, without the same weights in other formats"));
    m_preset->setItemText(2, tr("Only parquet files of datasets"));
    m_now->setText(tr("Now"));
    m_now->setToolTip(tr("Before all that waits, whatever the time of day"));
    m_inTurn->setText(tr("In its turn"));
    m_inTurn->setToolTip(tr("At the end of the queue, in the hours that are set for all downloads"));
    m_between->setText(tr("Only from"));
    m_until->setText(tr("to"));
    m_pin->setText(tr("Pin, so that eviction spares it"));
    m_keepCurrent->setText(tr("Keep it current: look for newer versions"));
    m_limit->setItemText(0, tr("No limit"));
    for (int i = 1; i < m_limit->count(); ++i)
        m_limit->setItemText(i, Format::rate(m_limit->itemData(i).toDouble()));
    for (int i = 0; i < m_priority->count(); ++i)
        m_priority->setItemText(i, priorityText(m_priority->itemData(i).toInt()));
    m_preset->setAccessibleName(tr("Files"));
    m_limit->setAccessibleName(tr("Limit"));
    m_priority->setAccessibleName(tr("Priority"));
    m_begin->setAccessibleName(tr("Only from"));
    m_end->setAccessibleName(tr("to"));
}

} // namespace mirrorlake::ui
