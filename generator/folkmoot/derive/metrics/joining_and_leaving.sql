-- title: Joining and leaving
-- definition: How many people became members, how many were none any more, since their file was removed or says that
--   they are former members, and how many of those came back.
-- series: joined = who joined, left = who left, returned = who came back
-- unit: people
-- caveat: Who left is told by the history of the hub's own files, as far as it was collected; while that names nobody who
--   left, their number is not known. Months are those where the community is.
-- source: Folkmoot
WITH kinds AS (SELECT unnest(['joined', 'left', 'returned']) AS series),
history AS (SELECT count(*) > 0 AS is_known FROM absences)
SELECT
    p.period,
    k.series,
    CASE WHEN k.series = 'joined' OR h.is_known THEN count(a.actor)::DOUBLE END AS value,
    count(a.actor) AS n
FROM periods AS p
CROSS JOIN kinds AS k
CROSS JOIN history AS h
LEFT JOIN activity AS a ON a.kind = k.series AND a.happened >= p.since AND a.happened < p.until
GROUP BY p.period, k.series, h.is_known
ORDER BY p.period, k.series;
