// A QR code as a picture (SVG), made by libqrencode.
#pragma once

#include <string>

namespace casework::auth {

// Dark squares on white with the quiet border that readers want; throws std::runtime_error for text that is too long.
std::string qr_picture(const std::string& text);

}  // namespace casework::auth
