#include "ui/diagnostics/archive.h"

#include <QFile>

#include <archive.h>
#include <archive_entry.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

struct Free
{
    void operator()(archive *file) const { archive_write_free(file); }
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};

tl::unexpected<Error> broken(archive *file)
{
    const char *reason = archive_error_string(file);
    return fail(ErrorCode::Io, reason ? reason : "the file cannot be written");
}

} // namespace

Result<void> writeArchive(const QString &path, const std::vector<DiagnosticFile> &files)
{
    const std::unique_ptr<archive, Free> file(archive_write_new());
    archive_write_add_filter_gzip(file.get());
    archive_write_set_format_pax_restricted(file.get());
    if (archive_write_open_filename(file.get(), QFile::encodeName(path).constData()) != ARCHIVE_OK)
        return broken(file.get());
    for (const DiagnosticFile &one : files) {
        const QByteArray bytes = one.text.toUtf8();
        const std::unique_ptr<archive_entry, Free> entry(archive_entry_new());
        archive_entry_set_pathname(entry.get(), (u"mirrorlake-diagnostics/"_s + one.name).toUtf8().constData());
        archive_entry_set_size(entry.get(), bytes.size());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0600);
        if (archive_write_header(file.get(), entry.get()) != ARCHIVE_OK ||
            archive_write_data(file.get(), bytes.constData(), std::size_t(bytes.size())) != bytes.size())
            return broken(file.get());
    }
    return archive_write_close(file.get()) == ARCHIVE_OK ? Result<void>() : broken(file.get());
}

} // namespace mirrorlake::ui
