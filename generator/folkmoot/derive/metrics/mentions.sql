-- title: Mentions elsewhere
-- group: content
-- definition: How often others wrote about the community elsewhere in the period, as the page of mentions shows it: in the
--   feeds that the hub watches for its name and its topics.
-- series: mentions
-- unit: mentions
-- caveat: Only feeds that the hub lists are watched, and mostly they tell of what is new alone: what was written before
--   somebody watched is not known. Not every mention is praise.
-- source: Folkmoot
WITH told AS (
    SELECT '' AS scope, * FROM mentions
    UNION ALL
    SELECT s.scope, m.* FROM mentions AS m INNER JOIN scopes AS s ON s.kind = 'language' AND s.name = m.language
)
SELECT f.scope, f.period, 'mentions' AS series, count(t.day)::DOUBLE AS value, count(t.day) AS n
FROM frames AS f
LEFT JOIN told AS t ON t.scope = f.scope AND t.day BETWEEN f.first AND f.last
WHERE f.kind IN ('hub', 'language')
GROUP BY f.scope, f.period
ORDER BY f.scope, f.period, series;

-- Every mention.
SELECT f.scope, f.period, 'mentions' AS series, '' AS actor, m.day, m.title AS what, '' AS thread, m.url
FROM frames AS f
INNER JOIN mentions AS m ON m.day BETWEEN f.first AND f.last AND f.scope IN ('', 'language/' || m.language)
