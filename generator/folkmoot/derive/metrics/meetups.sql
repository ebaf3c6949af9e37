-- title: Events held
-- group: events
-- definition: How many events were held: meetups, workshops and all others of which the hub says that they took place. A
--   team's are those that its members hosted.
-- series: held = events
-- unit: events
-- caveat: A date of a series counts only where somebody wrote down that it took place.
-- source: Folkmoot
SELECT f.scope, f.period, 'held' AS series, count(e.thread)::DOUBLE AS value, count(e.thread) AS n
FROM frames AS f
LEFT JOIN scoped_events AS e ON e.scope = f.scope AND e.held AND e.day BETWEEN f.first AND f.last
GROUP BY f.scope, f.period
ORDER BY f.scope, f.period, series;

-- The events.
SELECT e.scope, f.period, 'held' AS series, '' AS actor, e.day, 'held' AS what, e.thread, '' AS url
FROM scoped_events AS e
INNER JOIN frames AS f ON f.scope = e.scope AND e.day BETWEEN f.first AND f.last
WHERE e.held
