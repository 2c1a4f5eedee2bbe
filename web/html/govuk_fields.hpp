// GOV.UK fields that are typed into, or take a file: input, textarea, character count, password, file upload.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "web/html/govuk_text.hpp"

namespace casework::web::html::govuk {

struct Affix {
    std::string text{};
    Html html{};
    std::string classes{};
    Attributes attributes{};
    bool empty() const { return text.empty() && html.empty(); }
};

struct InputWrapper {
    std::string classes{};
    Attributes attributes{};
};

struct Input {
    std::string id{};  // the name when empty
    std::string name{};
    std::string type{};  // "text" when empty
    std::string inputmode{};
    std::optional<std::string> value{};
    bool disabled = false;
    std::string described_by{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    Affix prefix{};
    Affix suffix{};
    FormGroup form_group{};
    std::string classes{};
    std::string autocomplete{};
    std::string pattern{};
    std::optional<bool> spellcheck{};
    std::string autocapitalize{};
    InputWrapper input_wrapper{};
    Attributes attributes{};
};
Html input(const Input&);

struct Textarea {
    std::string id{};
    std::string name{};
    std::optional<bool> spellcheck{};
    int rows = 5;
    std::string value{};
    bool disabled = false;
    std::string described_by{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string classes{};
    std::string autocomplete{};
    Attributes attributes{};
};
Html textarea(const Textarea&);

using PluralTexts = std::vector<std::pair<std::string, std::string>>;  // plural rule and words, in order

struct CharacterCount {
    std::string id{};
    std::string name{};
    int rows = 5;
    std::string value{};
    std::optional<int> maxlength{};  // characters; the script counts UTF-16 units, the server code points
    std::optional<int> maxwords{};
    std::optional<int> threshold{};  // per cent of the limit from which the count shows
    std::string count_type{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string classes{};
    Attributes attributes{};
    std::optional<bool> spellcheck{};
    std::string count_message_classes{};  // `countMessage.classes` in the macro
    std::string textarea_description_text{};
    PluralTexts characters_under_limit_text{};
    std::string characters_at_limit_text{};
    PluralTexts characters_over_limit_text{};
    PluralTexts words_under_limit_text{};
    std::string words_at_limit_text{};
    PluralTexts words_over_limit_text{};
};
Html character_count(const CharacterCount&);

struct PasswordInput {
    std::string id{};
    std::string name{};
    std::optional<std::string> value{};
    bool disabled = false;
    std::string described_by{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    std::string classes{};
    std::string autocomplete{};  // "current-password" when empty
    Attributes attributes{};
    std::string show_password_text{};
    std::string hide_password_text{};
    std::string show_password_aria_label_text{};
    std::string hide_password_aria_label_text{};
    std::string password_shown_announcement_text{};
    std::string password_hidden_announcement_text{};
    std::string button_classes{};  // `button.classes` in the macro
};
Html password_input(const PasswordInput&);

struct FileUpload {
    std::string id{};
    std::string name{};
    bool disabled = false;
    bool multiple = false;
    std::string described_by{};
    Label label{};
    Hint hint{};
    ErrorMessage error_message{};
    FormGroup form_group{};
    bool javascript = false;  // the macro's drop zone
    std::string wrapper_classes{};
    Attributes wrapper_attributes{};
    std::string choose_files_button_text{};
    std::string no_file_chosen_text{};
    PluralTexts multiple_files_chosen_text{};
    std::string drop_instruction_text{};
    std::string entered_drop_zone_text{};
    std::string left_drop_zone_text{};
    std::string classes{};
    Attributes attributes{};
};
Html file_upload(const FileUpload&);

}  // namespace casework::web::html::govuk
