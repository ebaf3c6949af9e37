-- title: Newly very active people
-- group: shoulders
-- definition: How many people, founders left out, contributed much more than they used to in the 90 days up to the period's
--   end, or as many as the hub has set: on three times as many days as was usual for them in the year before, on five days
--   at least, and on as many as the most active fifth. They deserve room: ask them what they would like to take on.
-- series: people
-- unit: people
-- caveat: Newcomers count as soon as they are that active. Commits count on the last day of their month that had any, so those
--   who do nothing but commit are hardly seen here.
-- source: Folkmoot
SELECT f.scope, f.period, 'people' AS series, count(r.actor)::DOUBLE AS value, count(r.actor) AS n
FROM frames AS f
LEFT JOIN rising AS r ON r.scope = f.scope AND r.ending = f.last
GROUP BY f.scope, f.period
ORDER BY f.scope, f.period, series;

-- Everybody with how many days that were, and would have been.
SELECT
    f.scope,
    f.period,
    'people' AS series,
    r.actor,
    r.ending AS day,
    'days: ' || r.days || ', usually: ' || round(r.usual, 1) AS what,
    '' AS thread,
    '' AS url
FROM frames AS f
INNER JOIN rising AS r ON r.scope = f.scope AND r.ending = f.last
