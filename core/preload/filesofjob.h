// The files of a job with what is here of each: from the catalogue's tree and, while the job runs, from its run.
// Thread: one at a time; reads the catalogue when the job is another one than before.
#pragma once

#include "preload/jobdetail.h"
#include "preload/jobrun.h"

namespace mirrorlake::preload {

class FilesOfJob
{
public:
    FilesOfJob(catalog::Catalog &catalog, const store::BlobStore &store) : m_catalog(catalog), m_store(store) {}

    /// Fills in files, parts and sources. run: nullptr while the job does not run.
    void describe(const Job &job, const JobRun *run, JobDetail &detail);

private:
    struct Wanted
    {
        JobId id = 0;
        std::string commit{};
        std::vector<catalog::TreeEntry> files{};
    };

    const std::vector<catalog::TreeEntry> &wantedBy(const Job &job);
    void describeResting(const Job &job, std::vector<JobFile> &files) const;

    catalog::Catalog &m_catalog;
    const store::BlobStore &m_store;
    Wanted m_wanted;
};

} // namespace mirrorlake::preload
