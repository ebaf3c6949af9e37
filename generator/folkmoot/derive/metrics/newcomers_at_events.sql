-- title: Newcomers at events
-- group: events
-- definition: People who came to an event, spoke at it or hosted it on the first day on which they did anything that the hub
--   knows of. In a project, a team or a language, it is the first day on which they did anything there.
-- series: newcomers
-- unit: people
-- caveat: Who came is known of those alone who agreed to be named, so there are more newcomers than these.
-- source: Folkmoot
WITH firsts AS (
    SELECT scope, actor, min(day) AS day
    FROM days
    GROUP BY scope, actor
    HAVING min(day) = min(day) FILTER (kind IN ('attended', 'hosted', 'spoke'))
)
SELECT f.scope, f.period, 'newcomers' AS series, count(n.actor)::DOUBLE AS value, count(n.actor) AS n
FROM frames AS f
LEFT JOIN firsts AS n ON n.scope = f.scope AND n.day BETWEEN f.first AND f.last
GROUP BY f.scope, f.period
ORDER BY f.scope, f.period, series;

-- The newcomers, with what they did at the event.
WITH firsts AS (SELECT scope, actor, min(day) AS day FROM days GROUP BY scope, actor)
SELECT a.scope, f.period, 'newcomers' AS series, a.actor, a.day, a.kind AS what, a.thread, a.url
FROM scoped AS a
INNER JOIN firsts AS n ON n.scope = a.scope AND n.actor = a.actor AND n.day = a.day
INNER JOIN frames AS f ON f.scope = a.scope AND a.day BETWEEN f.first AND f.last
WHERE a.kind IN ('attended', 'hosted', 'spoke')
