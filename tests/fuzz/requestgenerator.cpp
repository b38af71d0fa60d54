#include "fuzz/requestgenerator.h"

namespace mirrorlake::test {

namespace {

const std::vector<std::string> methods{"GET",    "HEAD",  "POST",  "OPTIONS", "PUT",
                                       "DELETE", "PATCH", "TRACE", "G3T",     "get"};
const std::vector<std::string> targetPieces{
    "/",  "a", "org",       "name",     "resolve",   "main", "api",    "models", "tree",     "%2e%2e%2f",
    "..", ".", "%00",       "%",        "%zz",       "%2",   "%c0%af", "%ff",    "\xff\xfe", "\xe4\xb8\xad",
    "?",  "&", "=",         "#",        "refs%2Fpr", "//",   "\\",     "CON",    "con.txt",  "a:b",
    "--", "*", ";",         "+",        "%20",       "~",    "{",      "|",      "'",        "\"",
    "<",  "@", "http://x/", "file:///", "-",         "_",    "0",      "%25"};
const std::vector<std::string> rangePieces{
    "bytes=", "bytes", "Bytes =", "0", "-",  ",",   "1",      "99999999999999999999", "-1", " ",
    "\t",     "x",     "5-",      "=", "--", "0-0", "items=", "18446744073709551616"};
const std::vector<std::string> fieldNames{
    "X-A",        "Accept", "If-Range", "If-None-Match", "Authorization", "Cookie",    "Range",
    "Connection", "Te",     "Trailer",  "Keep-Alive",    "Via",           "Forwarded", "X-Forwarded-Host"};
/// Each alone makes a request with a Host and one more line wrong.
const std::vector<std::string> wrongLines{
    "Host: second",
    " folded",
    "\tfolded",
    "No colon",
    ": no name",
    "Space : x",
    "Bad\x01Name: x",
    "Bad-Value: \x02",
    "Content-Length: -1",
    "Content-Length: x",
    "Content-Length: 1, 1",
    "Content-Length: 18446744073709551616",
    "Content-Length: 1\r\nContent-Length: 1",
    "Content-Length: 1\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding: chunked\r\nContent-Length: 1",
    "Transfer-Encoding: identity",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
    "Upgrade: websocket",
    "Expect: everything",
    "Content-Length: 99999999999",
};
const std::vector<std::string> wrongStarts{"GET",
                                           "GET /",
                                           "GET / HTTP/3.0",
                                           "GET / HTTP/1.11",
                                           "GET / HTTQ/1.1",
                                           "GET  / HTTP/1.1",
                                           "GET / /x HTTP/1.1",
                                           "CONNECT x:1 HTTP/1.1",
                                           "GET x HTTP/1.1",
                                           "GET ftp://x/ HTTP/1.1",
                                           "GET * HTTP/1.1",
                                           "G(T / HTTP/1.1",
                                           "/ HTTP/1.1",
                                           "\x16\x03\x01",
                                           "GET / HTTP/1.1 "};

} // namespace

std::string RequestGenerator::randomBytes(std::size_t most)
{
    std::string bytes(below(most + 1), '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(m_random());
    return bytes;
}

std::string RequestGenerator::randomTarget()
{
    std::string target = "/";
    for (std::size_t pieces = below(12); pieces > 0; --pieces)
        target += oneOf(targetPieces);
    if (below(50) == 0)
        target += std::string(below(40'000), 'L');
    return target;
}

std::string RequestGenerator::randomRange()
{
    std::string range = below(4) ? "bytes=" : "";
    for (std::size_t pieces = below(8); pieces > 0; --pieces)
        range += oneOf(rangePieces);
    return range;
}

std::string RequestGenerator::randomField()
{
    std::string value = randomBytes(20);
    std::erase_if(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    return oneOf(fieldNames) + ": " + value + "\r\n";
}

std::string RequestGenerator::goodRequest()
{
    std::string text =
        oneOf(methods) + " " + randomTarget() + (below(8) ? " HTTP/1.1" : " HTTP/1.0") + "\r\nHost: h\r\n";
    if (below(2))
        text += "Range: " + randomRange() + "\r\n";
    for (std::size_t fields = below(4); fields > 0; --fields)
        text += randomField();
    if (below(4) == 0)
        return text + "Content-Length: 5\r\n\r\nhello";
    if (below(4) == 0)
        return text + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    return text + "\r\n";
}

std::string RequestGenerator::malformedRequest()
{
    if (below(3) == 0)
        return oneOf(wrongStarts) + "\r\nHost: h\r\n\r\n";
    std::string text = "GET " + randomTarget() + " HTTP/1.1\r\nHost: h\r\n";
    for (std::size_t fields = below(3); fields > 0; --fields)
        text += randomField();
    return text + oneOf(wrongLines) + "\r\n\r\nx";
}

void RequestGenerator::mutate(std::string &bytes)
{
    const std::size_t at = below(bytes.size());
    switch (below(6)) {
    case 0:
        bytes[at] = static_cast<char>(m_random());
        break;
    case 1:
        bytes.insert(at, randomBytes(8));
        break;
    case 2:
        bytes.erase(at, below(8));
        break;
    case 3:
        bytes.insert(at, bytes.substr(below(bytes.size()), below(40)));
        break;
    case 4:
        bytes.insert(at, below(2) ? "\r\n" : "\n");
        break;
    case 5:
        bytes.resize(at);
        break;
    }
    if (bytes.empty())
        bytes = "x";
}

GeneratedRequest RequestGenerator::next()
{
    if (below(3) == 0)
        return {malformedRequest(), true};
    if (below(20) == 0)
        return {"\x01" + randomBytes(600), true};
    GeneratedRequest request{goodRequest(), false};
    for (std::size_t changes = below(6); changes > 0; --changes)
        mutate(request.bytes);
    return request;
}

} // namespace mirrorlake::test
