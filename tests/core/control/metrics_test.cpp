#include <QTest>

#include "control/metrics/metrics.h"

#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace mirrorlake;
using namespace mirrorlake::control;

class MetricsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMetricIsWellNamedAndDescribed()
    {
        std::set<std::string_view> names;
        for (const Metric &metric : metrics()) {
            const std::string name(metric.name);
            QVERIFY2(std::regex_match(name, std::regex("mirrorlake_[a-z_]+")), name.c_str());
            QVERIFY2(names.insert(metric.name).second, name.c_str());
            QVERIFY2(metric.help.ends_with('.'), name.c_str());
            QCOMPARE(name.ends_with("_total"), metric.kind == MetricKind::Counter);
        }
    }

    void theDocumentIsMadeFromTheTable()
    {
        const std::string path = MIRRORLAKE_SOURCE_DIR "/docs/metrics.md";
        if (std::getenv("MIRRORLAKE_WRITE_DOCS"))
            std::ofstream(path) << metricsDocument();
        std::ifstream file(path);
        std::ostringstream text;
        text << file.rdbuf();
        QVERIFY2(text.str() == metricsDocument(),
                 "docs/metrics.md is behind the table; renew it: MIRRORLAKE_WRITE_DOCS=1 ctest --test-dir build/dev -R "
                 "'reference_test|metrics_test'");
    }

    void noAddressAndNoHostIsALabel()
    {
        Snapshot snapshot;
        snapshot.upstream = "https://hub.example";
        snapshot.figures.clients.push_back({});
        snapshot.figures.clients.back().address = "10.0.0.7";
        auto facts = std::make_shared<UpkeepFacts>();
        facts->routes.push_back({});
        facts->routes.back().url = "https://hub.example";
        snapshot.upkeep = facts;
        const std::string text = metricsText(snapshot);
        QVERIFY(text.find("example") == std::string::npos && text.find("10.0.0.7") == std::string::npos);
        QVERIFY(text.find("mirrorlake_route_up{route=\"1\"} 1\n") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "metrics_test.moc"
