#include "ui/remote/tokenstore.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

const QString service = QStringLiteral("mirrorlake");

QJsonObject contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

TokenStore::TokenStore(QString file, bool hasKeychain, QObject *parent)
    : QObject(parent), m_file(std::move(file)), m_hasKeychain(hasKeychain)
{}

bool TokenStore::isKeychainThere()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"); // by which every keychain is reached
}

void TokenStore::read(const QString &url, std::function<void(const QString &)> then)
{
    if (!m_hasKeychain) {
        then(readFile(url));
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(service, this);
    job->setKey(url);
    connect(job, &QKeychain::Job::finished, this, [this, job, url, then = std::move(then)] {
        then(job->error() == QKeychain::NoError ? job->textData() : readFile(url));
    });
    job->start();
}

void TokenStore::write(const QString &url, const QString &token)
{
    writeFile(url, m_hasKeychain ? QString() : token);
    if (!m_hasKeychain)
        return;
    if (token.isEmpty()) {
        auto *job = new QKeychain::DeletePasswordJob(service, this);
        job->setKey(url);
        job->start();
        return;
    }
    auto *job = new QKeychain::WritePasswordJob(service, this);
    job->setKey(url);
    job->setTextData(token);
    connect(job, &QKeychain::Job::finished, this, [this, job, url, token] {
        if (job->error() != QKeychain::NoError)
            writeFile(url, token); // a keychain that is locked or refuses
    });
    job->start();
}

QString TokenStore::readFile(const QString &url) const
{
    return contentsOf(m_file)[url].toString();
}

void TokenStore::writeFile(const QString &url, const QString &token) const
{
    QJsonObject tokens = contentsOf(m_file);
    if (tokens[url].toString() == token)
        return;
    if (token.isEmpty())
        tokens.remove(url);
    else
        tokens[url] = token;
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(tokens).toJson());
    file.commit();
}

} // namespace mirrorlake::ui
