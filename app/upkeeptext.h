// Eviction, pins, trash and requests as tables for people. Pure.
#pragma once

#include "control/upkeeporder.h"
#include "sweep/simulate.h"

#include <string>

namespace mirrorlake::app {

std::string sweptText(const control::UpkeepAnswer &answer, bool isDone, int limit);
std::string historyText(const std::vector<catalog::SweptRecord> &history);
std::string pinsText(const std::vector<catalog::PinRecord> &pins);
std::string trashText(const std::vector<store::TrashedBlob> &trash);
std::string wantedText(const std::vector<catalog::Wanted> &wanted);
std::string requestsText(const std::vector<meter::RequestRecord> &requests);
std::string simulationText(const sweep::AccessRecord &record, const std::vector<sweep::SimulatedRatios> &table,
                           std::int64_t linesPassedOver);

} // namespace mirrorlake::app
