-- title: Ties of each person
-- group: ties
-- definition: With how many others those who did anything in the last 90 days of the period did something together within
--   these days, on average. A hub may set another number of days.
-- series: ties
-- unit: people
-- caveat: With fewer than five people no figure is shown. An average says nothing of how evenly ties are spread: see the share
--   of those who are on their own.
-- source: Folkmoot; the mean degree of a network, 2E ÷ n
SELECT
    f.scope,
    f.period,
    'ties' AS series,
    CASE WHEN c.people >= 5 THEN c.pairs * 2 / c.people::DOUBLE END AS value,
    coalesce(c.people, 0) AS n
FROM frames AS f
LEFT JOIN closeness AS c ON c.scope = f.scope AND c.ending = f.last
ORDER BY f.scope, f.period, series;
