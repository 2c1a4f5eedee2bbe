-- The words of names other than the first on a record, which are few: a search for two words asks who has one of them so.
CREATE INDEX person_word_other ON person_word (word, person_id) WHERE ordinal > 0;
