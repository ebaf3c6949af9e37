-- title: Contributor absence factor
-- chaoss: Contributor Absence Factor
-- definition: The smallest number of people who together made at least half of the contributions of the last 12 months:
--   how few would have to leave for half of the work to stop. Counted for all contributions, and for each kind alone.
-- series: everything, commits, discussions, events, writing
-- unit: people
-- caveat: Every contribution counts alike, a commit as much as an evening hosted. Low means dependent.
-- source: CHAOSS, Contributor Absence Factor, https://chaoss.community/kb/metric-contributor-absence-factor/
WITH made AS (
    SELECT
        c.actor,
        c.weight,
        CASE
            WHEN c.kind IN ('hosted', 'spoke') THEN 'events'
            WHEN c.kind IN ('published', 'wrote') THEN 'writing'
            WHEN c.kind IN ('committed', 'released') THEN 'commits'
            WHEN c.kind IN ('asked', 'commented', 'answered', 'reported', 'proposed', 'reviewed') THEN 'discussions'
            ELSE 'others'
        END AS part
    FROM contributions AS c
    CROSS JOIN params AS p
    WHERE c.happened >= p.now - INTERVAL 12 MONTH
),
people AS (
    SELECT series, actor, sum(weight) AS weight
    FROM (SELECT actor, weight, unnest(['everything', part]) AS series FROM made)
    GROUP BY series, actor
),
ranked AS (
    SELECT
        series,
        actor,
        sum(weight) OVER (PARTITION BY series ORDER BY weight DESC, actor) AS running,
        sum(weight) OVER (PARTITION BY series) AS total,
        row_number() OVER (PARTITION BY series ORDER BY weight DESC, actor) AS place
    FROM people
),
named AS (SELECT unnest(['everything', 'commits', 'discussions', 'events', 'writing']) AS series)
SELECT
    '' AS period,
    n.series,
    (min(r.place) FILTER (r.running * 2 >= r.total))::DOUBLE AS value,
    count(r.actor) AS n
FROM named AS n
LEFT JOIN ranked AS r ON r.series = n.series
GROUP BY n.series
ORDER BY period, n.series;
