// The libraries that this program is made of, with the versions it was built with and their licences. Pure.
#pragma once

#include <QString>

#include <vector>

namespace mirrorlake::ui {

struct Library
{
    QString name;
    QString version;
    QString licence; ///< SPDX
    QString home;    ///< URL
};

std::vector<Library> libraries();

} // namespace mirrorlake::ui
