-- What figures are told apart by, and the tables that make this cheap: a metric that counts on them gives the figures of
-- every scope in one run.

-- The hub as a whole ('', kind hub), and each of its projects, teams and languages, as project/<slug>, team/<slug>,
-- language/<tag>; a hub with one language has none to tell apart.
CREATE TABLE scopes (scope VARCHAR, kind VARCHAR, name VARCHAR);

-- Every scope in every period: what a metric that tells scopes apart gives figures for.
CREATE VIEW frames AS SELECT s.scope, s.kind, p.* FROM scopes AS s CROSS JOIN periods AS p;

-- Everything in `activity`, once for each scope that it belongs to: the hub's all of it; a project's what was done for it,
-- a language's what was done in it, and a team's what its members did while they served.
CREATE VIEW scoped AS
SELECT '' AS scope, * FROM activity
UNION ALL
SELECT 'project/' || project, * FROM activity WHERE project <> ''
UNION ALL
SELECT s.scope, a.* FROM activity AS a INNER JOIN scopes AS s ON s.kind = 'language' AND s.name = a.language
UNION ALL
SELECT DISTINCT 'team/' || t.team, a.*
FROM terms AS t
INNER JOIN activity AS a ON a.actor = t.actor AND a.day >= t.since AND (t.until IS NULL OR a.day <= t.until)
WHERE a.kind NOT IN ('joined', 'left', 'returned');

-- Everything in `threads`, once for each scope that it belongs to, in the same way; a team has none.
CREATE VIEW scoped_threads AS
SELECT '' AS scope, * FROM threads
UNION ALL
SELECT 'project/' || project, * FROM threads WHERE project <> ''
UNION ALL
SELECT s.scope, t.* FROM threads AS t INNER JOIN scopes AS s ON s.kind = 'language' AND s.name = t.language;

-- What everybody did on each day, in each scope: one row for each kind (`kind` of activity, without joined, left and
-- returned). acts are rows of `activity`, weight is the sum of theirs.
CREATE TABLE days (scope VARCHAR, actor VARCHAR, kind VARCHAR, day DATE, acts BIGINT, weight DOUBLE);

-- The times in which people belonged to a scope: both days are included, last is NULL while they do. To the hub belong its
-- members, to a language those of them whose first one it is, to a team those who serve in it, and to a project everybody
-- since the first day on which they did something for it. Alumni of whom nobody knows when they left are not told.
CREATE TABLE spells (scope VARCHAR, actor VARCHAR, first DATE, last DATE);

CREATE VIEW all_scopes AS
SELECT '' AS scope, 'hub' AS kind, '' AS name
UNION ALL
SELECT 'project/' || slug, 'project', slug FROM projects
UNION ALL
SELECT DISTINCT 'team/' || team, 'team', team FROM terms
UNION ALL
SELECT 'language/' || tag, 'language', tag FROM (SELECT unnest(languages) AS tag FROM params WHERE len(languages) > 1);

CREATE VIEW hub_spells AS
WITH gone AS (
    SELECT actor, began, ended, row_number() OVER (PARTITION BY actor ORDER BY began, ended) AS number FROM absences
),
beginnings AS (
    SELECT actor, happened AS began, 1 AS number FROM activity WHERE kind = 'joined'
    UNION ALL
    SELECT actor, ended, number + 1 FROM gone WHERE ended IS NOT NULL
)
SELECT b.actor, day_of(b.began) AS first, day_of(g.began) - 1 AS last
FROM beginnings AS b
LEFT JOIN gone AS g ON g.actor = b.actor AND g.number = b.number
LEFT JOIN members AS m ON m.slug = b.actor
WHERE g.began IS NOT NULL OR coalesce(m.status, '') <> 'alumni';

-- Terms without a day between them are one time: who was elected again neither left nor came.
CREATE VIEW team_spells AS
WITH begun AS (
    SELECT 'team/' || t.team AS scope, t.actor, t.since, coalesce(t.until, DATE '9999-12-31') AS until
    FROM terms AS t
    CROSS JOIN params AS p
    WHERE t.since <= p.today
),
marked AS (
    SELECT
        *,
        since > 1 + max(until) OVER (
            PARTITION BY scope, actor ORDER BY since, until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS is_apart
    FROM begun
),
numbered AS (
    SELECT
        *,
        count(*) FILTER (is_apart) OVER (
            PARTITION BY scope, actor ORDER BY since, until ROWS UNBOUNDED PRECEDING
        ) AS number
    FROM marked
)
SELECT n.scope, n.actor, min(n.since) AS first, nullif(max(n.until), DATE '9999-12-31') AS last
FROM numbered AS n
GROUP BY n.scope, n.actor, n.number;

CREATE VIEW all_spells AS
SELECT '' AS scope, * FROM hub_spells
UNION ALL
SELECT s.scope, h.*
FROM hub_spells AS h
INNER JOIN members AS m ON m.slug = h.actor
INNER JOIN scopes AS s ON s.kind = 'language' AND s.name = m.language
UNION ALL
SELECT s.scope, s.actor, s.first, CASE WHEN s.last < p.today THEN s.last END
FROM team_spells AS s
CROSS JOIN params AS p
UNION ALL
SELECT scope, actor, min(day), NULL FROM days WHERE starts_with(scope, 'project/') GROUP BY scope, actor;
