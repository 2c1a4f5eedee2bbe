// A form with a file: what a browser sends is read, what two parsers could read differently is refused, each with its rule.
#include <catch2/catch.hpp>

#include "web/form.hpp"
#include "web/json_steps.hpp"
#include "web/multipart.hpp"

using namespace casework;

namespace {

const std::string type = "multipart/form-data; boundary=----line7";

std::string part(const std::string& head, const std::string& content) { return "------line7\r\n" + head + "\r\n\r\n" + content + "\r\n"; }
std::string text_part(const std::string& name, const std::string& content) { return part("Content-Disposition: form-data; name=\"" + name + "\"", content); }
std::string file_part(const std::string& name, const std::string& content) {
    return part("Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: text/csv", content);
}
const std::string end = "------line7--\r\n";

std::string fault(const std::string& body, const std::string& content_type = type) {
    const auto read = web::read_multipart(content_type, body);
    return read ? "" : read.error();
}

}  // namespace

TEST_CASE("a form with a file gives its texts in order and the bytes of the file as they were sent") {
    const auto read = web::read_multipart(type, text_part("csrf", "abc") + file_part("people.csv", "a,b\r\n--line7\r\n\xFF") + text_part("idem", "") + end);
    REQUIRE(read);
    CHECK(read->fields == web::Fields{{"csrf", "abc"}, {"idem", ""}});
    CHECK(read->files == std::vector<web::UploadedFile>{{"file", "people.csv", "text/csv", "a,b\r\n--line7\r\n\xFF"}});
}

TEST_CASE("the name of a file is shown without folders and never leads anywhere") {
    const auto name = [](const std::string& sent) { return web::read_multipart(type, file_part(sent, "x") + end)->files.front().name; };
    CHECK(name("../../etc/passwd") == "passwd");
    CHECK(name("C:\\Users\\me\\my list.csv") == "my list.csv");
    CHECK(name("the %22real%22 list.csv") == "the \"real\" list.csv");
    CHECK(fault(file_part(std::string("a\tb"), "x") + end) != "");
    CHECK(fault(file_part(std::string(256, 'a'), "x") + end) != "");
    CHECK(fault(file_part("\xC3\x28", "x") + end) != "");
}

TEST_CASE("a box in which no file was chosen holds none") {
    const auto read = web::read_multipart(type, file_part("", "") + end);
    REQUIRE(read);
    CHECK(read->files.empty());
}

TEST_CASE("a body that breaks a rule is refused with that rule") {
    CHECK(fault(text_part("a", "1") + end, "multipart/form-data") == "The form names no boundary between its parts");
    CHECK(fault(text_part("a", "1") + end, type + "; boundary=other") == "The form must name one boundary between its parts and nothing else");
    CHECK(fault(text_part("a", "1") + end, "multipart/form-data; boundary=a b") == "The boundary between the parts of the form is malformed");
    CHECK(fault("preamble\r\n" + text_part("a", "1") + end) == "Something stands before the first part of the form");
    CHECK(fault(text_part("a", "1") + end + "epilogue") == "Something follows the last part of the form");
    CHECK(fault(text_part("a", "1")) == "A part of the form is cut off");
    CHECK(fault("------line7x\r\n") == "A boundary of the form is followed by something else than a line break");
    CHECK(fault("------line7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1") == "A part of the form is cut off");
    CHECK(fault(part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "1") + end) == "A part of the form is named twice");
    CHECK(fault(part("Content-Disposition: form-data; name=\"a\"; filename*=\"UTF-8''b\"", "1") + end) == "A part of the form has a parameter other than name and filename");
    CHECK(fault(part("Content-Disposition: attachment; name=\"a\"", "1") + end) == "A part of the form is not form-data");
    CHECK(fault(part("Content-Disposition: form-data; name=a", "1") + end) == "A name in the form is not in double quotes");
    CHECK(fault(part("Content-Type: text/plain", "1") + end) == "A part of the form has no Content-Disposition");
    CHECK(fault(part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "1") + end) == "A part of the form has a head line that is unknown or stands twice");
    CHECK(fault(text_part("a", std::string(64 * 1024 + 1, 'x')) + end) == "A text in the form is longer than 64 KiB");
    std::string many;
    for (int i = 0; i < 61; ++i) many += text_part("a", "1");
    CHECK(fault(many + end) == "The form has more than 60 parts");
}

TEST_CASE("only a form that declares a file takes one, and a file in another box is an unknown field") {
    static constexpr web::Field plain[] = {{"note"}};
    static constexpr web::Field with_file[] = {{"file", web::FieldKind::file}};
    web::Request request;
    request.headers["content-type"] = type;
    request.body = file_part("a.csv", "a\n1\n") + end;
    CHECK(web::read_form(request, plain).error().front().message == "This form takes no file");
    const auto form = web::read_form(request, with_file);
    REQUIRE(form);
    CHECK(form->file("file")->bytes == "a\n1\n");
    CHECK(form->unknown_fields(with_file).empty());
    CHECK_FALSE(form->unknown_fields(plain).empty());
}

TEST_CASE("a program sends the text of the file as JSON, line breaks and all") {
    static constexpr web::Field with_file[] = {{"file", web::FieldKind::file}};
    web::Request request;
    request.headers["content-type"] = "application/json";
    request.body = "{\"file\": \"a,b\\r\\n1,2\\r\\n\"}";
    const auto form = web::read_form(request, with_file);
    REQUIRE(form);
    CHECK(form->file("file")->bytes == "a,b\r\n1,2\r\n");
}
