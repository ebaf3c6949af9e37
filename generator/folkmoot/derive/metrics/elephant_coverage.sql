-- title: Contributions with a known organisation
-- group: shoulders
-- definition: The share of all contributions of the 12 months up to the end of the period that were made by people with a
--   known organisation: how much of the work the elephant factor tells anything about.
-- series: known = with a known organisation
-- unit: share
-- caveat: Only members who tell whom they work for, and agreed to have that shown, have a known organisation. With fewer
--   than five contributors no share is shown.
-- source: Folkmoot
WITH shares AS (
    SELECT
        y.scope,
        y.ending,
        count(*) AS n,
        coalesce(sum(y.weight) FILTER (m.slug IS NOT NULL), 0)::BIGINT AS known,
        sum(y.weight)::BIGINT AS weight
    FROM yearly AS y
    LEFT JOIN members AS m ON m.slug = y.actor AND m.organisation <> ''
    WHERE y.series = 'everything'
    GROUP BY y.scope, y.ending
)
SELECT
    f.scope,
    f.period,
    'known' AS series,
    CASE WHEN s.n >= 5 THEN s.known / nullif(s.weight, 0)::DOUBLE END AS value,
    coalesce(s.n, 0) AS n
FROM frames AS f
LEFT JOIN shares AS s ON s.scope = f.scope AND s.ending = f.last
ORDER BY f.scope, f.period, series;

-- Everybody with a known organisation who contributed, with how much.
SELECT
    f.scope,
    f.period,
    'known' AS series,
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
