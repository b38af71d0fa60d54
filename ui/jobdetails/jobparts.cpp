#include "ui/jobdetails/jobparts.h"

#include "ui/format/format.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int sampleSize = 10;
constexpr int sampleTenths = 5;
constexpr int arrowRoom = 44; ///< of a box, for its edges and its arrow

/// One square of the map beside its name.
class Sample final : public QWidget
{
public:
    Sample(Theme &theme, ChunkMap::Part part, QWidget *parent) : QWidget(parent), m_theme(theme), m_part(part)
    {
        setFixedSize(sampleSize, sampleSize);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        ChunkMap::paintCell(painter, rect(), m_theme, m_part, sampleTenths);
    }

private:
    Theme &m_theme;
    const ChunkMap::Part m_part;
};

QString fileNameOf(const QString &path)
{
    return path.section(u'/', -1);
}

} // namespace

JobParts::JobParts(Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_file(new QComboBox(this)),
      m_name(new ElidedLabel("emphasis", Qt::ElideMiddle, this)), m_size(makeLabel("help", this)),
      m_stack(new QStackedWidget(this)), m_map(new ChunkMap(theme, this)), m_nothing(makeSentence("muted", this)),
      m_marks(makeLegend())
{
    m_file->setObjectName(u"partsFile"_s);
    m_file->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_file->setMinimumContentsLength(8);
    m_file->installEventFilter(this);
    m_map->setObjectName(u"chunkMap"_s);
    m_nothing->setObjectName(u"noParts"_s);
    m_nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_stack->addWidget(m_map);
    m_stack->addWidget(m_nothing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(makeHead());
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_marks);
    connect(m_file, &QComboBox::activated, this, &JobParts::showChosen);
    retranslate();
}

QWidget *JobParts::makeHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_file, 1);
    layout->addWidget(m_name, 1);
    layout->addWidget(m_size);
    return head;
}

QWidget *JobParts::makeLegend()
{
    auto *legend = new QWidget(this);
    auto *layout = new QHBoxLayout(legend);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    for (int part = 0; part < ChunkMap::PartCount; ++part) {
        Mark &mark = m_legend[std::size_t(part)];
        mark.sample = new Sample(m_theme, ChunkMap::Part(part), legend);
        mark.words = makeLabel("help", legend);
        layout->addWidget(mark.sample);
        layout->addWidget(mark.words);
        layout->addSpacing(4);
    }
    layout->addStretch();
    return legend;
}

void JobParts::show(const std::vector<preload::JobFileParts> &parts)
{
    const QString chosen = m_file->currentData().toString();
    const bool isSameList =
        std::ranges::equal(parts, m_parts, {}, &preload::JobFileParts::path, &preload::JobFileParts::path);
    m_parts = parts;
    if (!isSameList) {
        const QSignalBlocker quiet(m_file);
        m_file->clear();
        for (const preload::JobFileParts &one : parts)
            m_file->addItem(QString(), QString::fromStdString(one.path));
        m_file->setCurrentIndex(std::max(0, m_file->findData(chosen)));
        elideNames();
    }
    showChosen();
}

/// The end of a name matters as much as its beginning.
void JobParts::elideNames()
{
    const int room = m_file->width() - arrowRoom;
    for (int i = 0; i < m_file->count(); ++i) {
        const QString name = fileNameOf(m_file->itemData(i).toString());
        m_file->setItemText(i, m_file->fontMetrics().elidedText(name, Qt::ElideMiddle, room));
    }
}

bool JobParts::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_file && event->type() == QEvent::Resize)
        elideNames();
    return QWidget::eventFilter(watched, event);
}

void JobParts::showChosen()
{
    m_file->setVisible(m_parts.size() > 1);
    m_name->setVisible(m_parts.size() == 1);
    m_size->setVisible(!m_parts.empty());
    m_marks->setVisible(!m_parts.empty());
    if (m_parts.empty()) {
        m_stack->setCurrentWidget(m_nothing);
        return;
    }
    const auto at = std::size_t(std::clamp(m_file->currentIndex(), 0, int(m_parts.size()) - 1));
    const preload::JobFileParts &parts = m_parts[at];
    m_stack->setCurrentWidget(m_map);
    m_map->show(parts);
    m_name->setFullText(QString::fromStdString(parts.path));
    m_file->setToolTip(QString::fromStdString(parts.path));
    const auto square = double(std::min(parts.map.cellBytes, parts.size));
    m_size->setText(tr("%1, %2 a square").arg(Format::bytes(double(parts.size)), Format::bytes(square)));
    const auto counts = m_map->counts();
    for (int part = 0; part < ChunkMap::PartCount; ++part) {
        const int count = counts[std::size_t(part)];
        const Mark &mark = m_legend[std::size_t(part)];
        mark.sample->setVisible(count > 0);
        mark.words->setVisible(count > 0);
        mark.words->setText(ChunkMap::nameOf(ChunkMap::Part(part)) + u' ' + Format::count(count));
    }
}

void JobParts::retranslate()
{
    m_file->setAccessibleName(tr("File whose parts are shown"));
    m_map->setAccessibleName(tr("Parts of the file"));
    m_nothing->setText(tr("No file is on its way."));
    m_map->retranslate();
    showChosen();
}

} // namespace mirrorlake::ui
