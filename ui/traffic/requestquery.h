// What people type to see only some requests: "client:gpu-* result:miss size>1GB qwen". Each word must hold. Pure.
#pragma once

#include "ui/traffic/requestrow.h"

#include <QRegularExpression>

#include <functional>
#include <optional>

namespace mirrorlake::ui {

class RequestQuery
{
public:
    /// Understands client: repo: file: status: result: method: (with * and ?, "4xx" for a class of statuses), size and
    /// took with < or > ("took>2s"), and plain words. Nothing for a value that cannot be meant: "size>many".
    static std::optional<RequestQuery> parse(const QString &text);

    bool isEmpty() const { return m_tests.empty(); }
    bool matches(const RequestRow &row) const;

private:
    using Test = std::function<bool(const RequestRow &)>;

    static std::optional<Test> testFor(const QString &word);

    std::vector<Test> m_tests;
};

} // namespace mirrorlake::ui
