#include "ui/settings/settingspage.h"

#include "control/control.h"
#include "settings/fieldvalue.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/settings/autostartextra.h"
#include "ui/settings/evictionextra.h"
#include "ui/settings/exchangebar.h"
#include "ui/settings/fieldeditor.h"
#include "ui/settings/routesextra.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int sideWidth = 206;
constexpr int areaHeight = 35;
constexpr int fieldGap = 18;

} // namespace

SettingsPage::SettingsPage(const Context &context, QWidget *parent)
    : Page(parent), m_context(context), m_areas(settingsAreas()), m_search(new QLineEdit(this)),
      m_list(new QListWidget(this)), m_exchange(new ExchangeBar(context, this)), m_scroll(new QScrollArea(this)),
      m_areaTitle(makeLabel("title", this)), m_none(makeSentence("muted", this)),
      m_barText(makeSentence("muted", this)), m_discard(makeButton("", {}, this)),
      m_apply(makeButton("primary", {}, this))
{
    setObjectName(u"settingsPage"_s);
    auto *right = new QVBoxLayout;
    right->setSpacing(10);
    right->addWidget(m_areaTitle);
    right->addWidget(makeFields(), 1);
    right->addWidget(makeApplyBar());
    auto *layout = new QHBoxLayout(this);
    layout->setSpacing(20);
    layout->addWidget(makeSide());
    layout->addLayout(right, 1);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::showFields);
    connect(m_search, &QLineEdit::returnPressed, this, &SettingsPage::openFirstFound);
    const auto openRoom = [this] {
        m_search->clear();
        showFields();
    };
    connect(m_list, &QListWidget::currentRowChanged, this, openRoom);
    connect(m_list, &QListWidget::itemClicked, this, openRoom); // the one that was open before the search, too
    connect(m_exchange, &ExchangeBar::wanted, this, &SettingsPage::change);
    connect(m_exchange, &ExchangeBar::told, this, [this](const QString &sentence, bool isFault) {
        setTone(m_barText, isFault ? "error" : "ok");
        m_barText->setText(sentence);
    });
    connect(m_apply, &QPushButton::clicked, this, &SettingsPage::apply);
    connect(m_discard, &QPushButton::clicked, this, &SettingsPage::loadValues);
    retranslate();
    m_list->setCurrentRow(0);
    loadValues();
}

QWidget *SettingsPage::makeSide()
{
    m_search->setObjectName(u"settingsSearch"_s);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(m_context.theme.icon(u"search"_s, Token::Placeholder), QLineEdit::LeadingPosition);
    m_list->setObjectName(u"settingsList"_s);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize({18, 18});
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const SettingsArea &area : m_areas) {
        auto *item = new QListWidgetItem(m_context.theme.icon(area.icon), area.name);
        item->setSizeHint({0, areaHeight});
        m_list->addItem(item);
    }
    auto *side = new QWidget;
    side->setFixedWidth(sideWidth);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_exchange);
    return side;
}

QWidget *SettingsPage::makeFields()
{
    QFrame *card = makeCard(this);
    auto *body = new QWidget;
    auto *fields = new QVBoxLayout(body);
    fields->setContentsMargins(16, 14, 16, 16);
    fields->setSpacing(fieldGap);
    for (const SettingsArea &area : m_areas) {
        for (const settings::Field *field : area.fields) {
            auto *editor = new FieldEditor(*field, m_context.theme, body);
            connect(editor, &FieldEditor::edited, this, [this] {
                showBar();
                tellExtras();
            });
            fields->addWidget(editor);
            m_editors.push_back(editor);
        }
    }
    addExtras(*fields);
    m_none->setObjectName(u"settingsNone"_s);
    fields->addWidget(m_none);
    fields->addStretch();
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_scroll);
    return card;
}

/// Each stands above the first field of its room.
void SettingsPage::addExtras(QVBoxLayout &fields)
{
    m_extras = {new RoutesExtra(m_context), new EvictionExtra(m_context), new AutostartExtra};
    for (SettingsExtra *extra : m_extras) {
        for (const FieldEditor *editor : m_editors) {
            if (editor->field().key == extra->besides())
                fields.insertWidget(fields.indexOf(editor), extra);
        }
    }
}

/// What the settings would be if everything that was typed and is allowed were applied.
void SettingsPage::tellExtras()
{
    settings::Settings wanted = m_context.control.settings();
    for (const FieldEditor *editor : changed())
        settings::assign(wanted, editor->field(), editor->text());
    for (SettingsExtra *extra : m_extras)
        extra->setWanted(wanted);
}

