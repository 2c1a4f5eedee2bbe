// Small whole files of the accepted types, made by hand, with what cameras and phones write beside the picture.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace casework::testing::samples {

inline std::string bytes_of(std::string_view hex) {
    std::string bytes;
    const auto figure = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(figure(hex[i]) * 16 + figure(hex[i + 1]));
    return bytes;
}
inline std::string big_end(std::uint64_t figure, int length) {
    std::string bytes;
    while (length-- > 0) bytes += static_cast<char>(figure >> (8 * length) & 0xFF);
    return bytes;
}

// Eight grey points square.
inline std::string bare_jpeg() {
    return bytes_of("ffd8ffe000104a46494600010100000100010000ffdb00430050373c463c32504641465a55505f78c882786e6e78f5afb991c8ffffffffffffffffffffffffffffffffffffff"
                    "ffffffffffffffffffffffffffffffffffffffffc0000b080008000801011100ffc40014000100000000000000000000000000000000ffc40014100100000000000000000000"
                    "000000000000ffda0008010100003f003fffd9");
}
inline std::string bare_png() {
    return bytes_of("89504e470d0a1a0a0000000d4948445200000008000000080800000000e164e157000000104944415478da636c60800026068a180026080090b5310a910000000049454e44ae426082");
}

struct Shot {
    int orientation = 1;
    std::string at = "2026:03:14 15:09:26";
    std::string offset = "+00:00";
    bool place = true;  // 51 deg 16' 19.2" N, 0 deg 31' 44.4" E
};

// A big-endian TIFF block: directory, details with time, and place.
inline std::string exif_block(const Shot& shot = {}) {
    const auto entry = [](int tag, int type, std::uint32_t count, const std::string& value) { return big_end(static_cast<std::uint64_t>(tag), 2) + big_end(static_cast<std::uint64_t>(type), 2) + big_end(count, 4) + value; };
    const auto at = [](std::uint64_t place) { return big_end(place, 4); };
    // 8: first directory of 3 entries (42 bytes); 50: details of 2 (30); 80: place of 4 (54); 134: texts and fractions.
    std::string block = std::string("MM\0\x2A", 4) + at(8) + big_end(3, 2);
    block += entry(0x0112, 3, 1, big_end(static_cast<std::uint64_t>(shot.orientation), 2) + big_end(0, 2)) + entry(0x8769, 4, 1, at(50)) + entry(0x8825, 4, 1, at(shot.place ? 80 : 0)) + at(0);
    block += big_end(2, 2) + entry(0x9003, 2, 20, at(134)) + entry(0x9011, 2, 7, at(154)) + at(0);
    block += big_end(4, 2) + entry(1, 2, 2, std::string("N\0\0\0", 4)) + entry(2, 5, 3, at(162)) + entry(3, 2, 2, std::string("E\0\0\0", 4)) + entry(4, 5, 3, at(186)) + at(0);
    block += shot.at + std::string(20 - shot.at.size(), '\0') + shot.offset + std::string(8 - shot.offset.size(), '\0');
    const auto fraction = [&](std::uint64_t above, std::uint64_t below) { block += big_end(above, 4) + big_end(below, 4); };
    fraction(51, 1), fraction(16, 1), fraction(192, 10);
    fraction(0, 1), fraction(31, 1), fraction(444, 10);
    return block;
}

inline std::string jpeg_segment(std::uint8_t marker, const std::string& payload) { return "\xFF" + std::string(1, static_cast<char>(marker)) + big_end(payload.size() + 2, 2) + payload; }

// As a phone takes it: EXIF with time and place, XMP, a comment, a thumbnail, and a film after the end of the picture.
inline std::string photograph(const Shot& shot = {}) {
    const auto bare = bare_jpeg();
    return bare.substr(0, 2) + jpeg_segment(0xE1, std::string("Exif\0\0", 6) + exif_block(shot)) + jpeg_segment(0xE1, std::string("http://ns.adobe.com/xap/1.0/\0<x>serial-number-4711</x>", 54)) +
           jpeg_segment(0xFE, "comment-canary") + jpeg_segment(0xED, "Photoshop 3.0 canary") + bare.substr(2) + "film-after-the-end";
}

