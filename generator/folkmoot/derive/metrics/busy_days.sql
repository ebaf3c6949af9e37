-- title: Busy days of the week
-- group: content
-- definition: On which days of the week things are done: talk at GitHub, blog entries, releases and events. Good for finding a
--   day for an evening, and for seeing whether people give their weekends or their working days.
-- series: mon = Monday, tue = Tuesday, wed = Wednesday, thu = Thursday, fri = Friday, sat = Saturday, sun = Sunday
-- unit: share
-- caveat: With fewer than five doings no shares are shown. Days are those where the community is, not where each person is.
--   Commits and posts, of which no time is known, are not in it.
-- source: Folkmoot
WITH named AS (
    SELECT series, number
    FROM (
        VALUES ('mon', 1), ('tue', 2), ('wed', 3), ('thu', 4), ('fri', 5), ('sat', 6), ('sun', 7)
    ) AS days_of_week (series, number)
),
counted AS (
    SELECT f.scope, f.period, isodow(d.day) AS number, sum(d.acts)::BIGINT AS acts
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
LEFT JOIN counted AS c ON c.scope = f.scope AND c.period = f.period AND c.number = n.number
ORDER BY f.scope, f.period, n.series;

-- The days, with how much was done.
SELECT
    f.scope,
    f.period,
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][isodow(d.day)] AS series,
    '' AS actor,
    d.day,
    'doings: ' || sum(d.acts)::BIGINT AS what,
    '' AS thread,
    '' AS url
FROM frames AS f
INNER JOIN daytimes AS d ON d.scope = f.scope AND d.day BETWEEN f.first AND f.last
GROUP BY f.scope, f.period, d.day