QWidget *SettingsPage::makeApplyBar()
{
    m_apply->setObjectName(u"applyButton"_s);
    m_discard->setObjectName(u"discardButton"_s);
    m_barText->setObjectName(u"applyText"_s);
    QFrame *bar = makeCard(this);
    bar->setObjectName(u"applyBar"_s);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(8);
    layout->addWidget(m_barText, 1);
    layout->addWidget(m_discard);
    layout->addWidget(m_apply);
    return bar;
}

void SettingsPage::show(const control::Snapshot &snapshot)
{
    for (SettingsExtra *extra : m_extras)
        extra->show(snapshot);
    const settings::Settings now = m_context.control.settings(); // they may be changed from elsewhere, too
    const auto differs = [&](const settings::Field &field) { return !settings::isSame(now, m_loaded, field); };
    if (std::ranges::any_of(settings::fields(), differs) && changed().empty())
        loadValues();
}

void SettingsPage::loadValues()
{
    const settings::Settings settings = m_context.control.settings();
    bool isWhole = true; // an editor that is being used keeps its text, and is asked again later
    for (FieldEditor *editor : m_editors) {
        const bool isTaken = !editor->isAncestorOf(focusWidget()) || editor->isChanged();
        if (isTaken)
            editor->setValue(settings);
        isWhole = isWhole && isTaken;
    }
    if (isWhole)
        m_loaded = settings;
    showBar();
    tellExtras();
}

void SettingsPage::showFields()
{
    const QString words = m_search->text().trimmed();
    const int row = std::max(0, m_list->currentRow());
    const auto &area = m_areas[std::size_t(row)];
    bool hasAny = false;
    for (FieldEditor *editor : m_editors) {
        const bool isShown = words.isEmpty() ? std::ranges::find(area.fields, &editor->field()) != area.fields.end()
                                             : isAbout(editor->field(), words);
        editor->setVisible(isShown);
        hasAny = hasAny || isShown;
    }
    for (SettingsExtra *extra : m_extras) {
        const auto isBeside = [&](const settings::Field *field) { return field->key == extra->besides(); };
        extra->setVisible(words.isEmpty() && std::ranges::any_of(area.fields, isBeside));
    }
    showRooms();
    m_none->setVisible(!hasAny);
    m_areaTitle->setText(words.isEmpty() ? area.name : tr("Found, Enter opens the first in its place"));
}

/// How many of what was searched for stand in each room.
void SettingsPage::showRooms()
{
    const QString words = m_search->text().trimmed();
    for (int i = 0; i < m_list->count(); ++i) {
        const SettingsArea &area = m_areas[std::size_t(i)];
        const auto found =
            std::ranges::count_if(area.fields, [&](const auto *field) { return isAbout(*field, words); });
        const bool isCounted = !words.isEmpty() && found > 0;
        m_list->item(i)->setText(isCounted ? QString(area.name + u' ' + Format::count(found)) : area.name);
    }
    QListWidgetItem *open = m_list->currentItem();
    if (open)
        open->setSelected(words.isEmpty());
}

void SettingsPage::openFirstFound()
{
    const auto first = std::ranges::find_if(m_editors, [](const FieldEditor *editor) { return !editor->isHidden(); });
    if (!m_search->text().trimmed().isEmpty() && first != m_editors.end())
        goTo(**first);
}

void SettingsPage::find(const QString &words)
{
    const auto named = std::ranges::find(m_editors, words.toStdString(),
                                         [](const FieldEditor *editor) { return editor->field().key; });
    if (named != m_editors.end())
        return goTo(**named);
    m_search->setText(words);
    m_search->setFocus();
}

std::vector<FieldEditor *> SettingsPage::changed() const
{
    std::vector<FieldEditor *> editors;
    std::ranges::copy_if(m_editors, std::back_inserter(editors), &FieldEditor::isChanged);
    return editors;
}

void SettingsPage::showBar()
{
    const int count = int(changed().size());
    m_apply->setEnabled(count > 0);
    m_discard->setVisible(count > 0);
    setTone(m_barText, "");
    m_barText->setText(count == 0 ? tr("Everything is applied")
                                  : tr("%1 changes are not applied yet", nullptr, count).arg(Format::count(count)));
}

