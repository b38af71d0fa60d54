// The queries of libraryjson.h: each field is named once, for writing and for reading.
#include "control/json/joborderjson.h"
#include "control/json/libraryjson.h"

#include "base/text.h"
#include "hub/query.h"

#include <charconv>

namespace mirrorlake::control {

namespace {

class QueryWriter
{
public:
    void operator()(const char *name, const std::string &value, const std::string &otherwise = {})
    {
        if (value != otherwise)
            m_text += (m_text.empty() ? "" : "&") + std::string(name) + "=" + percentEncoded(value);
    }
    void operator()(const char *name, bool value) { (*this)(name, std::string(value ? "true" : "")); }
    template<typename Number>
    void number(const char *name, Number value, Number otherwise)
    {
        (*this)(name, std::to_string(value), std::to_string(otherwise));
    }
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

class QueryReader
{
public:
    explicit QueryReader(std::string_view query) : m_query(hub::Query::parse(query)) {}

    void operator()(const char *name, std::string &value, const std::string & = {})
    {
        if (m_query.has(name))
            value = m_query.value(name);
    }
    void operator()(const char *name, bool &value) { value = m_query.isTrue(name); }
    template<typename Number>
    void number(const char *name, Number &value, Number)
    {
        if (!m_query.has(name))
            return;
        const std::string_view text = m_query.value(name);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size())
            wrong(std::string(name) + " is a whole number");
    }
    void wrong(std::string what)
    {
        if (!m_error)
            m_error = Error{ErrorCode::BadRequest, std::move(what), 0};
    }
    const hub::Query &query() const { return m_query; }
    template<typename T>
    Result<T> resultOf(T value) const
    {
        if (m_error)
            return fail(*m_error);
        return value;
    }

private:
    hub::Query m_query;
    std::optional<Error> m_error;
};

template<typename Io, typename Question>
void searchFields(Io &io, Question &question)
{
    const library::SearchQuestion defaults;
    io("text", question.text);
    io("author", question.author);
    io("task", question.task);
    io("library", question.library);
    io("licence", question.licence);
    io.number("min_parameters", question.minParameters, defaults.minParameters);
    io.number("max_parameters", question.maxParameters, defaults.maxParameters);
    io("sort", question.sort, defaults.sort);
    io("ascending", question.isAscending);
    io("here", question.isHereOnly);
    io.number("limit", question.limit, defaults.limit);
    io("cursor", question.cursor);
}

template<typename Io, typename Question>
void cardFields(Io &io, Question &question)
{
    io("revision", question.revision, "main");
    io("here", question.isHereOnly);
    io.number("offset", question.offset, std::size_t{0});
    io.number("limit", question.limit, std::size_t{1000});
}

template<typename Io, typename Question>
void heldFields(Io &io, Question &question)
{
    const library::HeldQuestion defaults;
    io("text", question.text);
    io("type", question.type);
    io("sort", question.sort, defaults.sort);
    io("ascending", question.isAscending);
    io.number("offset", question.offset, defaults.offset);
    io.number("limit", question.limit, defaults.limit);
}

RepoType typeIn(QueryReader &reader)
{
    const auto type = repoTypeNamed(reader.query().has("type") ? reader.query().value("type") : "model");
    if (!type)
        reader.wrong("type is one of model, dataset, space, kernel");
    return type.value_or(RepoType::Model);
}

} // namespace

std::string queryOf(const library::SearchQuestion &question)
{
    QueryWriter writer;
    writer("type", std::string(nameOf(question.type)), "model");
    searchFields(writer, question);
    return writer.take();
}

std::string queryOf(const library::CardQuestion &question)
{
    QueryWriter writer;
    writer("type", std::string(nameOf(question.repo.type)), "model");
    writer("repo", question.repo.id.text());
    cardFields(writer, question);
    return writer.take();
}

std::string queryOf(const library::HeldQuestion &question)
{
    QueryWriter writer;
    heldFields(writer, question);
    return writer.take();
}

Result<library::SearchQuestion> searchQuestionFrom(std::string_view query)
{
    QueryReader reader(query);
    library::SearchQuestion question;
    question.type = typeIn(reader);
    searchFields(reader, question);
    return reader.resultOf(std::move(question));
}

Result<library::CardQuestion> cardQuestionFrom(std::string_view query)
{
    QueryReader reader(query);
    const RepoType type = typeIn(reader);
    auto id = RepoId::parse(reader.query().value("repo"));
    if (!id)
        return fail(ErrorCode::BadRequest, "repo is a name such as org/name");
    library::CardQuestion question{{type, std::move(*id)}};
    cardFields(reader, question);
    return reader.resultOf(std::move(question));
}

Result<library::HeldQuestion> heldQuestionFrom(std::string_view query)
{
    QueryReader reader(query);
    library::HeldQuestion question;
    heldFields(reader, question);
    return reader.resultOf(std::move(question));
}

} // namespace mirrorlake::control
