-- title: Who comes how often
-- definition: Everybody who contributed in the last 12 months, in one group each. New: for the first time within the last 90
--   days, or as many as the hub has set. Back again: within as many days, after a pause longer than is usual for them, or
--   than half a year where too little is known. Regular: in three or more of the last six months, with the current one.
--   Once: on a single day. Now and then: all others.
-- series: newcomers = new, returning = back again, regular = regular, occasional = now and then, one-off = once
-- unit: people
-- caveat: A pause is longer than usual beyond a month and beyond Q3 + 3·IQR of at least five earlier pauses of that person.
--   Commits count on the last day of their month that had any. Days are those where the community is.
-- source: Folkmoot; pauses by a person's own rhythm after Calefato et al. (2022), https://arxiv.org/abs/2103.04656
WITH named AS (SELECT unnest(['newcomers', 'returning', 'regular', 'occasional', 'one-off']) AS series)
SELECT
    '' AS period,
    n.series,
    count(g.actor)::DOUBLE AS value,
    count(g.actor) AS n
FROM named AS n
LEFT JOIN contributor_groups AS g ON g.part = n.series
GROUP BY n.series
ORDER BY period, n.series;
