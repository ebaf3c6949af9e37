-- What several kinds of proposals count on. Proposals name people: no page reads these views.

-- Everybody who did anything, with the first and the last day on which they did.
CREATE VIEW presence AS SELECT actor, min(day) AS first, max(day) AS latest FROM days WHERE scope = '' GROUP BY actor;

-- What those who have no file are called at GitHub.
CREATE VIEW logins AS SELECT actor, min(login) AS login FROM accounts WHERE login <> '' AND actor <> '' GROUP BY actor;

-- What things are called that people do something for.
CREATE VIEW titles AS
SELECT thread, title, url FROM threads
UNION ALL
SELECT thread, title, '' FROM events
UNION ALL
SELECT thread, title, '' FROM posts
UNION ALL
SELECT thread, title, '' FROM projects;

-- The words of a text, as they are compared: three letters or more, without capitals
-- and accents.
CREATE MACRO words_of(text) AS list_distinct(regexp_extract_all(strip_accents(lower(text)), '[\p{L}\p{N}]{3,}'));

-- Words that tell nothing about what a sentence is about, in English, French and Italian.
CREATE VIEW empty_words AS
SELECT unnest(string_split(
    'about after all alors and any anyone anybody are aux avec avez been before but can che chi com come comment con could '
    || 'cosa dans degli del della delle dello des does doing done dont dove est etc few fois font for from get had has '
    || 'have help her here his hoc how idea ideas into ils its les leur mais many mes mia mio more most need new non nos '
    || 'not nous nuovo off one our out par pas per perche peut plus pour pourquoi quale quali quand quando quel quelle '
    || 'quelles quels question questions qui quoi sans ses show should some somebody someone son sono sont sul sull sur '
    || 'tell than that the their them then there these they this those too toute toutes tous una une uno use used using '
    || 'very vos votre vous want was were what when where which who why will with without would you your',
    ' '
)) AS word;

-- Who knows about what, by words: their skills count most, then what they wrote and spoke about, then what interests them.
CREATE VIEW knowing AS
WITH told AS (
    SELECT slug AS actor, unnest(skills) AS about, 'skill' AS part, 6 AS points FROM members
    UNION ALL
    SELECT slug, unnest(interests), 'interest', 2 FROM members
    UNION ALL
    SELECT unnest(p.authors), unnest(words_of(array_to_string(p.topics, ' '))), 'topic', 3
    FROM posts AS p
    CROSS JOIN params AS n
    WHERE p.published <= n.now
    UNION ALL
    SELECT unnest(speakers), unnest(words_of(array_to_string(topics, ' '))), 'topic', 3 FROM events WHERE held
)
SELECT DISTINCT actor, unnest(words_of(about)) AS word, about, part, points FROM told;
