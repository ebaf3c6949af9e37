-- title: Contributors
-- chaoss: Contributors
-- definition: People who made at least one contribution: hosted or spoke at an event, published a post, wrote on a
--   blog that the hub collects, said something in a discussion, an issue or a pull request, released something, committed
--   to a repository, or got credit for something else at an event or in a post.
-- series: everybody, members
-- unit: people
-- caveat: Somebody whose accounts the hub cannot connect counts once for each. Months are those where the
--   community is.
-- source: CHAOSS, Contributors, https://chaoss.community/kb/metric-contributors/
WITH people AS (
    SELECT DISTINCT s.period, c.actor, m.slug IS NOT NULL AS is_member
    FROM periods AS s
    INNER JOIN contributions AS c ON c.happened >= s.since AND c.happened < s.until
    LEFT JOIN members AS m ON m.slug = c.actor
),
counted AS (
    SELECT
        s.period,
        count(p.actor) AS everybody,
        count(p.actor) FILTER (p.is_member) AS members
    FROM periods AS s
    LEFT JOIN people AS p ON p.period = s.period
    GROUP BY s.period
)
SELECT period, 'everybody' AS series, everybody::DOUBLE AS value, everybody AS n FROM counted
UNION ALL
SELECT period, 'members', members, members FROM counted
ORDER BY period, series;
