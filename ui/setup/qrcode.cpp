#include "ui/setup/qrcode.h"

#include <QPainter>

#include <qrencode.h>

#include <memory>

namespace mirrorlake::ui {

namespace {

constexpr int marginModules = 4;
constexpr unsigned char blackBit = 1;

struct CodeDeleter
{
    void operator()(QRcode *code) const { QRcode_free(code); }
};

} // namespace

QImage qrCode(const QString &text, int side)
{
    const std::unique_ptr<QRcode, CodeDeleter> code(
        QRcode_encodeString(text.toUtf8().constData(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
    if (!code)
        return {};
    const int modules = code->width + 2 * marginModules;
    const int modulePixels = std::max(1, side / modules);
    const int offset = (std::max(side, modules) - code->width * modulePixels) / 2;

    QImage image(std::max(side, modules), std::max(side, modules), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if (code->data[y * code->width + x] & blackBit)
                painter.fillRect(offset + x * modulePixels, offset + y * modulePixels, modulePixels, modulePixels,
                                 Qt::black);
        }
    }
    return image;
}

} // namespace mirrorlake::ui
