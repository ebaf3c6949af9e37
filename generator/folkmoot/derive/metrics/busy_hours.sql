-- title: Busy hours of the day
-- group: content
-- definition: At which time of the day things are done, by the community's clocks: talk at GitHub, blog entries, releases and
--   events. Night is from midnight to six, morning until noon, afternoon until six, evening until midnight.
-- series: night, morning, afternoon, evening
-- unit: share
-- caveat: With fewer than five doings no shares are shown. Whoever lives in another zone is told by the community's clocks all
--   the same. Commits and posts, of which no time is known, are not in it, and neither is what was told as a whole day.
-- source: Folkmoot
WITH named AS (SELECT unnest(['night', 'morning', 'afternoon', 'evening']) AS series),
counted AS (
    SELECT f.scope, f.period, d.part, sum(d.acts)::BIGINT AS acts
    FROM frames AS f
    INNER JOIN daytimes AS d ON d.scope = f.scope AND d.day BETWEEN f.first AND f.last
    GROUP BY ALL
),
totals AS (SELECT scope, period, sum(acts)::BIGINT AS n FROM counted GROUP BY scope, period)
SELECT
    f.scope,
    f.period,
    n.series,
    CASE WHEN t.n >= 5 THEN coalesce(c.acts, 0) / t.n::DOUBLE END AS value,
    coalesce(t.n, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN totals AS t ON t.scope = f.scope AND t.period = f.period
LEFT JOIN counted AS c ON c.scope = f.scope AND c.period = f.period AND c.part = n.series
ORDER BY f.scope, f.period, n.series;

-- The days, with how much was done at that time.
SELECT
    f.scope,
    f.period,
    d.part AS series,
    '' AS actor,
    d.day,
    'doings: ' || d.acts AS what,
    '' AS thread,
    '' AS url
FROM frames AS f
INNER JOIN daytimes AS d ON d.scope = f.scope AND d.day BETWEEN f.first AND f.last
