// One description of a value's fields serves both ways: fieldsOf(io, value) names each member once, a writer makes JSON
// of it, a reader takes it from JSON. Fields that are missing or null (as a number that is none is written) keep their
// defaults; a type that does not fit throws nlohmann's exception. Pure.
#pragma once

#include "base/errortable.h"
#include "base/ids.h"
#include "base/reason.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace mirrorlake::control {

template<typename T>
inline constexpr bool isList = false;
template<typename T>
inline constexpr bool isList<std::vector<T>> = true;
template<typename T>
inline constexpr bool isOptional = false;
template<typename T>
inline constexpr bool isOptional<std::optional<T>> = true;
/// Texts, numbers and truths are JSON by themselves.
template<typename T>
inline constexpr bool isPlain = std::is_arithmetic_v<T> || std::is_same_v<T, std::string>;
template<typename T, std::size_t N>
inline constexpr bool isPlain<std::array<T, N>> = isPlain<T>;
/// Types with a tupleOf(), which gives a tuple of their members, are arrays instead of objects.
template<typename T>
inline constexpr bool isRow = requires(T &value)
{
    tupleOf(value);
};

/// What a list's item is before it is read; types without a blank of their own overload it.
template<typename T>
T blankOf(const T *)
{
    return T{};
}

class FieldWriter
{
public:
    template<typename T>
    void operator()(const char *name, const T &value)
    {
        m_object[name] = asJson(value);
    }
    /// One that is written in another form: what get() gives is what set() takes.
    template<typename Get, typename Set>
    void as(const char *name, Get get, Set)
    {
        m_object[name] = get();
    }
    template<typename T>
    static nlohmann::ordered_json asJson(const T &value)
    {
        if constexpr (isPlain<T>) {
            return value;
        } else if constexpr (isList<T>) {
            nlohmann::ordered_json list = nlohmann::ordered_json::array();
            for (const auto &item : value)
                list.push_back(asJson(item));
            return list;
        } else if constexpr (isOptional<T>) {
            return value ? asJson(*value) : nlohmann::ordered_json();
        } else if constexpr (isRow<T>) {
            return std::apply([](const auto &...members) { return nlohmann::ordered_json::array({members...}); },
                              tupleOf(const_cast<T &>(value)));
        } else {
            FieldWriter writer;
            fieldsOf(writer, const_cast<T &>(value)); // a writer changes nothing
            return std::move(writer.m_object);
        }
    }

private:
    nlohmann::ordered_json m_object = nlohmann::ordered_json::object();
};

class FieldReader
{
public:
    explicit FieldReader(const nlohmann::json &object) : m_object(object)
    {
        static_cast<void>(object.get_ref<const nlohmann::json::object_t &>());
    }

    template<typename T>
    void operator()(const char *name, T &value) const
    {
        if (const auto found = m_object.find(name); found != m_object.end() && !found->is_null())
            take(*found, value);
    }
    template<typename Get, typename Set>
    void as(const char *name, Get, Set set) const
    {
        using Given = std::decay_t<std::invoke_result_t<Get>>;
        const auto found = m_object.find(name);
        if (found == m_object.end() || found->is_null())
            return;
        if constexpr (std::is_same_v<Given, nlohmann::ordered_json>)
            set(*found);
        else if constexpr (std::is_arithmetic_v<Given>)
            set(found->template get<Given>());
        else
            set(found->template get<std::string>());
    }
    template<typename T>
    static void take(const nlohmann::json &json, T &value)
    {
        if constexpr (isPlain<T>) {
            json.get_to(value);
        } else if constexpr (isList<T>) {
            value.clear();
            for (const nlohmann::json &item : json.get_ref<const nlohmann::json::array_t &>())
                take(item, value.emplace_back(blankOf(static_cast<const typename T::value_type *>(nullptr))));
        } else if constexpr (isOptional<T>) {
            take(json, value.emplace());
        } else if constexpr (isRow<T>) {
            std::size_t at = 0;
            std::apply([&](auto &...members) { (json.at(at++).get_to(members), ...); }, tupleOf(value));
        } else {
            FieldReader reader(json);
            fieldsOf(reader, value);
        }
    }

private:
    const nlohmann::json &m_object;
};

/// A value of an enum as its word; a word that is not known is the first.
template<typename Io, typename Enum, std::size_t N>
void wordOf(Io &io, const char *name, Enum &value, const std::array<std::string_view, N> &words)
{
    io.as(
        name, [&] { return words[static_cast<std::size_t>(value)]; },
        [&](const std::string &word) {
            const auto found = std::ranges::find(words, word);
            value = static_cast<Enum>(found == words.end() ? 0 : found - words.begin());
        });
}

/// A hash as its text. One that is missing stays as it was; what is none does not fit.
template<typename Io>
void hashOf(Io &io, const char *name, BlobHash &hash)
{
    io.as(
        name, [&] { return hash.text(); },
        [&](const std::string &text) {
            auto parsed = BlobHash::parse(text);
            if (!parsed)
                throw nlohmann::json::other_error::create(501, "no hash", nullptr);
            hash = std::move(*parsed);
        });
}

/// Why something stands or failed: its words, and beside them the name of the error, or "".
template<typename Io>
void reasonOf(Io &io, Reason &reason)
{
    io("reason", reason.text);
    io.as(
        "reason_code", [&] { return std::string_view(reason.code ? rowOf(*reason.code).name : ""); },
        [&](const std::string &name) { reason.code = errorCodeNamed(name); });
}

/// Compact; bytes that are no UTF-8 are replaced.
inline std::string dumped(const nlohmann::ordered_json &json)
{
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// Errors: UpstreamBroken when it is not what a Mirrorlake says.
template<typename T>
Result<T> valueFromJson(const std::string &text, T blank = blankOf(static_cast<const T *>(nullptr)))
{
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    try {
        FieldReader::take(json, blank);
        return blank;
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::UpstreamBroken, "what answers there is not a Mirrorlake");
    }
}

} // namespace mirrorlake::control
