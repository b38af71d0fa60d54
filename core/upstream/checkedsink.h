// Stands between an answer and the sink that wants the bytes: lets through only the range asked for, of an answer that
// bodycheck.h found right; keeps the text of any other answer. Thread: the exchange's own.
#pragma once

#include "upstream/bodycheck.h"

namespace mirrorlake::upstream {

class CheckedSink final : public BodySink
{
public:
    CheckedSink(const FileSource &source, ByteRange range, bool isOwnOrigin, std::string route, BodySink &target)
        : m_source(source), m_range(range), m_isOwnOrigin(isOwnOrigin), m_route(std::move(route)), m_target(target),
          m_left(range.length())
    {}

    bool begin(const Response &head) override;
    bool write(std::span<const char> bytes) override;
    bool isCancelled() const override { return m_target.isCancelled(); }

    /// True once the target saw begin().
    bool hasBegun() const { return m_hasBegun; }
    /// Given the result of the exchange: nothing if the answer was no body at all, else whether the range came whole.
    std::optional<Result<void>> outcome(const Result<Response> &exchange) const;
    /// Text of an answer that was no body.
    std::string takeText() { return std::move(m_text); }

private:
    const FileSource &m_source;
    const ByteRange m_range;
    const bool m_isOwnOrigin;
    const std::string m_route;
    BodySink &m_target;

    std::int64_t m_left;
    std::int64_t m_leftBefore = 0; ///< bytes of a whole file that lie before the range
    bool m_hasBegun = false;
    bool m_isBody = false;
    BodyEnd m_end = BodyEnd::WithAnswer;
    std::optional<Error> m_wrong;
    std::string m_text;
};

} // namespace mirrorlake::upstream
