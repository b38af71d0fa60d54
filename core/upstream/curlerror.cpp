#include "upstream/curlerror.h"

namespace mirrorlake::upstream {

ErrorCode codeOfCurl(CURLcode result, bool isConnected)
{
    switch (result) {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
        return ErrorCode::UpstreamNameUnknown;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return ErrorCode::UpstreamUntrusted;
    case CURLE_URL_MALFORMAT:
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY:
    case CURLE_INTERFACE_FAILED:
        return ErrorCode::UpstreamUnreachable;
    case CURLE_UNSUPPORTED_PROTOCOL: // once connected: an answer that is no HTTP
        return isConnected ? ErrorCode::UpstreamBroken : ErrorCode::UpstreamUnreachable;
    case CURLE_OPERATION_TIMEDOUT:
        return isConnected ? ErrorCode::UpstreamTimeout : ErrorCode::UpstreamUnreachable;
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return isConnected ? ErrorCode::UpstreamBroken : ErrorCode::UpstreamUnreachable;
    case CURLE_OUT_OF_MEMORY:
    case CURLE_FAILED_INIT:
    case CURLE_BAD_FUNCTION_ARGUMENT:
        return ErrorCode::Internal;
    default:
        return ErrorCode::UpstreamBroken;
    }
}

} // namespace mirrorlake::upstream
