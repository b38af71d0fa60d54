// What a reader of a fill holds: a body that grows while the fill goes on, and stays readable when it is over. Thread:
// any. Its descriptor is there as soon as there is something to read, not before. A wake may still come while the
// reader goes away.
#pragma once

#include "base/httpmessage.h"
#include "fill/fill.h"

namespace mirrorlake::fill {

class FillReader final : public FileBody
{
public:
    FillReader(std::shared_ptr<Fill> fill, int id) : m_fill(std::move(fill)), m_id(id) {}
    ~FillReader() override { m_fill->leave(m_id); }
    FillReader(const FillReader &) = delete;
    FillReader &operator=(const FillReader &) = delete;

    int descriptor() const override { return m_fill->descriptor(); }
    std::int64_t readableEnd(std::int64_t from) const override { return m_fill->readableEnd(m_id, from); }
    void whenReadable(std::int64_t from, Wake wake) override { m_fill->whenReadable(m_id, from, std::move(wake)); }
    std::optional<Error> failure() const override { return m_fill->failure(m_id); }

private:
    const std::shared_ptr<Fill> m_fill;
    const int m_id;
};

/// A body that cannot be had.
class FailedBody final : public FileBody
{
public:
    explicit FailedBody(Error error) : m_error(std::move(error)) {}

    int descriptor() const override { return -1; }
    std::int64_t readableEnd(std::int64_t from) const override { return from; }
    void whenReadable(std::int64_t, Wake wake) override { wake(); }
    std::optional<Error> failure() const override { return m_error; }

private:
    const Error m_error;
};

} // namespace mirrorlake::fill
