#include "ui/trash/trashrow.h"

#include "sweep/plan.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>

namespace mirrorlake::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TrashReason)
};

} // namespace

std::vector<TrashRow> trashRows(const std::vector<store::TrashedBlob> &trash,
                                const std::vector<catalog::SweptRecord> &history, std::chrono::seconds keptFor)
{
    std::unordered_map<BlobHash, const catalog::SweptRecord *> newest;
    for (const catalog::SweptRecord &record : history) {
        const auto [known, isNew] = newest.emplace(record.hash, &record);
        if (!isNew && known->second->at < record.at)
            known->second = &record;
    }
    std::vector<TrashRow> rows;
    rows.reserve(trash.size());
    for (const store::TrashedBlob &blob : trash) {
        TrashRow row{.hash = QString::fromStdString(blob.hash.text()),
                     .repo = {},
                     .path = {},
                     .size = blob.size,
                     .wentAt = blob.trashedAt,
                     .until = blob.trashedAt + keptFor.count()};
        if (const auto known = newest.find(blob.hash); known != newest.end()) {
            row.repo = QString::fromStdString(known->second->repo);
            row.path = QString::fromStdString(known->second->path);
            row.reason = known->second->reason;
        }
        rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, {}, &TrashRow::hash);
    return rows;
}

QString trashReason(const TrashRow &row)
{
    using enum sweep::Reason;
    const std::pair<sweep::Reason, QString> words[] = {
        {ByHand, Words::tr("deleted by hand")},          {SizeCap, Words::tr("the cache was too large")},
        {FreeSpace, Words::tr("the disk was too full")}, {Age, Words::tr("not used for too long")},
        {HardAge, Words::tr("held for too long")},       {Unreferenced, Words::tr("of no known commit")},
        {OldCommit, Words::tr("of an old commit")}};
    const auto found = std::ranges::find_if(words, [&](const auto &one) { return nameOf(one.first) == row.reason; });
    return found == std::end(words) ? QString() : found->second;
}

} // namespace mirrorlake::ui
