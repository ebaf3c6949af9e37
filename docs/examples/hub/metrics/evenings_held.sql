-- title: Evenings held
-- definition: Events that took place, by month; of a series those alone that somebody wrote something about.
-- unit: events
-- caveat: An evening of which nobody wrote a word is not in it.
-- source: the Lantern Club
SELECT p.period, e.kind AS series, count(*)::DOUBLE AS value, count(*) AS n
FROM periods AS p
INNER JOIN events AS e ON e.held AND e.happened >= p.since AND e.happened < p.until
GROUP BY p.period, e.kind
ORDER BY p.period, e.kind
