#include "ui/traffic/trafficspan.h"

#include <QCoreApplication>

namespace mirrorlake::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TrafficSpan)
};

} // namespace

QStringList spanTexts()
{
    return {Words::tr("1 min"), Words::tr("10 min"), Words::tr("1 h"),
            Words::tr("24 h"),  Words::tr("Days"),   Words::tr("Months")};
}

} // namespace mirrorlake::ui
