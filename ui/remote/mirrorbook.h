// The mirrors that this window can show: that of this PC, and others by URL and token, some of them remembered. Says
// which one is wanted; whoever puts the window together makes it so. Thread: GUI.
#pragma once

#include "ui/remote/probe.h"
#include "ui/remote/tokenstore.h"

#include <QStringList>

namespace mirrorlake::ui {

class MirrorBook final : public QObject
{
    Q_OBJECT

public:
    /// file remembers URLs, tokens their tokens; the second outlives the book.
    MirrorBook(QString file, TokenStore &tokens, QObject *parent = nullptr);

    QStringList remembered() const { return m_urls; }
    /// Empty: the mirror of this PC.
    QString present() const { return m_present; }

    /// A remembered one, or with an empty URL that of this PC.
    void choose(const QString &url);
    /// Whether a mirror answers there and takes the token. Errors: as probeMirror(); BadRequest for what is no URL of a
    /// mirror.
    void probe(const QString &url, const QString &token, std::function<void(Result<bool>)> then) const;
    void setProbe(Probe probe) { m_probe = std::move(probe); }
    /// False when it is no URL of a mirror.
    bool add(const QString &url, const QString &token, bool isRemembered);
    void forget(const QString &url);

signals:
    void wanted(const QString &url, const QString &token);
    void changed();

private:
    void save() const;

    const QString m_file;
    TokenStore &m_tokens;
    Probe m_probe = probeMirror;
    QStringList m_urls;
    QString m_present;
};

/// "192.168.1.20:8090" of "http://192.168.1.20:8090".
QString shortUrl(const QString &url);

} // namespace mirrorlake::ui
