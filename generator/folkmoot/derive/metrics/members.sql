-- title: Members
-- group: people
-- definition: Who belongs to the community at the end of the period, and how they stand: active (they did something within
--   the last 90 days, and coming to an event counts), quiet (they did not, but such a pause is usual for them), dormant (it
--   is longer than usual for them), gone (nothing for a year) or never active. A hub may set other numbers of days. To a
--   team belong those who serve in it, to a language those whose first one it is, and to a project everybody who ever did
--   anything for it; what counts is what they did there.
-- series: everybody, active = active lately, quiet, dormant, gone, never active
-- unit: people
-- caveat: A pause is longer than usual beyond Q3 + 3·IQR of at least five earlier pauses of that person, and beyond half a
--   year where too little is known. Whoever only reads is not seen, and attendance is known of those alone who agreed to be
--   named. Those whose file is gone now are among everybody, as long as they belonged, but in none of the groups.
-- source: Folkmoot; pauses by a person's own rhythm after Calefato et al. (2022), https://arxiv.org/abs/2103.04656
WITH belonged AS (
    SELECT f.scope, f.period, 'everybody' AS series, count(*) AS people
    FROM frames AS f
    INNER JOIN spells AS s ON s.scope = f.scope AND s.first <= f.last AND (s.last IS NULL OR s.last >= f.last)
    GROUP BY f.scope, f.period
    UNION ALL
    SELECT f.scope, f.period, s.part, count(*)
    FROM frames AS f
    INNER JOIN standing AS s ON s.scope = f.scope AND s.first <= f.last AND (s.last IS NULL OR s.last >= f.last)
    GROUP BY f.scope, f.period, s.part
),
named AS (SELECT unnest(['everybody', 'active', 'quiet', 'dormant', 'gone', 'never active']) AS series)
SELECT f.scope, f.period, n.series, coalesce(b.people, 0)::DOUBLE AS value, coalesce(b.people, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN belonged AS b ON b.scope = f.scope AND b.period = f.period AND b.series = n.series
ORDER BY f.scope, f.period, n.series;

-- Everybody with the day from which on it has been so.
WITH told AS (
    SELECT scope, actor, 'everybody' AS series, first, last, 'belongs' AS what FROM spells
    UNION ALL
    SELECT scope, actor, part, first, last, part FROM standing
)
SELECT f.scope, f.period, t.series, t.actor, t.first AS day, t.what, '' AS thread, '' AS url
FROM told AS t
INNER JOIN frames AS f ON f.scope = t.scope AND t.first <= f.last AND (t.last IS NULL OR t.last >= f.last)
