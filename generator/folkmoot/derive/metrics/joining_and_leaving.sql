-- title: Joining and leaving
-- group: people
-- definition: How many people became members, how many were none any more, since their file was removed or says that
--   they are former members, and how many of those came back. In a language these are the members whose first language it
--   is; in a team those whose terms began or ended; and a project is joined by doing something for it the first time.
-- series: joined = who joined, left = who left, returned = who came back
-- unit: people
-- caveat: Who left is told by the history of the hub's own files, as far as it was collected; while that names nobody who
--   left, their number is not known. Whoever has no file any more counts in no language, and projects have no leaving.
--   Months are those where the community is.
-- source: Folkmoot
WITH kinds AS (SELECT unnest(['joined', 'left', 'returned']) AS series),
history AS (SELECT count(*) > 0 AS is_known FROM absences)
SELECT
    f.scope,
    f.period,
    k.series,
    CASE WHEN k.series = 'joined' OR f.kind = 'team' OR any_value(h.is_known) THEN count(m.day)::DOUBLE END AS value,
    count(m.day) AS n
FROM frames AS f
INNER JOIN kinds AS k ON k.series = 'joined' OR f.kind <> 'project'
CROSS JOIN history AS h
LEFT JOIN moves AS m ON m.scope = f.scope AND m.move = k.series AND m.day BETWEEN f.first AND f.last
GROUP BY f.scope, f.period, f.kind, k.series
ORDER BY f.scope, f.period, k.series;

SELECT f.scope, f.period, m.move AS series, m.actor, m.day, m.move AS what, '' AS thread, '' AS url
FROM frames AS f
INNER JOIN moves AS m ON m.scope = f.scope AND m.day BETWEEN f.first AND f.last
