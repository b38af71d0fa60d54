// mirrorlake: the mirror with a window. The window lives on the main thread, the mirror on its own; here both are put
// together.
#include "base/clock.h"
#include "base/log.h"
#include "endsignals.h"
#include "exitcodes.h"
#include "face.h"
#include "makecontrol.h"
#include "processstart.h"
#include "settings/settingsfile.h"
#include "startup.h"
#include "ui/desktop/singleinstance.h"
#include "ui/language/language.h"
#include "ui/theme/fonts.h"
#include "ui/theme/resources.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QProcess>

#include <clocale>
#include <cstdio>

using namespace mirrorlake;
using namespace mirrorlake::app;
using namespace Qt::StringLiterals;

namespace {

int ended(const Error &error, const std::string &dataFolder)
{
    std::fprintf(stderr, "mirrorlake: %s\n", exitSentence(error, dataFolder).c_str());
    return exitCodeOf(error);
}

int printed(const std::string &text)
{
    std::fputs(text.c_str(), stdout);
    return std::fflush(stdout) == 0 ? ExitOk : ExitFailed;
}

int endedFor(const char *reason, ExitCode code)
{
    std::fprintf(stderr, "mirrorlake: %s\n", reason);
    return code;
}

/// Without one of these Qt would abort instead of saying what to do.
bool hasDisplay()
{
#ifdef Q_OS_LINUX
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

/// Prints the line that scripts wait for, once for each time the mirror begins to serve.
class ReadyLine
{
public:
    void follow(const control::Snapshot &snapshot)
    {
        const bool isServing = snapshot.state == control::MirrorState::Serving;
        if (isServing && !m_isPrinted)
            printed("ready " + snapshot.localUrl + "\n");
        m_isPrinted = isServing;
    }

private:
    bool m_isPrinted = false;
};

ui::OpenRequest requestOf(const CommandLine &line)
{
    ui::OpenRequest request{QString::fromStdString(line.page), {}};
    for (const std::string &link : line.links)
        request.links += QString::fromStdString(link);
    return request;
}

/// What the command line said, but for the data folder, which is another one now, and for what was to be shown.
QStringList argumentsAgain(const CommandLine &line)
{
    QStringList arguments;
    if (!line.configFile.empty())
        arguments << u"--config"_s << QString::fromStdString(line.configFile);
    for (const std::string &address : line.listen)
        arguments << u"--listen"_s << QString::fromStdString(address);
    for (const std::string &assignment : line.assignments)
        arguments << u"--set"_s << QString::fromStdString(assignment);
    return arguments;
}

int run(int &argc, char **argv, StartUp startUp, const CommandLine &line)
{
    QApplication application(argc, argv);
    const QString dataFolder = QString::fromStdString(startUp.settings.dataFolder);
    const ui::OpenRequest request = requestOf(line);
    if (ui::SingleInstance::pass(dataFolder, request))
        return printed("the program that runs already was asked to show itself\n");
    std::setlocale(LC_NUMERIC, "C"); // numbers in files and protocols have a point everywhere
    QApplication::setApplicationName(u"mirrorlake"_s);
    QApplication::setApplicationDisplayName(u"Mirrorlake"_s);
    QApplication::setApplicationVersion(QStringLiteral(MIRRORLAKE_VERSION));
    QApplication::setDesktopFileName(u"mirrorlake"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    ui::initResources();
    ui::installFonts();
    ui::Theme theme;
    ui::Language language;
    const settings::LookSettings look = startUp.settings.look;
    theme.apply(QString::fromStdString(look.theme));
    language.apply(QString::fromStdString(look.language));

    const std::filesystem::path settingsFile = startUp.settingsFile;
    QObject state; // carries changes of the mirror's state over to this thread; depends on: nothing
    std::function<void()> onChange;
    const auto control = makeLocalControl(std::move(startUp), [&state, &onChange] {
        QMetaObject::invokeMethod(
            &state, [&onChange] { onChange(); }, Qt::QueuedConnection);
    });
    const SystemClock clock;
    Face face({*control, theme, language, clock, dataFolder, settingsFile});
    bool isEndAsked = false;
    ReadyLine ready;
    onChange = [&] {
        const auto snapshot = control->snapshot();
        ready.follow(*snapshot);
        face.refresh();
        const bool isAtRest =
            snapshot->state == control::MirrorState::Stopped || snapshot->state == control::MirrorState::Failed;
        if (isEndAsked && isAtRest)
            QApplication::quit();
    };
    const EndSignals endSignals([&] {
        log::info("app", "stopping; a second signal ends at once");
        isEndAsked = true;
        control->stop();
        onChange();
    });

    ui::SingleInstance instance(dataFolder);
    QObject::connect(&instance, &ui::SingleInstance::asked, &face, &Face::open);
    if (!instance.listen())
        log::warning("app", "later starts cannot be joined to this one");
    const bool isHidden = (line.hidden || look.startHidden) && !line.show && request.links.isEmpty();
    if (isHidden && !face.hasTray())
        log::info("app", "there is no tray, so the window is shown");
    const bool isFirstRun = face.isFirstRun();
    face.begin(request, isHidden);
    if (isFirstRun && !isHidden && !line.start && request == ui::OpenRequest())
        face.openWizard();
    if (line.start)
        control->start();
    const int code = QApplication::exec();
    if (const auto &arguments = face.restart())
        QProcess::startDetached(QApplication::applicationFilePath(), *arguments + argumentsAgain(line));
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    prepareProcess();
    const auto line = parseCommandLine(Program::Desktop, argc, argv);
    if (!line) {
        std::fputs(line.error().text.c_str(), line.error().code == ExitOk ? stdout : stderr);
        return line.error().code;
    }
    if (!line->page.empty() && !ui::pageFrom(QString::fromStdString(line->page)))
        return endedFor(
            "there is no such page; --page takes overview, models, downloads, clients, traffic, log or settings.",
            ExitUsage);
    auto startUp = resolveStartUp(*line, environmentOfProcess());
    if (!startUp)
        return ended(startUp.error(), dataFolderOf(line->dataFolder, environmentOfProcess()).string());
    setupLog(startUp->settings.log);
    if (line->printConfig)
        return printed("# data folder: " + startUp->settings.dataFolder + "\n" +
                       settings::allAsToml(startUp->settings));
    if (line->check) {
        if (const auto result = check(startUp->settings); !result)
            return ended(result.error(), startUp->settings.dataFolder);
        return printed("settings, data folder and addresses are in order\n");
    }
    if (!hasDisplay())
        return endedFor("there is no display for a window; run mirrorlaked instead, or set DISPLAY.", ExitFailed);
    int applicationArguments = 1; // the rest is ours and was read already
    return run(applicationArguments, argv, std::move(*startUp), *line);
}
