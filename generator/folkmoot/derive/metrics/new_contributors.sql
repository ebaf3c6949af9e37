-- title: New contributors
-- group: people
-- chaoss: New Contributors
-- definition: People whose first contribution of any kind that the hub knows of falls into the period. In a project, a team
--   or a language, it is their first one there.
-- series: everybody, members
-- unit: people
-- caveat: What happened before the first thing that the hub collected is not known, so its first months show veterans as
--   new. Months are those where the community is.
-- source: CHAOSS, New Contributors, https://chaoss.community/kb/metric-new-contributors/
WITH firsts AS (
    SELECT d.scope, d.actor, min(d.day) AS day
    FROM days AS d
    WHERE d.kind <> 'attended'
    GROUP BY d.scope, d.actor
),
counted AS (
    SELECT f.scope, f.period, count(n.actor) AS everybody, count(m.slug) AS members
    FROM frames AS f
    LEFT JOIN firsts AS n ON n.scope = f.scope AND n.day BETWEEN f.first AND f.last
    LEFT JOIN members AS m ON m.slug = n.actor
    GROUP BY f.scope, f.period
)
SELECT scope, period, 'everybody' AS series, everybody::DOUBLE AS value, everybody AS n FROM counted
UNION ALL
SELECT scope, period, 'members', members, members FROM counted
ORDER BY scope, period, series;

-- Everybody once, with the first thing that they did.
WITH firsts AS (
    SELECT
        a.scope,
        a.actor,
        min({'happened': a.happened, 'day': a.day, 'kind': a.kind, 'thread': a.thread, 'url': a.url}) AS done
    FROM scoped AS a
    WHERE a.kind NOT IN ('joined', 'left', 'returned', 'attended')
    GROUP BY a.scope, a.actor
),
told AS (
    SELECT n.*, unnest(CASE WHEN m.slug IS NULL THEN ['everybody'] ELSE ['everybody', 'members'] END) AS series
    FROM firsts AS n
    LEFT JOIN members AS m ON m.slug = n.actor
)
SELECT
    t.scope,
    f.period,
    t.series,
    t.actor,
    t.done.day AS day,
    t.done.kind AS what,
    t.done.thread AS thread,
    t.done.url AS url
FROM told AS t
INNER JOIN frames AS f ON f.scope = t.scope AND t.done.day BETWEEN f.first AND f.last
