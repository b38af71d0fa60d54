// Units as types: a number of bytes, and bytes per second. Arithmetic stays inside a unit.
#pragma once

#include <compare>
#include <cstdint>

namespace mirrorlake {

struct Bytes
{
    std::int64_t count = 0;

    constexpr auto operator<=>(const Bytes &) const = default;
    constexpr Bytes &operator+=(Bytes other)
    {
        count += other.count;
        return *this;
    }
    constexpr Bytes &operator-=(Bytes other)
    {
        count -= other.count;
        return *this;
    }
    friend constexpr Bytes operator+(Bytes a, Bytes b) { return {a.count + b.count}; }
    friend constexpr Bytes operator-(Bytes a, Bytes b) { return {a.count - b.count}; }
};

struct BytesPerSecond
{
    double value = 0;
    constexpr auto operator<=>(const BytesPerSecond &) const = default;
};

constexpr Bytes kibibytes(std::int64_t n)
{
    return {n * 1024};
}

constexpr Bytes mebibytes(std::int64_t n)
{
    return {n * 1024 * 1024};
}

constexpr Bytes gibibytes(std::int64_t n)
{
    return {n * 1024 * 1024 * 1024};
}

} // namespace mirrorlake
