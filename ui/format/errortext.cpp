#include "ui/format/errortext.h"

#include "base/errortable.h"

#include <QCoreApplication>

namespace mirrorlake::ui {

QString sentenceFor(ErrorCode code)
{
    return QCoreApplication::translate("Error", rowOf(code).sentence);
}

QString sentenceFor(const Reason &reason)
{
    return reason.code ? sentenceFor(*reason.code) : QString::fromStdString(reason.text);
}

QString detailOf(const Error &error)
{
    return QString::fromStdString(error.message);
}

} // namespace mirrorlake::ui
