-- title: Contributors
-- group: people
-- chaoss: Contributors
-- definition: People who made at least one contribution: hosted or spoke at an event, published a post, wrote on a
--   blog that the hub collects, said something in a discussion, an issue or a pull request, released something, committed
--   to a repository, or got credit for something else at an event or in a post.
-- series: everybody, members
-- unit: people
-- caveat: Somebody whose accounts the hub cannot connect counts once for each. Months are those where the
--   community is.
-- source: CHAOSS, Contributors, https://chaoss.community/kb/metric-contributors/
WITH dates AS (
    SELECT p.period, d.day
    FROM (SELECT DISTINCT day FROM days) AS d
    INNER JOIN periods AS p ON d.day BETWEEN p.first AND p.last
),
people AS (
    SELECT DISTINCT d.scope, c.period, d.actor
    FROM days AS d
    INNER JOIN dates AS c ON c.day = d.day
    WHERE d.kind <> 'attended'
),
counted AS (
    SELECT f.scope, f.period, count(p.actor) AS everybody, count(m.slug) AS members
    FROM frames AS f
    LEFT JOIN people AS p ON p.scope = f.scope AND p.period = f.period
    LEFT JOIN members AS m ON m.slug = p.actor
    GROUP BY f.scope, f.period
)
SELECT scope, period, 'everybody' AS series, everybody::DOUBLE AS value, everybody AS n FROM counted
UNION ALL
SELECT scope, period, 'members', members, members FROM counted
ORDER BY scope, period, series;

-- Everybody once, with the last thing that they did.
WITH latest AS (
    SELECT
        f.scope,
        f.period,
        a.actor,
        max({'happened': a.happened, 'day': a.day, 'kind': a.kind, 'thread': a.thread, 'url': a.url}) AS done
    FROM frames AS f
    INNER JOIN scoped AS a ON a.scope = f.scope AND a.day BETWEEN f.first AND f.last
    WHERE a.kind NOT IN ('joined', 'left', 'returned', 'attended')
    GROUP BY f.scope, f.period, a.actor
),
told AS (
    SELECT l.*, unnest(CASE WHEN m.slug IS NULL THEN ['everybody'] ELSE ['everybody', 'members'] END) AS series
    FROM latest AS l
    LEFT JOIN members AS m ON m.slug = l.actor
)
SELECT scope, period, series, actor, done.day AS day, done.kind AS what, done.thread AS thread, done.url AS url
FROM told
