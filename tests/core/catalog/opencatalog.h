// A catalogue in a folder of its own that a test can close and open again.
#pragma once

#include "catalog/catalog.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

namespace mirrorlake::test {

class OpenCatalog
{
public:
    explicit OpenCatalog(const catalog::CatalogOptions &options = {}) { open(options); }

    catalog::Catalog *operator->() const { return m_catalog.get(); }
    std::string file() const { return m_folder.filePath(QStringLiteral("catalog.db")).toStdString(); }
    void close() { m_catalog.reset(); }
    void open(const catalog::CatalogOptions &options = {})
    {
        auto opened = catalog::Catalog::open(file(), clock, options);
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        m_catalog = std::move(*opened);
    }
    void restart(const catalog::CatalogOptions &options = {})
    {
        close();
        open(options);
    }

    ManualClock clock;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<catalog::Catalog> m_catalog;
};

/// Nothing stays in memory longer than it must, so that reading means the disk.
inline catalog::CatalogOptions withoutMemory()
{
    catalog::CatalogOptions options;
    options.treeMemory = options.fileMemory = options.documentMemory = {};
    return options;
}

} // namespace mirrorlake::test
