// Tokens of mirrors elsewhere: in the desktop's keychain, and where there is none in a file that only its owner can
// read. Thread: GUI; never waits, but for the small file.
#pragma once

#include <QObject>

#include <functional>

namespace mirrorlake::ui {

class TokenStore final : public QObject
{
    Q_OBJECT

public:
    /// The file is used without a keychain, or when that refuses.
    TokenStore(QString file, bool hasKeychain, QObject *parent = nullptr);
    /// True where there may be one.
    static bool isKeychainThere();

    /// Gives an empty one when none is kept.
    void read(const QString &url, std::function<void(const QString &token)> then);
    void write(const QString &url, const QString &token);
    void forget(const QString &url) { write(url, {}); }

private:
    QString readFile(const QString &url) const;
    void writeFile(const QString &url, const QString &token) const;

    const QString m_file;
    const bool m_hasKeychain;
};

} // namespace mirrorlake::ui
