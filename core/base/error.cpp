#include "base/error.h"

#include <cerrno>
#include <system_error>

namespace mirrorlake {

Error Error::in(std::string_view context) const
{
    Error copy = *this;
    copy.message = std::string(context) + ": " + message;
    return copy;
}

Error errorFromErrno(int number, std::string_view what)
{
    ErrorCode code = ErrorCode::Io;
    if (number == ENOSPC || number == EDQUOT)
        code = ErrorCode::NoSpace;
    else if (number == EROFS || number == EACCES || number == EPERM)
        code = ErrorCode::ReadOnly;
    return Error{code, std::string(what) + ": " + std::generic_category().message(number)};
}

} // namespace mirrorlake