inline std::string png_part(const std::string& name, const std::string& payload) { return big_end(payload.size(), 4) + name + payload + big_end(0, 4); }
inline std::string picture() {
    const auto bare = bare_png();
    return bare.substr(0, 33) + png_part("tEXt", std::string("Author\0text-canary", 18)) + png_part("eXIf", exif_block()) + bare.substr(33) + "after-the-end";
}

inline std::string little_end(std::uint32_t figure) {
    std::string bytes;
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(figure >> (8 * i) & 0xFF);
    return bytes;
}
inline std::string riff_part(const std::string& name, const std::string& payload) { return name + little_end(static_cast<std::uint32_t>(payload.size())) + payload + std::string(payload.size() & 1, '\0'); }
inline std::string wav() {
    const auto parts = "WAVE" + riff_part("fmt ", bytes_of("01000100401f0000401f000001000800")) + riff_part("LIST", "INFOcanary-") + riff_part("data", std::string(9, '\x7F'));
    return "RIFF" + little_end(static_cast<std::uint32_t>(parts.size())) + parts;
}

inline std::string film_part(const std::string& name, const std::string& payload) { return big_end(payload.size() + 8, 4) + name + payload; }
struct Film {
    std::string brand = "isom";
    bool pictures = true;
    std::string route = {};  // four letters: the kind of a third track, which holds the route
};
// Made at 3:09:26pm UTC on 14 March 2026, in Maidstone.
inline std::string film(const Film& film = {}) {
    constexpr std::uint64_t made = 2'082'844'800ULL + 1'773'500'966;
    const auto times = big_end(0, 4) + big_end(made, 4) + big_end(made, 4) + std::string(80, '\0');
    const auto handler = film_part("hdlr", big_end(0, 8) + (film.pictures ? "vide" : "soun") + std::string(12, '\0'));
    const auto track = film_part("trak", film_part("tkhd", times) + film_part("mdia", film_part("mdhd", times) + handler) + film_part("meta", "track-canary"));
    // Where the camera was, in a track of its own: its samples lie behind the pictures, two chunks with sixteen octets between them.
    const auto route = [&](std::uint64_t first) {
        const auto tables = film_part("stsc", big_end(0, 4) + big_end(1, 4) + big_end(1, 4) + big_end(2, 4) + big_end(1, 4)) + film_part("stsz", big_end(0, 8) + big_end(3, 4) + big_end(4, 4) + big_end(8, 4) + big_end(12, 4)) +
                            film_part("stco", big_end(0, 4) + big_end(2, 4) + big_end(first, 4) + big_end(first + 28, 4));
        return film_part("trak", film_part("tkhd", times) + film_part("mdia", film_part("mdhd", times) + film_part("hdlr", big_end(0, 8) + film.route + std::string(12, '\0')) + film_part("minf", film_part("stbl", tables))));
    };
    const auto place = film_part("udta", film_part("\xA9xyz", big_end(18, 2) + big_end(0x15C7, 2) + "+51.2720+000.5290/"));
    const auto type = film_part("ftyp", film.brand + big_end(512, 4) + film.brand);
    const auto head = [&](const std::string& more) { return type + film_part("moov", film_part("mvhd", times) + track + more + place); };
    const auto tail = film_part("uuid", "sixteen-octets--canary");
    if (film.route.empty()) return head({}) + film_part("mdat", "coded-pictures-and-sound") + tail;
    const auto first = head(route(0)).size() + 8 + 24;
    return head(route(first)) + film_part("mdat", "coded-pictures-and-sound51.2,route-bSIXTEEN-OCTETS--51.3,route-c") + tail;
}

// Three frames of 128 kbit/s at 44.1 kHz, with a tag before and one after them.
inline std::string mp3() {
    const auto frame = bytes_of("fffb9000") + std::string(413, '\0');
    return std::string("ID3\x04\0\0\0\0\0\x0C", 10) + "title-canary" + frame + frame + frame + "TAG" + std::string(125, 'c');
}

inline std::string pdf() {
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\n"
           "trailer<</Root 1 0 R/Size 4>>\n%%EOF\n";
}

// One page that says so much; brackets would end it.
inline std::string pdf_saying(const std::string& words) {
    const std::string content = "BT /F1 12 Tf 72 720 Td (" + words + ") Tj ET";
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
           "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream endobj\n"
           "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF\n";
}

