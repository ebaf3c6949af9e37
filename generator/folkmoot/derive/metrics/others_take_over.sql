-- title: What others organise
-- group: shoulders
-- definition: How much of what somebody has to take charge of is in other hands than the founders': events held without a
--   founder among their hosts, projects begun without one among their leads, discussions opened by others, and terms in
--   teams that others began in the period. A community that others have taken over outlives its founders.
-- series: events, projects, discussions, teams = terms in teams
-- unit: share
-- caveat: With fewer than five of a kind no share is shown. A project counts where it began, by those who lead it today, and
--   one that does not say when it began counts for all time alone. Events whose hosts nobody wrote down are not in it.
-- source: Folkmoot
WITH hosting AS (
    SELECT a.scope, a.thread, min(a.day) AS day, bool_or(coalesce(m.founder, false)) AS founder
    FROM scoped AS a
    LEFT JOIN members AS m ON m.slug = a.actor
    WHERE a.kind = 'hosted'
    GROUP BY a.scope, a.thread
),
led AS (
    SELECT
        coalesce(day_of(p.started), (SELECT max(first) FROM periods WHERE period = 'all')) AS day,
        p.language,
        array_length(array_intersect(p.leads, (SELECT list(slug) FROM members WHERE founder))) > 0 AS founder
    FROM projects AS p
    WHERE array_length(p.leads) > 0
),
taken AS (
    SELECT scope, day, 'events' AS series, founder, count(*) AS number FROM hosting GROUP BY ALL
    UNION ALL
    SELECT s.scope, l.day, 'projects', l.founder, count(*)
    FROM led AS l
    INNER JOIN scopes AS s ON s.kind = 'hub' OR (s.kind = 'language' AND s.name = l.language)
    GROUP BY ALL
    UNION ALL
    SELECT d.scope, d.day, 'discussions', coalesce(m.founder, false), sum(d.acts)::BIGINT
    FROM days AS d
    LEFT JOIN members AS m ON m.slug = d.actor
    WHERE d.kind = 'asked'
    GROUP BY ALL
    UNION ALL
    SELECT s.scope, t.since, 'teams', coalesce(m.founder, false), count(*)
    FROM terms AS t
    INNER JOIN scopes AS s ON s.kind = 'hub' OR (s.kind = 'team' AND s.name = t.team)
    LEFT JOIN members AS m ON m.slug = t.actor
    GROUP BY ALL
),
counted AS (
    SELECT
        f.scope,
        f.period,
        t.series,
        sum(t.number)::BIGINT AS n,
        coalesce(sum(t.number) FILTER (NOT t.founder), 0)::BIGINT AS others
    FROM frames AS f
    INNER JOIN taken AS t ON t.scope = f.scope AND t.day BETWEEN f.first AND f.last
    GROUP BY f.scope, f.period, t.series
),
named AS (SELECT unnest(['events', 'projects', 'discussions', 'teams']) AS series)
SELECT
    f.scope,
    f.period,
    n.series,
    CASE WHEN c.n >= 5 THEN c.others / c.n::DOUBLE END AS value,
    coalesce(c.n, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN counted AS c ON c.scope = f.scope AND c.period = f.period AND c.series = n.series
ORDER BY f.scope, f.period, n.series;

-- What there is, in whosever hands.
WITH taken AS (
    SELECT scope, 'events' AS series, actor, day, kind AS what, thread, url FROM scoped WHERE kind = 'hosted'
    UNION ALL
    SELECT scope, 'discussions', actor, day, kind, thread, url FROM scoped WHERE kind = 'asked'
    UNION ALL
    SELECT s.scope, 'teams', t.actor, t.since, t.role, 'teams/' || t.team, ''
    FROM terms AS t
    INNER JOIN scopes AS s ON s.kind = 'hub' OR (s.kind = 'team' AND s.name = t.team)
    UNION ALL
    SELECT
        s.scope, 'projects', unnest(p.leads), day_of(p.started), 'leads', p.thread, ''
    FROM projects AS p
    INNER JOIN scopes AS s ON s.kind = 'hub' OR (s.kind = 'language' AND s.name = p.language)
)
SELECT f.scope, f.period, t.series, t.actor, t.day, t.what, t.thread, t.url
FROM frames AS f
INNER JOIN taken AS t
    ON t.scope = f.scope AND (t.day BETWEEN f.first AND f.last OR (t.day IS NULL AND f.period = 'all'))
