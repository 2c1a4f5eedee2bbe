-- A report of a hate incident, or about a child or somebody vulnerable, is sensitive from the day on which it says so.
UPDATE record SET sensitivity = 2 WHERE sensitivity = 1 AND kind = 'report' AND EXISTS (SELECT 1 FROM report p WHERE p.id = record.id AND (p.hate = 1 OR p.kind = 'hate' OR p.risk = 'vulnerable' OR EXISTS
    (SELECT 1 FROM person_birth b JOIN record br ON br.id = b.record_id AND br.panel = p.panel AND br.sensitivity = 1 WHERE p.about <> '' AND b.person_id = p.about AND
     b.born > CAST(CAST(substr(p.reported_on, 1, 4) AS INTEGER) - 18 AS TEXT) || substr(p.reported_on, 5))));
