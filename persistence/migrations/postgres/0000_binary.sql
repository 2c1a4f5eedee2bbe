-- Binary values travel as hexadecimal text, because a bound string is cut at the first NUL byte.
CREATE FUNCTION hex_in(text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT decode($1, 'hex') $$;
CREATE FUNCTION hex_out(bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT encode($1, 'hex') $$;
