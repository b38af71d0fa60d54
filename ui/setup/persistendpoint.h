// Sets HF_ENDPOINT for everything that this user of this PC starts from the next login on, and takes it back: one file
// in ~/.config/environment.d, which the desktop's session reads. Thread: GUI; touches one small file.
#pragma once

#include <QString>

namespace mirrorlake::ui {

class PersistEndpoint
{
public:
    /// Of this user.
    PersistEndpoint();
    explicit PersistEndpoint(QString folder) : m_folder(std::move(folder)) {}

    /// The URL that is set, or nothing.
    QString url() const;
    /// Nothing takes it back. False when the file cannot be written.
    bool setUrl(const QString &url) const;

private:
    QString file() const;

    QString m_folder;
};

} // namespace mirrorlake::ui
