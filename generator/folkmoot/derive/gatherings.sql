-- What a community does together: the events of every scope, and the quarters of its projects.

-- Everything in `events`, once for each scope that it belongs to: the hub's all of it; a project's what is about it, a
-- language's what is held in it, and a team's what somebody hosts who serves in it on that day. day is that on which it
-- begins, where the community is.
CREATE VIEW scoped_events AS
WITH dated AS (
    SELECT e.*, CAST(e.happened + c.ahead AS DATE) AS day
    FROM events AS e
    INNER JOIN clocks AS c ON e.happened >= c.since AND e.happened < c.until
),
hosting AS (
    SELECT DISTINCT 'team/' || t.team AS scope, h.thread
    FROM (SELECT thread, day, unnest(hosts) AS actor FROM dated) AS h
    INNER JOIN terms AS t ON t.actor = h.actor AND h.day >= t.since AND (t.until IS NULL OR h.day <= t.until)
)
SELECT '' AS scope, * FROM dated
UNION ALL
SELECT 'project/' || project, * FROM dated WHERE project <> ''
UNION ALL
SELECT s.scope, d.*
FROM dated AS d
INNER JOIN tongues AS t ON t.beginning = lower(split_part(d.language, '-', 1))
INNER JOIN scopes AS s ON s.kind = 'language' AND s.name = t.tag
UNION ALL
SELECT h.scope, d.* FROM hosting AS h INNER JOIN dated AS d ON d.thread = h.thread;

-- The quarter that each project belongs to, for the hub as a whole and for the language that it is described in: the one
-- that its file names, else that in which it started. quarter is "2026-Q2", and day the first day of a named quarter, else
-- that on which the project started. Ideas are not told, nor what has neither.
CREATE VIEW project_quarters AS
WITH begun AS (
    SELECT
        thread,
        language,
        coalesce(
            make_date(TRY_CAST(substring(quarter, 1, 4) AS BIGINT), 3 * TRY_CAST(substring(quarter, 7, 1) AS BIGINT) - 2, 1), day_of(started)
        ) AS day
    FROM projects
    WHERE status <> 'idea'
),
told AS (
    SELECT thread, language, year(day) || '-Q' || quarter(day) AS quarter, day FROM begun WHERE day IS NOT NULL
)
SELECT '' AS scope, thread, quarter, day FROM told
UNION ALL
SELECT s.scope, b.thread, b.quarter, b.day
FROM told AS b
INNER JOIN tongues AS t ON t.beginning = lower(split_part(b.language, '-', 1))
INNER JOIN scopes AS s ON s.kind = 'language' AND s.name = t.tag;
