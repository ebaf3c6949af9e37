-- title: Contributions with a known organisation
-- group: shoulders
-- definition: The share of all contributions of the 12 months up to the end of the period that were made by people with a
--   known organisation: how much of the work the elephant factor tells anything about.
-- unit: share
-- caveat: Only members who tell whom they work for, and agreed to have that shown, have a known organisation. With fewer
--   than five contributors no share is shown.
-- source: Folkmoot
WITH years AS (SELECT DISTINCT last AS ending, last - INTERVAL 12 MONTH AS since FROM periods),
dates AS (SELECT scope, actor, day, sum(weight)::BIGINT AS weight FROM days WHERE kind <> 'attended' GROUP BY ALL),
people AS (
    SELECT d.scope, y.ending, d.actor, sum(d.weight)::BIGINT AS weight
    FROM dates AS d
    INNER JOIN years AS y ON d.day > y.since AND d.day <= y.ending
    GROUP BY d.scope, y.ending, d.actor
),
shares AS (
    SELECT
        p.scope,
        p.ending,
        count(*) AS n,
        coalesce(sum(p.weight) FILTER (m.slug IS NOT NULL), 0)::BIGINT AS known,
        sum(p.weight)::BIGINT AS weight
    FROM people AS p
    LEFT JOIN members AS m ON m.slug = p.actor AND m.organisation <> ''
    GROUP BY p.scope, p.ending
)
SELECT
    f.scope,
    f.period,
    '' AS series,
    CASE WHEN s.n >= 5 THEN s.known / nullif(s.weight, 0)::DOUBLE END AS value,
    coalesce(s.n, 0) AS n
FROM frames AS f
LEFT JOIN shares AS s ON s.scope = f.scope AND s.ending = f.last
ORDER BY f.scope, f.period, series;

-- Everybody with a known organisation who contributed, with how much.
SELECT
    f.scope,
    f.period,
    '' AS series,
    d.actor,
    max(d.day) AS day,
    'contributions: ' || sum(d.weight)::BIGINT AS what,
    '' AS thread,
    '' AS url
FROM frames AS f
INNER JOIN days AS d ON d.scope = f.scope AND d.day > f.last - INTERVAL 12 MONTH AND d.day <= f.last
INNER JOIN members AS m ON m.slug = d.actor AND m.organisation <> ''
WHERE d.kind <> 'attended'
GROUP BY f.scope, f.period, d.actor
