#include "ui/format/errortext.h"

#include "base/errortable.h"

#include <QCoreApplication>

namespace mirrorlake::ui {

QString sentenceFor(ErrorCode code)
{
    return QCoreApplication::translate("Error", rowOf(code).sentence);
}

QString detailOf(const Error &error)
{
    return QString::fromStdString(error.message);
}

} // namespace mirrorlake::ui
