-- title: Reactions
-- group: content
-- definition: How many reactions, such as a thumbs-up or a heart, what was written in the period has by now: discussions,
--   issues and pull requests that were opened in it, and comments that were written in it. Good for seeing that somebody
--   reads and cares, where nobody writes back.
-- series: threads = on what was opened, comments = on comments
-- unit: reactions
-- caveat: GitHub does not tell when or by whom a reaction was given, so they count where they were given to, and older
--   months go on growing. Reactions on comments are known in discussions alone.
-- source: Folkmoot
WITH named AS (SELECT unnest(['threads', 'comments']) AS series),
given_on AS (SELECT scope, kind AS series, day, sum(reactions)::BIGINT AS reactions FROM reacted GROUP BY ALL),
counted AS (
    SELECT f.scope, f.period, g.series, sum(g.reactions)::BIGINT AS reactions
    FROM frames AS f
    INNER JOIN given_on AS g ON g.scope = f.scope AND g.day BETWEEN f.first AND f.last
    GROUP BY f.scope, f.period, g.series
)
SELECT f.scope, f.period, n.series, coalesce(c.reactions, 0)::DOUBLE AS value, coalesce(c.reactions, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN counted AS c ON c.scope = f.scope AND c.period = f.period AND c.series = n.series
ORDER BY f.scope, f.period, n.series;

-- What has reactions, with how many.
SELECT
    f.scope,
    f.period,
    r.kind AS series,
    r.actor,
    r.day,
    'reactions: ' || r.reactions AS what,
    r.thread,
    r.url
FROM frames AS f
INNER JOIN reacted AS r ON r.scope = f.scope AND r.day BETWEEN f.first AND f.last
