-- What is known of premises: they are named in words on each record, so they are found by their name in small letters.
CREATE INDEX report_premises ON report (lower(about_name)) WHERE about_kind = 'premises';
CREATE INDEX protection_case_premises ON protection_case (lower(premises)) WHERE premises <> '';
CREATE INDEX tool_premises ON tool (lower(subject_name)) WHERE subject_kind = 'premises';
