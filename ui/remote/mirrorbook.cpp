#include "ui/remote/mirrorbook.h"

#include <QPointer>
#include <QSettings>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QString listKey()
{
    return u"mirrors/urls"_s;
}

/// With scheme, without path; empty when it cannot be one.
QString tidy(QString text)
{
    text = text.trimmed();
    if (!text.contains("://"_L1))
        text.prepend(u"http://"_s);
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty() || !url.userInfo().isEmpty())
        return {};
    return url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace

MirrorBook::MirrorBook(QString file, TokenStore &tokens, QObject *parent)
    : QObject(parent), m_file(std::move(file)), m_tokens(tokens),
      m_urls(QSettings(m_file, QSettings::IniFormat).value(listKey()).toStringList())
{}

void MirrorBook::choose(const QString &url)
{
    if (url == m_present)
        return;
    if (url.isEmpty()) {
        m_present.clear();
        emit wanted({}, {});
        emit changed();
        return;
    }
    m_tokens.read(url, [self = QPointer(this), url](const QString &token) {
        if (!self)
            return;
        self->m_present = url;
        emit self->wanted(url, token);
        emit self->changed();
    });
}

void MirrorBook::probe(const QString &text, const QString &token, std::function<void(Result<bool>)> then) const
{
    const QString url = tidy(text);
    if (url.isEmpty())
        then(fail(ErrorCode::BadRequest, "it is no URL of a mirror"));
    else
        m_probe(url, token.trimmed(), std::move(then));
}

bool MirrorBook::add(const QString &text, const QString &token, bool isRemembered)
{
    const QString url = tidy(text);
    if (url.isEmpty())
        return false;
    if (isRemembered) {
        if (!m_urls.contains(url))
            m_urls += url;
        m_tokens.write(url, token.trimmed());
        save();
    }
    m_present = url;
    emit wanted(url, token.trimmed());
    emit changed();
    return true;
}

void MirrorBook::forget(const QString &url)
{
    m_urls.removeAll(url);
    m_tokens.forget(url);
    save();
    emit changed();
}

void MirrorBook::save() const
{
    QSettings(m_file, QSettings::IniFormat).setValue(listKey(), m_urls);
}

QString shortUrl(const QString &url)
{
    const QUrl parsed(url);
    return parsed.port() > 0 ? parsed.host() + u':' + QString::number(parsed.port()) : parsed.host();
}

} // namespace mirrorlake::ui
