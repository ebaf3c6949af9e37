-- title: Joint projects
-- group: events
-- definition: How many projects belong to the last four quarters, the one in which the period ends among them, and how many
--   of these quarters have a project; or of all time. A project belongs to the quarter that its file names, else to that in
--   which it started. Ideas are no projects yet. To a language belong those that are described in it.
-- series: projects, quarters = quarters with a project
-- unit: projects or quarters
-- caveat: A quarter that has just begun may still get its project. Projects whose files name neither a quarter nor a day are
--   not in it.
-- source: Folkmoot
WITH counted AS (
    SELECT f.scope, f.period, count(q.thread) AS projects, count(DISTINCT q.quarter) AS quarters
    FROM frames AS f
    LEFT JOIN project_quarters AS q
        ON q.scope = f.scope
        AND q.day <= f.last
        AND q.day >= least(f.first, CAST(date_trunc('quarter', f.last) - INTERVAL 9 MONTH AS DATE))
    WHERE f.kind IN ('hub', 'language')
    GROUP BY f.scope, f.period
)
SELECT scope, period, 'projects' AS series, projects::DOUBLE AS value, projects AS n FROM counted
UNION ALL
SELECT scope, period, 'quarters', quarters, quarters FROM counted
ORDER BY scope, period, series;

-- The projects, each with its quarter.
SELECT q.scope, f.period, s.series, '' AS actor, q.day, q.quarter AS what, q.thread, '' AS url
FROM project_quarters AS q
INNER JOIN frames AS f
    ON f.scope = q.scope
    AND q.day <= f.last
    AND q.day >= least(f.first, CAST(date_trunc('quarter', f.last) - INTERVAL 9 MONTH AS DATE))
CROSS JOIN (SELECT unnest(['projects', 'quarters']) AS series) AS s