// 653 octets whose pages stand in a stream that unpacks, three times, to 900 MiB.
inline std::string pdf_bomb() {
    return bytes_of(
        "255044462d312e350a312030206f626a3c3c2f547970652f436174616c6f672f50616765732032203020523e3e656e646f626a0a342030206f626a3c3c2f547970652f4f626a53746d2f4e20322f466972737420392f4c656e677468203335382f46696c"
        "7465725b2f466c6174654465636f64652f466c6174654465636f64652f466c6174654465636f64655d3e3e73747265616d0a78daabb8f5f68e63b67889ccf1c2af8f66b429599f93acd0ca54709dd23383dd7982e17c87e91314bc04f8b7722c2a8b5be0"
        "6e2baa23d1f534518055916fa977639f9eee8d8395930e3ae8fb4677bfb52cf9b93f7efde5f77f6ceb7e7c9c1719f9ffed930f979e3c3cd96e7e3dfe574ad6c703daddcacbdff79ee78fddf1ebd8eee2cdab577f0e7797fffbe9dfd7b3d7cfcff9fbed41"
        "fc7bdd3b336e563dff7464b9bddf9df86a03dbafdf8efd38dab9b3575cddaeaee8d5fce8ecf9be36d2b296e525bf9627dbe7fffdfbf0d3e5edfbacedff1fff7eb9fa3b0310343fedfeba3bfeadddba9cfa929a876c4011831779efefefcf4fe79ef1e77b"
        "fbfafd857c4031890aefe4c5cebbe599cddeefb17c2d0352f5a1cd7eff974fefc43e5454a79eb0048a243cd8ab25013252b78911485e50c2e4188eca8cca8cca8cca8ccad05666938d59554a3ab744d5bebd452f9a6d19fe4fd78ffffdf97af6feffec4d"
        "13aaf500bba05fcb0a656e6473747265616d20656e646f626a0a352030206f626a3c3c2f547970652f585265662f53697a6520362f575b31203220315d2f526f6f742031203020522f4c656e6774682032343e3e73747265616d0a000000000100090002"
        "000400020004010100340001020e000a656e6473747265616d20656e646f626a0a7374617274787265660a3532360a2525454f460a");
}

// A page that tells who made it, when and where, runs a script, carries a file and shows a photograph as a phone takes it.
inline std::string talkative_pdf() {
    const auto stream = [](const std::string& facts, const std::string& bytes) { return "<<" + facts + "/Length " + std::to_string(bytes.size()) + ">>stream\n" + bytes + "\nendstream"; };
    const std::string content = "q 100 0 0 100 50 50 cm /Im0 Do Q";
    return "%PDF-1.6\n1 0 obj<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/OpenAction<</S/JavaScript/JS(app.alert\\('canary-open'\\))>>/AA<</WC<</S/JavaScript/JS(canary-close)>>>>"
           "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(canary-named)>>]>>/EmbeddedFiles<</Names[(canary.txt)8 0 R]>>>>/PieceInfo<</Canary<</LastModified(D:20260314)>>>>>>endobj\n"
           "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</XObject<</Im0 5 0 R>>>>/Metadata 6 0 R/AA<</O<</S/JavaScript/JS(canary-page)>>>>"
           "/Annots[<</Type/Annot/Subtype/Link/Rect[10 20 60 60]/A<</S/URI/URI(https://canary.example/)>>>>]>>endobj\n"
           "4 0 obj" + stream("", content) + "endobj\n5 0 obj" + stream("/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Metadata 6 0 R", photograph()) + "endobj\n"
           "6 0 obj" + stream("/Type/Metadata/Subtype/XML", "<x:xmpmeta>canary-xmp</x:xmpmeta>") + "endobj\n7 0 obj<</Author(canary-author)/Creator(canary-program)/CreationDate(D:20260314150926Z)>>endobj\n"
           "8 0 obj<</Type/Filespec/F(canary.txt)/EF<</F 9 0 R>>>>endobj\n9 0 obj" + stream("/Type/EmbeddedFile", "canary-file") + "endobj\n"
           "trailer<</Root 1 0 R/Info 7 0 R/Size 10>>\n%%EOF\n";
}

}  // namespace casework::testing::samples
