-- title: How closely we are tied
-- group: ties
-- definition: Of all pairs that those could make who did anything in the last 90 days of the period, the share that did
--   something together within these days; the same without the founders; and the share of people who did nothing together
--   with anybody. A hub may set another number of days.
-- series: density, without founders, alone = on their own
-- unit: share
-- caveat: With fewer than five people no shares are shown. The density falls by itself where a community grows: see how many
--   ties everybody has. Much that people do together is not seen.
-- source: Folkmoot; the density of a network is the share of the possible pairs, 2E ÷ (n(n−1))
WITH told AS (
    SELECT
        f.scope,
        f.period,
        c.people,
        c.people_but_founders,
        c.pairs * 2 / nullif(c.people * (c.people - 1), 0)::DOUBLE AS density,
        c.pairs_but_founders * 2 / nullif(c.people_but_founders * (c.people_but_founders - 1), 0)::DOUBLE AS others,
        (c.people - c.tied) / nullif(c.people, 0)::DOUBLE AS alone
    FROM frames AS f
    LEFT JOIN closeness AS c ON c.scope = f.scope AND c.ending = f.last
)
SELECT
    scope, period, 'density' AS series, CASE WHEN people >= 5 THEN density END AS value, coalesce(people, 0) AS n
FROM told
UNION ALL
SELECT
    scope, period, 'without founders', CASE WHEN people_but_founders >= 5 THEN others END,
    coalesce(people_but_founders, 0)
FROM told
UNION ALL
SELECT scope, period, 'alone', CASE WHEN people >= 5 THEN alone END, coalesce(people, 0) FROM told
ORDER BY scope, period, series;

-- Who is tied to whom, and who did something alone.
WITH windows AS (
    SELECT f.scope, f.period, f.last - p.active_days AS first, f.last FROM frames AS f CROSS JOIN params AS p
),
active AS (
    SELECT w.scope, w.period, d.actor, max(d.day) AS day
    FROM windows AS w
    INNER JOIN days AS d ON d.scope = w.scope AND d.day BETWEEN w.first AND w.last
    GROUP BY w.scope, w.period, d.actor
),
pairs AS (
    SELECT w.scope, w.period, t.a, t.b, max(t.day) AS day, bool_or(t.told) AS told
    FROM windows AS w
    INNER JOIN ties AS t ON t.scope = w.scope AND t.day BETWEEN w.first AND w.last
    SEMI JOIN active AS x ON x.scope = w.scope AND x.period = w.period AND x.actor = t.a
    SEMI JOIN active AS y ON y.scope = w.scope AND y.period = w.period AND y.actor = t.b
    GROUP BY w.scope, w.period, t.a, t.b
)
SELECT p.scope, p.period, s.series, p.a AS actor, p.day, 'with ' || p.b AS what, '' AS thread, '' AS url
FROM pairs AS p
CROSS JOIN (SELECT unnest(['density', 'without founders']) AS series) AS s
WHERE p.told
    AND (s.series = 'density' OR (
        p.a NOT IN (SELECT slug FROM members WHERE founder) AND p.b NOT IN (SELECT slug FROM members WHERE founder)
    ))
UNION ALL
SELECT a.scope, a.period, 'alone', a.actor, a.day, 'alone', '', ''
FROM active AS a
ANTI JOIN pairs AS p ON p.scope = a.scope AND p.period = a.period AND (p.a = a.actor OR p.b = a.actor);
