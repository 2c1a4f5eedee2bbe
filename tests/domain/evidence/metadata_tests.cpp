// Time and place of a photograph become fields, and the copy that is shown carries neither, nor anything else beside the picture.
#include <catch2/catch.hpp>

#include "domain/evidence/exif.hpp"
#include "domain/evidence/file_types.hpp"
#include "domain/evidence/metadata.hpp"
#include "tests/support/sample_files.hpp"

using namespace casework::domain::evidence;
namespace samples = casework::testing::samples;

namespace {

bool holds(std::string_view bytes, std::string_view words) { return bytes.find(words) != bytes.npos; }

void check_no_trace(std::string_view copy) {
    for (const auto* trace : {"canary", "Exif", "2026:03:14", "serial-number", "after-the-end", "+51.27", "Author"}) {
        INFO(trace);
        CHECK_FALSE(holds(copy, trace));
    }
}

}  // namespace

TEST_CASE("a photograph says when and where it was taken") {
    const auto found = taken("jpeg", samples::photograph());
    CHECK(found.at == "2026-03-14T15:09:26+00:00");
    REQUIRE(found.latitude);
    CHECK(*found.latitude == Approx(51.272));
    CHECK(*found.longitude == Approx(0.529));
    CHECK(taken("png", samples::picture()) == found);
    const auto film = taken("mp4", samples::film());
    CHECK(film.at == "2026-03-14T15:09:26Z");
    REQUIRE(film.latitude);
    CHECK(*film.latitude == Approx(51.272));
    CHECK(*film.longitude == Approx(0.529));
}

TEST_CASE("what a camera does not know is not made up") {
    CHECK(taken("jpeg", samples::bare_jpeg()) == Taken{});
    CHECK(taken("jpeg", samples::photograph({.at = "0000:00:00 00:00:00"})).at.empty());
    CHECK(taken("jpeg", samples::photograph({.at = "2026:02:30 15:09:26"})).at.empty());
    CHECK(taken("jpeg", samples::photograph({.at = "2026:03:14 25:09:26"})).at.empty());
    CHECK(taken("jpeg", samples::photograph({.offset = "BST"})).at == "2026-03-14T15:09:26");
    CHECK_FALSE(taken("jpeg", samples::photograph({.place = false})).latitude);
    CHECK(taken("txt", "2026-03-14 +51.2720+000.5290/") == Taken{});
}

TEST_CASE("a copy of a photograph is the same picture with nothing beside it") {
    const auto copy = without_metadata("jpeg", samples::photograph());
    CHECK(copy == samples::bare_jpeg());
    check_no_trace(copy);
    CHECK(without_metadata("png", samples::picture()) == samples::bare_png());
}

TEST_CASE("a photograph that was taken upright is shown upright") {
    const auto copy = without_metadata("jpeg", samples::photograph({.orientation = 6}));
    CHECK(read_exif(exif_in_jpeg(copy)).orientation == 6);
    CHECK(taken("jpeg", copy) == Taken{});
    CHECK(copy.size() == samples::bare_jpeg().size() + 36);
    CHECK_FALSE(holds(without_metadata("jpeg", samples::photograph({.orientation = 9})), "Exif"));
}

TEST_CASE("copies of sound and film keep what is heard and seen and nothing else") {
    const auto film = without_metadata("mp4", samples::film());
    check_no_trace(film);
    CHECK(film.size() == samples::film().size());
    CHECK(holds(film, "coded-pictures-and-sound"));
    CHECK(find_type("mp4")->is_content(film));
    CHECK(taken("mp4", film) == Taken{});
    const auto wav = without_metadata("wav", samples::wav());
    check_no_trace(wav);
    CHECK(find_type("wav")->is_content(wav));
    const auto mp3 = without_metadata("mp3", samples::mp3());
    check_no_trace(mp3);
    CHECK(mp3.size() == 3 * 417);
    CHECK(find_type("mp3")->is_content(mp3));
}

TEST_CASE("the copy of a film does not tell the route") {
    for (const auto* kind : {"meta", "mebx", "gpmd", "text"}) {
        INFO(kind);
        const auto film = samples::film({.route = kind});
        REQUIRE(holds(film, "51.2,route-bSIXTEEN-OCTETS--51.3,route-c"));
        const auto copy = without_metadata("mp4", film);
        check_no_trace(copy);
        for (const auto* trace : {"51.", "route", kind}) CHECK_FALSE(holds(copy, trace));
        CHECK(holds(copy, "coded-pictures-and-sound" + std::string(12, '\0') + "SIXTEEN-OCTETS--" + std::string(12, '\0')));  // nothing else
        CHECK(copy.size() == film.size());
        CHECK(find_type("mp4")->is_content(copy));
        CHECK(without_metadata("mp4", copy) == copy);
    }
    const auto sound = samples::film({.route = "soun"});
    CHECK(holds(without_metadata("mp4", sound), "51.2,route-bSIXTEEN-OCTETS--51.3,route-c"));
    // A track that claims other places than samples cannot blank them.
    auto lying = samples::film({.route = "gpmd"});
    lying.replace(lying.find("stco") + 12, 4, samples::big_end(0, 4));
    CHECK(find_type("mp4")->is_content(without_metadata("mp4", lying)));
}

TEST_CASE("a film whose parts nest without end is read and copied all the same") {
    std::string nested;
    constexpr std::size_t depth = 200'000;
    for (std::size_t i = 0; i < depth; ++i) nested += samples::big_end(8 * (depth - i), 4) + (i % 2 == 0 ? "moov" : "trak");
    const auto film = samples::film() + nested;
    CHECK(find_type("mp4")->is_content(film));
    CHECK(taken("mp4", film).at == "2026-03-14T15:09:26Z");
    CHECK(without_metadata("mp4", film).size() == film.size());
}

TEST_CASE("a copy of a copy is the same copy") {
    for (const auto& [code, content] : {std::pair{"jpeg", samples::photograph({.orientation = 8})}, {"png", samples::picture()}, {"wav", samples::wav()}, {"mp4", samples::film()}, {"mp3", samples::mp3()}}) {
        INFO(code);
        const auto copy = without_metadata(code, content);
        CHECK(without_metadata(code, copy) == copy);
    }
}

TEST_CASE("metadata that was changed at any place is read without a fault") {
    for (const auto& [code, content] : {std::pair{"jpeg", samples::photograph()}, {"png", samples::picture()}, {"mp4", samples::film()}, {"mp4", samples::film({.route = "gpmd"})}, {"wav", samples::wav()}, {"mp3", samples::mp3()}})
        for (std::size_t at = 0; at < content.size(); ++at)
            for (const int value : {0x00, 0x7F, 0xFF}) {
                auto changed = content;
                changed[at] = static_cast<char>(value);
                (void)taken(code, changed);
                (void)without_metadata(code, changed);
                (void)without_metadata(code, content.substr(0, at));
            }
    SUCCEED();
}
