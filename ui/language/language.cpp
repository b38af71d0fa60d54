#include "ui/language/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QString resolved(const QString &setting)
{
    if (setting == "en"_L1 || setting == "zh_CN"_L1)
        return setting;
    return QLocale::system().language() == QLocale::Chinese ? u"zh_CN"_s : u"en"_s;
}

} // namespace

Language::Language(QObject *parent) : QObject(parent) {}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qts);
}

void Language::apply(const QString &setting)
{
    const QString language = resolved(setting);
    if (language == m_current)
        return;
    m_current = language;
    QCoreApplication::removeTranslator(&m_qts);
    QCoreApplication::removeTranslator(&m_ours);
    if (m_qts.load(u"qtbase_"_s + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qts);
    const bool isLoaded = m_ours.load(u":/mirrorlake/translations/mirrorlake_"_s + language);
    Q_ASSERT(isLoaded);
    QCoreApplication::installTranslator(&m_ours);
}

} // namespace mirrorlake::ui
