#include "core/mirror/mirrorharness.h"

#include <unistd.h>

#include <filesystem>

namespace mirrorlake::test {

namespace {

/// Reads a file body to its end, waiting for bytes as a connection does.
bool readAll(FileBody &body, ByteRange range, std::string &text)
{
    std::int64_t at = range.begin;
    while (at < range.end) {
        const std::int64_t end = std::min(range.end, body.readableEnd(at));
        if (end > at) {
            std::string part(static_cast<std::size_t>(end - at), '\0');
            if (pread(body.descriptor(), part.data(), part.size(), at) != static_cast<ssize_t>(part.size()))
                return false;
            text += part;
            at = end;
            continue;
        }
        if (body.failure())
            return false;
        std::promise<void> woken;
        body.whenReadable(at, [&woken] { woken.set_value(); });
        woken.get_future().wait();
    }
    return true;
}

/// The same of a body made of pieces.
bool readAll(SegmentSource &segments, FileBody *file, std::string &text)
{
    const std::int64_t promised = segments.length();
    while (const auto segment = segments.next()) {
        text += segment->bytes;
        if (!segment->file.isEmpty() && !readAll(*file, segment->file, text))
            return false;
    }
    return static_cast<std::int64_t>(text.size()) == promised;
}

} // namespace

MirrorHarness::MirrorHarness()
{
    log::setup(log::Level::Off, log::Format::Text);
    if (!hub.start())
        qFatal("the fake Hub does not start");
}

MirrorHarness::~MirrorHarness()
{
    close();
}

void MirrorHarness::open(bool isOffline)
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    m_catalog = std::move(*catalog::Catalog::open(folder / "catalog.sqlite", clock));
    m_store = std::move(*store::BlobStore::open({.folder = folder / "store"}));
    const upstream::HubOptions hubOptions{{{upstream.empty() ? hub.url() : upstream, ownToken}}, {}, isOffline};
    m_upstream = upstream::makeHub(hubOptions, m_realClock);
    // A name that leads here without asking anybody; the fake Hub tells by it that the data viewer is meant.
    const std::string port = hub.url().substr(hub.url().rfind(':'));
    m_viewer = upstream::makeHub({{{"http://datasets-server.localhost" + port}}, {}, isOffline}, m_realClock);
    m_filler = std::make_unique<fill::Filler>(fill::FillOptions{}, *m_store, *m_upstream, m_realClock,
                                              static_cast<fill::FillObserver &>(*this));
    m_service = std::make_unique<mirror::MirrorService>(
        options, mirror::Parts{*m_catalog, *m_store, *m_filler, *m_upstream, clock, m_viewer.get()});
}

void MirrorHarness::close()
{
    if (m_filler)
        m_filler->stop();
    m_service.reset();
    m_filler.reset();
    m_viewer.reset();
    m_upstream.reset();
    m_store.reset();
    m_catalog.reset();
}

HttpService &MirrorHarness::service()
{
    if (!m_service)
        open(false);
    return *m_service;
}

void MirrorHarness::restart(bool isOffline)
{
    close();
    open(isOffline);
}

void MirrorHarness::completed(const upstream::FileSource &source)
{
    m_catalog->blobCompleted(source.blob, source.size);
}

Got MirrorHarness::post(const std::string &target, const std::string &body, const std::string &contentType)
{
    return ask(HttpMethod::Post, target, {{"Content-Type", contentType}}, body);
}

std::future<Got> MirrorHarness::later(const std::string &target, Headers headers)
{
    if (!m_service)
        open(false);
    return std::async(std::launch::async, [this, target, headers] { return ask(HttpMethod::Get, target, headers); });
}

Got MirrorHarness::ask(HttpMethod method, const std::string &target, Headers headers, std::string body)
{
    if (!m_service)
        open(false);
    auto request = std::make_shared<HttpRequest>();
    request->method = method;
    request->methodName = method == HttpMethod::Head ? "HEAD" : method == HttpMethod::Post ? "POST" : "GET";
    request->target = target;
    request->headers = std::move(headers);
    request->headers.push_back({"Host", "mirror.test:8090"});
    request->body = std::move(body);
    request->clientAddress = "127.0.0.1";
    auto promise = std::make_shared<std::promise<HttpReply>>();
    (front ? *front : *m_service).serve(request, [promise](HttpReply reply) { promise->set_value(std::move(reply)); });
    HttpReply reply = promise->get_future().get();
    Got got{reply.status, reply.text, reply.headers, reply.facts.outcome, true};
    if (reply.segments && method != HttpMethod::Head)
        got.isWhole = readAll(*reply.segments, reply.file.get(), got.body);
    else if (reply.file && method != HttpMethod::Head)
        got.isWhole = readAll(*reply.file, reply.fileRange, got.body);
    return got;
}

std::string bytesOf(const fakehub::ContentPtr &content)
{
    std::string bytes(static_cast<std::size_t>(content->size()), '\0');
    content->read(0, bytes);
    return bytes;
}

} // namespace mirrorlake::test
