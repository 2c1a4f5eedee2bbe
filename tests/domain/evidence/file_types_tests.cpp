// What may be uploaded: ending, content and declaration agree, or the file is refused.
#include <catch2/catch.hpp>

#include "domain/evidence/content.hpp"
#include "domain/evidence/file_types.hpp"
#include "tests/support/sample_files.hpp"

using namespace casework::domain::evidence;
namespace samples = casework::testing::samples;

namespace {

struct Example {
    std::string_view code, name, declared;
    std::string content;
};
std::vector<Example> examples() {
    return {{"jpeg", "IMG_0041.JPG", "image/jpeg", samples::photograph()}, {"png", "map.png", "image/png", samples::picture()},        {"pdf", "statement.pdf", "application/pdf", samples::pdf()},
            {"mp3", "call.mp3", "audio/mpeg", samples::mp3()},             {"m4a", "noise.m4a", "audio/x-m4a", samples::film({"M4A ", false})}, {"wav", "noise.wav", "audio/wav", samples::wav()},
            {"mp4", "door.mp4", "video/mp4", samples::film()},             {"mov", "door.mov", "video/quicktime", samples::film({"qt  "})},     {"txt", "diary.txt", "text/plain", "Monday: shouting at 2am\r\n"}};
}

}  // namespace

TEST_CASE("each accepted type is known by its ending, its declaration and its content") {
    CHECK(examples().size() == file_types().size());
    for (const auto& example : examples()) {
        INFO(example.name);
        const auto* type = claimed_type(example.name, example.declared);
        REQUIRE(type != nullptr);
        CHECK(type->code == example.code);
        CHECK(type->is_content(example.content));
        CHECK(find_type(example.code) == type);
        CHECK(type->bytes_max <= 25 * 1024 * 1024);
    }
}

TEST_CASE("no content of one type passes as another") {
    for (const auto& type : file_types())
        for (const auto& example : examples()) {
            const bool sound_in_a_film_file = type.code == "mp4" && example.code == "m4a";
            if (example.code == type.code || sound_in_a_film_file) continue;
            INFO(example.name << " as " << type.code);
            CHECK_FALSE(type.is_content(example.content));
        }
}

TEST_CASE("an ending and a declaration that disagree claim no type") {
    CHECK(claimed_type("photo.jpg", "image/png") == nullptr);
    CHECK(claimed_type("photo.jpg.exe", "image/jpeg") == nullptr);
    CHECK(claimed_type("photo", "image/jpeg") == nullptr);
    CHECK(claimed_type(".jpg.html", "text/html") == nullptr);
    CHECK(claimed_type("letter.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document") == nullptr);
    CHECK(claimed_type("archive.zip", "application/zip") == nullptr);
    CHECK(claimed_type("drawing.svg", "image/svg+xml") == nullptr);
    CHECK(claimed_type("page.txt", "text/html") == nullptr);
}

TEST_CASE("a file that only begins like its type is refused") {
    for (const auto& example : examples()) {
        if (example.code == "txt" || example.code == "mp3") continue;
        INFO(example.name);
        const auto* type = find_type(example.code);
        CHECK_FALSE(type->is_content(example.content.substr(0, 12)));
        CHECK_FALSE(type->is_content(example.content.substr(0, 12) + "<script>alert(1)</script>"));
        CHECK_FALSE(type->is_content(""));
    }
    CHECK_FALSE(is_plain_text(std::string("a\0b", 3)));
    CHECK_FALSE(is_plain_text("caf\xE9"));
    CHECK_FALSE(is_mp3(samples::mp3().substr(0, 200)));
}

TEST_CASE("a file cut off or changed at any place is judged without a fault") {
    for (const auto& example : examples())
        for (std::size_t length = 0; length < example.content.size(); ++length)
            for (const auto& type : file_types()) {
                auto changed = example.content;
                changed[length] = static_cast<char>(changed[length] ^ 0x7F);
                (void)type.is_content(std::string(example.content, 0, length));
                (void)type.is_content(changed);
            }
    SUCCEED();
}

TEST_CASE("a form says which files it takes in words and for the browser") {
    CHECK(endings_in_words() == "JPG, JPEG, PNG, PDF, MP3, M4A, WAV, MP4, MOV or TXT");
    CHECK(accepted_endings() == ".jpg,.jpeg,.png,.pdf,.mp3,.m4a,.wav,.mp4,.mov,.txt");
}
