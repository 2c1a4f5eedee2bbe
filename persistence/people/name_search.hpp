// Finding people by the words of their names, by birth date and by place, through the scope. Not for other folders but search.
#pragma once

#include "persistence/people/person_rows.hpp"

namespace casework::persistence::name_search {

inline constexpr std::size_t tokens_max = 4;

// A word that exists in names and is near a typed one; `why` is what a page says of it.
struct NearWord {
    enum class How { same, other_form, typo, sound } how{};
    std::string word;
};
// The typed word itself first; at most 32, the likeliest kinds first.
std::vector<NearWord> near_words(Transaction& tx, const std::string& token);

enum class Kind { exact, starts_with, near };
// People with a readable name (of one record) that has all the tokens; in the order of names, each once, at most `most`.
std::vector<std::string> people(Listing& listing, const std::vector<std::string>& tokens, Kind kind, std::size_t most);
// People born on that day, as a readable record says. With words: of whom some name, readable or not, has a word near each of them;
// that leaves few, and who asks compares these with their ReadableWords.
std::vector<std::string> born_on(Listing& listing, domain::Date born, std::size_t most, const std::vector<std::vector<NearWord>>& words = {});

// The words of those names of a person that may be read.
class ReadableWords {
  public:
    explicit ReadableWords(Listing& listing);
    std::vector<std::string> of(const std::string& person);

  private:
    Transaction& tx_;
    ScopeSql scope_;
};
// The words of the names that a page shows of a person.
std::vector<std::string> words_of(const PersonLine& line);

// How a typed word is met by the words of a person's names, and by which: empty when it is not met.
struct Met {
    std::optional<NearWord::How> how;
    std::string by;  // the word as it stands in the name
};
Met met_by(const std::string& token, const std::vector<NearWord>& near, const std::vector<std::string>& words);
std::string why(const std::string& token, const Met& met);

}  // namespace casework::persistence::name_search
