// One description of a value's fields serves both ways: fieldsOf(io, value) names each member once, a writer makes JSON
// of it, a reader takes it from JSON. Missing fields keep their defaults; a type that does not fit throws nlohmann's
// exception. Pure.
#pragma once

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace mirrorlake::control {

template<typename T>
inline constexpr bool isList = false;
template<typename T>
inline constexpr bool isList<std::vector<T>> = true;
/// Texts, numbers and truths are JSON by themselves.
template<typename T>
inline constexpr bool isPlain = std::is_arithmetic_v<T> || std::is_same_v<T, std::string>;

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
    /// One that is written in another form.
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
        if (const auto found = m_object.find(name); found != m_object.end())
            take(*found, value);
    }
    template<typename Get, typename Set>
    void as(const char *name, Get, Set set) const
    {
        if (const auto found = m_object.find(name); found != m_object.end())
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
        } else {
            FieldReader reader(json);
            fieldsOf(reader, value);
        }
    }

private:
    const nlohmann::json &m_object;
};

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
