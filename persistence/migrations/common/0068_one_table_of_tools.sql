-- The list of people names tools by the codes of the register: one table of tools.
UPDATE nominal_tool SET kind = 'dispersal_direction' WHERE kind = 'dispersal';
