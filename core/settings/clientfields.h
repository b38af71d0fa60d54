// Rows of the table for what a person says of clients: their names, and who is kept out. Pure.
#pragma once

#include "settings/field.h"

namespace mirrorlake::settings {

std::span<const Field> clientFields();

/// A client and how people call it.
struct ClientName
{
    std::string address;
    std::string name;

    /// Of "192.168.1.58=lab-ws-07". Errors: BadConfiguration.
    static Result<ClientName> parse(std::string_view text);
    std::string text() const { return address + "=" + name; }
};

} // namespace mirrorlake::settings
