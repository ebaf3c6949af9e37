-- title: From newcomer to regular and core
-- group: people
-- chaoss: Conversion Rate
-- definition: Of the people whose first contribution fell in the 12 months that ended 90 days before the end of the period,
--   or as many as the hub has set, the share who have come to belong to the regular or core contributors since, and the share
--   who belong to the core. Everybody has had 90 days for it. Core are those who gave 80 % of everything in the last 12
--   months, and regular those who gave the next 15 %. In a project, a team or a language, what they did there counts.
-- series: regular = regular or core, core
-- unit: share
-- caveat: With fewer than five newcomers no shares are shown. Many come with a single question and need no more; a low share is
--   no fault, but one that falls asks for a look at how newcomers are received.
-- source: CHAOSS, Conversion Rate, https://chaoss.community/kb/metric-conversion-rate/
WITH newcomers AS (
    SELECT f.scope, f.actor, e.ending
    FROM (SELECT scope, actor, min(day) AS day FROM days WHERE kind <> 'attended' GROUP BY scope, actor) AS f
    CROSS JOIN params AS p
    INNER JOIN (SELECT DISTINCT last AS ending FROM periods) AS e
        ON f.day < e.ending - p.active_days AND f.day >= e.ending - p.active_days - INTERVAL 12 MONTH
),
counted AS (
    SELECT
        n.scope,
        n.ending,
        count(*) AS n,
        count(*) FILTER (h.layer IN ('regular', 'core')) AS regular,
        count(*) FILTER (h.layer = 'core') AS core
    FROM newcomers AS n
    LEFT JOIN habits AS h ON h.scope = n.scope AND h.actor = n.actor AND h.ending = n.ending
    GROUP BY n.scope, n.ending
),
named AS (SELECT unnest(['regular', 'core']) AS series)
SELECT
    f.scope,
    f.period,
    s.series,
    CASE WHEN c.n >= 5 THEN (CASE s.series WHEN 'core' THEN c.core ELSE c.regular END) / c.n::DOUBLE END AS value,
    coalesce(c.n, 0) AS n
FROM frames AS f
CROSS JOIN named AS s
LEFT JOIN counted AS c ON c.scope = f.scope AND c.ending = f.last
ORDER BY f.scope, f.period, s.series;

-- The newcomers who came so far, with the day of their first contribution.
WITH newcomers AS (
    SELECT f.scope, f.actor, f.day, e.ending
    FROM (SELECT scope, actor, min(day) AS day FROM days WHERE kind <> 'attended' GROUP BY scope, actor) AS f
    CROSS JOIN params AS p
    INNER JOIN (SELECT DISTINCT last AS ending FROM periods) AS e
        ON f.day < e.ending - p.active_days AND f.day >= e.ending - p.active_days - INTERVAL 12 MONTH
),
told AS (
    SELECT n.*, h.layer, unnest(CASE h.layer WHEN 'core' THEN ['regular', 'core'] ELSE ['regular'] END) AS series
    FROM newcomers AS n
    INNER JOIN habits AS h ON h.scope = n.scope AND h.actor = n.actor AND h.ending = n.ending
    WHERE h.layer <> 'casual'
)
SELECT t.scope, f.period, t.series, t.actor, t.day, t.layer AS what, '' AS thread, '' AS url
FROM told AS t
INNER JOIN frames AS f ON f.scope = t.scope AND f.last = t.ending
