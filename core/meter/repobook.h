// What each repo brought since it was last taken. Guarded by its owner.
#pragma once

#include "meter/meter.h"

#include <map>

namespace mirrorlake::meter {

class RepoBook
{
public:
    void served(const std::string &day, const std::string &repo, std::int64_t bytes);
    void counted(const std::string &day, const std::string &repo, int hit);
    std::vector<RepoIncrement> take();

private:
    RepoIncrement &increment(const std::string &day, const std::string &repo);

    std::map<std::pair<std::string, std::string>, RepoIncrement> m_repos;
};

} // namespace mirrorlake::meter
