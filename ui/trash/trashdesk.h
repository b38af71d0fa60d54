// Asks the mirror what lies in its trash, and has files brought back or deleted for good. Thread: GUI; never waits.
#pragma once

#include "ui/context.h"
#include "ui/trash/trashrow.h"

#include <QObject>

namespace mirrorlake::ui {

class TrashDesk final : public QObject
{
    Q_OBJECT

public:
    explicit TrashDesk(const Context &context, QObject *parent = nullptr);

    void ask();
    void restore(const QStringList &hashes);
    void remove(const QStringList &hashes);
    void empty();

signals:
    void came(const std::vector<mirrorlake::ui::TrashRow> &rows);
    void restored(qint64 files);
    void removed(qint64 files);
    void refused(const mirrorlake::Error &error);

private:
    void askForHistory(std::vector<store::TrashedBlob> trash);
    void change(control::UpkeepVerb verb, const QStringList &hashes, void (TrashDesk::*done)(qint64));

    Context m_context;
};

} // namespace mirrorlake::ui
