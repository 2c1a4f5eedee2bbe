-- hex_in and hex_out are registered on every connection; nothing to create.
SELECT hex_out(hex_in('00ff'));
