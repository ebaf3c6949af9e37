-- title: New contributors
-- chaoss: New Contributors
-- definition: People whose first contribution of any kind that the hub knows of falls into the period.
-- series: everybody, members
-- unit: people
-- caveat: What happened before the first thing that the hub collected is not known, so its first months show veterans as
--   new. Months are those where the community is.
-- source: CHAOSS, New Contributors, https://chaoss.community/kb/metric-new-contributors/
WITH firsts AS (
    SELECT c.actor, min(c.happened) AS happened, any_value(m.slug) IS NOT NULL AS is_member
    FROM contributions AS c
    LEFT JOIN members AS m ON m.slug = c.actor
    GROUP BY c.actor
),
counted AS (
    SELECT
        s.period,
        count(f.actor) AS everybody,
        count(f.actor) FILTER (f.is_member) AS members
    FROM periods AS s
    LEFT JOIN firsts AS f ON f.happened >= s.since AND f.happened < s.until
    GROUP BY s.period
)
SELECT period, 'everybody' AS series, everybody::DOUBLE AS value, everybody AS n FROM counted
UNION ALL
SELECT period, 'members', members, members FROM counted
ORDER BY period, series;
