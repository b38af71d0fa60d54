#include "library/plaintext.h"

#include "base/text.h"

#include <md4c.h>

namespace mirrorlake::library {

namespace {

/// A README of megabytes says no more in its beginning.
constexpr std::size_t mostRead = 256 * 1024;

/// What stands between two lines of "---" at the very beginning belongs to the Hub.
std::string_view withoutFrontMatter(std::string_view text)
{
    if (!text.starts_with("---\n") && !text.starts_with("---\r\n"))
        return text;
    const std::size_t end = text.find("\n---", 3);
    const std::size_t line = end == std::string_view::npos ? end : text.find('\n', end + 1);
    return line == std::string_view::npos ? std::string_view() : text.substr(line + 1);
}

struct Writer
{
    std::string text;
    std::size_t most = 0;
    int silent = 0; ///< inside pictures, code and tables
    bool isFull() const { return text.size() > most; }
    void endParagraph()
    {
        while (!text.empty() && (text.back() == ' ' || text.back() == '\n'))
            text.pop_back();
        if (!text.empty())
            text += "\n\n";
    }
    void endLine()
    {
        if (!text.empty() && text.back() != '\n')
            text += '\n';
    }
};

bool isSilent(MD_BLOCKTYPE type)
{
    return type == MD_BLOCK_CODE || type == MD_BLOCK_TABLE || type == MD_BLOCK_HTML;
}

int enterBlock(MD_BLOCKTYPE type, void *, void *data)
{
    auto &writer = *static_cast<Writer *>(data);
    writer.silent += isSilent(type) ? 1 : 0;
    if (type == MD_BLOCK_LI) {
        writer.endLine();
        writer.text += "- ";
    }
    return 0;
}

int leaveBlock(MD_BLOCKTYPE type, void *, void *data)
{
    auto &writer = *static_cast<Writer *>(data);
    writer.silent -= isSilent(type) ? 1 : 0;
    if (type == MD_BLOCK_LI)
        writer.endLine();
    else
        writer.endParagraph();
    return writer.isFull() ? 1 : 0; // enough: the rest is not read
}

int enterSpan(MD_SPANTYPE type, void *, void *data)
{
    static_cast<Writer *>(data)->silent += type == MD_SPAN_IMG ? 1 : 0;
    return 0;
}

int leaveSpan(MD_SPANTYPE type, void *, void *data)
{
    static_cast<Writer *>(data)->silent -= type == MD_SPAN_IMG ? 1 : 0;
    return 0;
}

int takeText(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    auto &writer = *static_cast<Writer *>(data);
    if (writer.silent > 0 || type == MD_TEXT_HTML)
        return 0;
    const std::string_view piece(text, size);
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        writer.text += ' ';
    else if (type == MD_TEXT_ENTITY)
        writer.text += piece == "&amp;" ? "&" : piece == "&lt;" ? "<" : piece == "&gt;" ? ">" : " ";
    else if (type != MD_TEXT_NULLCHAR)
        writer.text += piece;
    return 0;
}

/// No control characters but the ends of lines: it goes to terminals too.
void clean(std::string &text)
{
    std::erase_if(text, [](char c) { return c != '\n' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f); });
}

/// Without blanks and empty lines at either end.
std::string withoutEnds(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \n");
    return begin == std::string_view::npos ? std::string()
                                           : std::string(text.substr(begin, text.find_last_not_of(" \n") + 1 - begin));
}

void shorten(std::string &text, std::size_t most)
{
    if (text.size() <= most)
        return;
    std::size_t end = text.find_last_of(" \n", most);
    if (end == std::string::npos || end < most / 2)
        end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) // not within a character
        --end;
    text.resize(end);
    text = withoutEnds(text) + "…";
}

} // namespace

std::string plainSummary(std::string_view markdown, std::size_t most)
{
    markdown = withoutFrontMatter(markdown).substr(0, mostRead);
    Writer writer;
    writer.most = most;
    MD_PARSER parser = {};
    parser.flags = MD_FLAG_COLLAPSEWHITESPACE | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = enterBlock;
    parser.leave_block = leaveBlock;
    parser.enter_span = enterSpan;
    parser.leave_span = leaveSpan;
    parser.text = takeText;
    md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &writer);
    clean(writer.text);
    std::string text = withoutEnds(writer.text);
    shorten(text, most);
    return isValidUtf8(text) ? text : std::string();
}

} // namespace mirrorlake::library
