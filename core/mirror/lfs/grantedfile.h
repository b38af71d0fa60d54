// The file behind a grant of ours: whoever holds the grant may read it, as long as upstream has not refused the one to
// whom it was given since. Thread: any; nothing here waits.
#pragma once

#include "mirror/filehandler.h"

namespace mirrorlake::mirror {

/// Errors: AccessDenied, for a grant that is missing, forged, expired or for another blob.
Result<FileHandler::Content> grantedFile(const Knowledge &knowledge, GrantPurpose purpose, std::string_view grant,
                                         const BlobHash &blob);

} // namespace mirrorlake::mirror
