#include "ui/diagnostics/diagnostics.h"

#include "control/snapshotjson.h"
#include "settings/fieldvalue.h"
#include "ui/about/libraries.h"

#include <QDateTime>
#include <QDir>
#include <QRegularExpression>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QString systemText()
{
    QString text = u"Mirrorlake " MIRRORLAKE_VERSION "\n"_s + QSysInfo::prettyProductName() + u'\n' +
                   QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion() + u' ' +
                   QSysInfo::currentCpuArchitecture() + u"\n\n"_s;
    for (const Library &library : libraries())
        text += library.name + u' ' + library.version + u'\n';
    return text;
}

QString settingsText(const settings::Settings &settings)
{
    const settings::Settings defaults;
    QString text;
    for (const settings::Field &field : settings::fields()) {
        const QString mark = settings::isSame(settings, defaults, field) ? u"# "_s : QString();
        text += mark + QString::fromUtf8(field.key.data(), qsizetype(field.key.size())) + u" = "_s +
                QString::fromStdString(settings::shownText(settings, field)) + u'\n';
    }
    return text;
}

QString logText(const std::vector<log::Line> &lines)
{
    QString text;
    for (const log::Line &line : lines) {
        const auto level = log::nameOf(line.level);
        text += QDateTime::fromMSecsSinceEpoch(line.unixMilliseconds, Qt::UTC).toString(Qt::ISODateWithMs) + u' ' +
                QString::fromUtf8(level.data(), qsizetype(level.size())) + u' ' + QString::fromStdString(line.room) +
                u": "_s + QString::fromStdString(line.text) + u'\n';
    }
    return text;
}

} // namespace

QString withoutSecrets(QString text)
{
    static const std::pair<QRegularExpression, QString> secrets[] = {
        {QRegularExpression(u"hf_[A-Za-z0-9_]{4,}"_s), u"hf_…"_s},
        {QRegularExpression(u"(?i)(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}"_s), u"\\1 …"_s},
        {QRegularExpression(u"(?i)([a-z][a-z0-9+.-]*://)[^/\\s@]+@"_s), u"\\1…@"_s},
        {QRegularExpression(u"(?i)\\b((?:[a-z-]*(?:token|signature|secret|password|credential|key-pair-id|policy))=)"
                            "[^\\s&\"']+"_s),
         u"\\1…"_s},
        {QRegularExpression(u"\\b[0-9a-f]{64}\\b"_s), u"(64 hex digits)"_s}};
    for (const auto &[pattern, instead] : secrets)
        text.replace(pattern, instead);
    const QString home = QDir::homePath();
    return home.size() > 1 ? text.replace(home, u"~"_s) : text;
}

std::vector<DiagnosticFile> diagnosticFiles(const control::Snapshot &snapshot, const settings::Settings &settings,
                                            const std::vector<log::Line> &lines)
{
    std::vector<DiagnosticFile> files{{u"system.txt"_s, systemText()},
                                      {u"settings.toml"_s, settingsText(settings)},
                                      {u"state.json"_s, QString::fromStdString(control::toJson(snapshot))},
                                      {u"log.txt"_s, logText(lines)}};
    for (DiagnosticFile &file : files)
        file.text = withoutSecrets(std::move(file.text));
    return files;
}

} // namespace mirrorlake::ui