void SettingsPage::apply()
{
    std::vector<control::Assignment> assignments;
    FieldEditor *wrong = nullptr;
    for (FieldEditor *editor : changed()) {
        if (!editor->check() && !wrong)
            wrong = editor;
        assignments.push_back({std::string(editor->field().key), editor->text()});
    }
    if (wrong)
        showFault(*wrong);
    else
        change(std::move(assignments));
}

/// Nothing was applied because of this one: it comes into view wherever it stands, and the bar names it.
void SettingsPage::showFault(FieldEditor &editor)
{
    goTo(editor);
    setTone(m_barText, "error");
    m_barText->setText(tr("Nothing was applied: “%1” cannot be as it is.").arg(labelOf(editor.field())));
}

/// Shows the room in which it stands, and puts the cursor into it.
void SettingsPage::goTo(FieldEditor &editor)
{
    const auto holds = [&](const SettingsArea &area) {
        return std::ranges::find(area.fields, &editor.field()) != area.fields.end();
    };
    m_search->clear();
    m_list->setCurrentRow(int(std::ranges::find_if(m_areas, holds) - m_areas.begin()));
    editor.takeFocus();
    // once the fields that have just become visible have their places
    const auto bringIntoView = [this, shown = &editor] { m_scroll->ensureWidgetVisible(shown, 0, fieldGap); };
    QMetaObject::invokeMethod(this, bringIntoView, Qt::QueuedConnection);
}

void SettingsPage::change(std::vector<control::Assignment> assignments)
{
    std::erase_if(assignments, [this](const control::Assignment &assignment) {
        const bool isLook = assignment.key == "look.theme" || assignment.key == "look.language";
        if (isLook)
            applyLook(assignment);
        return isLook;
    });
    if (assignments.empty()) {
        takeOutcome({});
        return;
    }
    m_context.control.changeSettings(
        assignments, later<control::SettingsOutcome>(this, [this](const auto &outcome) { takeOutcome(outcome); }));
}

/// Look and language change the window at once, by the same actions as in its menu.
void SettingsPage::applyLook(const control::Assignment &assignment) const
{
    const QActionGroup *group = assignment.key == "look.theme" ? m_context.actions.looks : m_context.actions.languages;
    for (QAction *action : group->actions()) {
        if (action->data().toString().toStdString() == assignment.value)
            action->trigger();
    }
}

void SettingsPage::takeOutcome(const Result<control::SettingsOutcome> &outcome)
{
    if (!outcome) {
        refuse(outcome.error());
        return;
    }
    const settings::Settings settings = m_context.control.settings();
    for (FieldEditor *editor : m_editors) {
        const std::string key(editor->field().key);
        editor->setValue(settings);
        if (std::ranges::find(outcome->needsRestart, key) != outcome->needsRestart.end())
            editor->setNeedsRestart(true);
    }
    showBar();
    tellExtras();
    if (!outcome->needsRestart.empty())
        m_barText->setText(tr("Applied. What is marked holds when the mirror is started again."));
    if (outcome->notSaved) {
        setTone(m_barText, "error");
        m_barText->setText(tr("Applied, but not saved: it ends when the mirror does. Correct the settings file or make "
                              "it writable, then change it again.") +
                           u' ' + QString::fromStdString(outcome->notSaved->text));
    }
}

/// What only the mirror itself could see is told beside the setting that it names, too.
void SettingsPage::refuse(const Error &error)
{
    const QString sentence = sentenceFor(error.code) + u' ' + detailOf(error);
    for (FieldEditor *editor : changed()) {
        if (error.message.find(editor->field().key) == std::string::npos)
            continue;
        editor->showFault(sentence);
        goTo(*editor);
        break;
    }
    setTone(m_barText, "error");
    m_barText->setText(sentence);
}

void SettingsPage::retranslate()
{
    m_areas = settingsAreas();
    m_list->setAccessibleName(tr("Kinds of settings"));
    m_search->setPlaceholderText(tr("Search all settings"));
    m_search->setAccessibleName(tr("Search all settings"));
    m_none->setText(tr("No setting matches."));
    setButtonText(m_discard, tr("Discard"));
    setButtonText(m_apply, tr("Apply"));
    for (FieldEditor *editor : m_editors)
        editor->retranslate();
    for (SettingsExtra *extra : m_extras)
        extra->retranslate();
    m_exchange->retranslate();
    showFields();
    showBar();
}

} // namespace mirrorlake::ui
