-- title: Who comes how often
-- group: people
-- definition: Everybody who contributed in the 12 months up to the end of the period, in one group each. New: for the first
--   time within the last 90 days, or as many as the hub has set. Back again: within as many days, after a pause longer than
--   is usual for them, or than half a year where too little is known. Regular: in three or more of the last six months,
--   with the current one. Once: on a single day. Now and then: all others. In a project, a team or a language, what they
--   did there counts.
-- series: newcomers = new, returning = back again, regular = regular, occasional = now and then, one-off = once
-- unit: people
-- caveat: A pause is longer than usual beyond a month and beyond Q3 + 3·IQR of at least five earlier pauses of that person.
--   Commits count on the last day of their month that had any. Days are those where the community is.
-- source: Folkmoot; pauses by a person's own rhythm after Calefato et al. (2022), https://arxiv.org/abs/2103.04656
WITH grouped AS (SELECT scope, ending, part, count(*) AS people FROM habits GROUP BY scope, ending, part),
named AS (SELECT unnest(['newcomers', 'returning', 'regular', 'occasional', 'one-off']) AS series)
SELECT f.scope, f.period, n.series, coalesce(g.people, 0)::DOUBLE AS value, coalesce(g.people, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN grouped AS g ON g.scope = f.scope AND g.ending = f.last AND g.part = n.series
ORDER BY f.scope, f.period, n.series;

-- Everybody with the day of their first contribution.
SELECT h.scope, f.period, h.part AS series, h.actor, h.since AS day, 'first contribution' AS what, '' AS thread, '' AS url
FROM habits AS h
INNER JOIN frames AS f ON f.scope = h.scope AND f.last = h.ending
