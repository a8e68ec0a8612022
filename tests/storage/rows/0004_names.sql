-- What 0004 adds to the tables before it: one name, by all its ends. (The names that were there, it has indexed itself.)
INSERT INTO name_parts (part, person_id) VALUES
  ('沈知微', '01a2088d-6b00-74b6-b4b9-c9a7e1420000'),
  ('知微', '01a2088d-6b00-74b6-b4b9-c9a7e1420000'),
  ('微', '01a2088d-6b00-74b6-b4b9-c9a7e1420000');
