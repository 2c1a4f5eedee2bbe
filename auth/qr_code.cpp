// One path for all the squares of a row keeps the picture small.
#include "auth/qr_code.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace casework::auth {
namespace {

constexpr int border = 4;  // squares, ISO/IEC 18004

std::string squares(const QRcode& code) {
    std::string path;
    for (int y = 0; y < code.width; ++y)
        for (int x = 0; x < code.width; ++x)
            if (code.data[y * code.width + x] & 1) path += fmt::format("M{} {}h1v1h-1z", x + border, y + border);
    return path;
}

}  // namespace

std::string qr_picture(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code) throw std::runtime_error("the text is too long for a QR code");
    const int size = code->width + 2 * border;
    return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/>"
                       "<path fill=\"#000\" d=\"{1}\"/></svg>\n", size, squares(*code));
}

}  // namespace casework::auth
