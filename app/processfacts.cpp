#include "processfacts.h"

#include "base/text.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace mirrorlake::app {

namespace {

constexpr double tightPressure = 10; ///< percent
constexpr double reliefUse = 0.05;
constexpr double reliefPressure = 5; ///< percent

std::string textOf(const std::filesystem::path &file)
{
    std::ifstream stream(file);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

double numberIn(std::string_view text)
{
    text = trimmed(text);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// The number behind "name" at the beginning of a line; 0 when there is none.
double fieldOf(std::string_view text, std::string_view name)
{
    for (const std::string_view line : split(text, '\n')) {
        if (line.starts_with(name))
            return numberIn(line.substr(name.size()));
    }
    return 0;
}

std::filesystem::path controlGroup()
{
    const std::string own = textOf("/proc/self/cgroup");
    const std::size_t unified = own.find("0::");
    if (unified == std::string::npos)
        return "/sys/fs/cgroup";
    const std::string_view path = trimmed(std::string_view(own).substr(unified + 3));
    return "/sys/fs/cgroup" + std::string(path.substr(0, path.find('\n')));
}

std::int64_t openFiles()
{
    std::error_code refusal;
    std::int64_t count = 0;
    for (std::filesystem::directory_iterator entry("/proc/self/fd", refusal), end; !refusal && entry != end;
         entry.increment(refusal))
        ++count;
    return count;
}

} // namespace

double memoryUseOf(const MemoryTexts &texts)
{
    const double limit = numberIn(texts.limit); // "max" is 0
    const double total = fieldOf(texts.meminfo, "MemTotal:");
    const double available = fieldOf(texts.meminfo, "MemAvailable:");
    double use = total > 0 ? 1 - available / total : 0;
    if (limit > 0)
        use = std::max(use, (numberIn(texts.current) - fieldOf(texts.stat, "inactive_file ")) / limit);
    return std::clamp(use, 0.0, 1.0);
}

double memoryPressureOf(const std::string &pressure)
{
    return fieldOf(pressure, "some avg10=");
}

bool isMemoryTight(bool wasTight, double use, double pressure, int percent)
{
    if (percent <= 0)
        return false;
    const double most = percent / 100.0;
    return wasTight ? use > most - reliefUse || pressure > reliefPressure : use > most || pressure > tightPressure;
}

control::ProcessFacts processFacts(int percent, bool wasTight)
{
    control::ProcessFacts facts;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    facts.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    const std::string statm = textOf("/proc/self/statm");
    const std::size_t space = statm.find(' ');
    if (space != std::string::npos)
        facts.residentBytes = static_cast<std::int64_t>(numberIn(
                                  std::string_view(statm).substr(space + 1, statm.find(' ', space + 1) - space - 1))) *
                              ::sysconf(_SC_PAGESIZE);
    facts.openFiles = openFiles();
    const auto group = controlGroup();
    std::string pressure = textOf(group / "memory.pressure");
    if (pressure.empty())
        pressure = textOf("/proc/pressure/memory");
    facts.memoryUse = memoryUseOf({textOf(group / "memory.max"), textOf(group / "memory.current"),
                                   textOf(group / "memory.stat"), textOf("/proc/meminfo"), pressure});
    facts.isMemoryTight = isMemoryTight(wasTight, facts.memoryUse, memoryPressureOf(pressure), percent);
    return facts;
}

} // namespace mirrorlake::app
