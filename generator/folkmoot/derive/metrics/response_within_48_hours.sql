-- title: Answered within 48 hours
-- group: answers
-- definition: Of the discussions that are at least 48 hours old, the share with a comment by another human within the
--   first 48 hours.
-- series: within 48 hours
-- unit: share
-- caveat: Some discussions, such as announcements, want no answer. A discussion belongs to the month it was opened in,
--   where the community is.
-- source: Folkmoot; the companion of CHAOSS's Time to First Response, whose median does not see what still waits
SELECT
    s.period,
    'within 48 hours' AS series,
    count(*) FILTER (t.first_response <= t.created + INTERVAL 48 HOUR) / nullif(count(t.thread), 0)::DOUBLE AS value,
    count(t.thread) AS n
FROM periods AS s
CROSS JOIN params AS p
LEFT JOIN threads AS t
    ON t.kind = 'discussions'
    AND t.created >= s.since AND t.created < s.until AND t.created <= p.now - INTERVAL 48 HOUR
GROUP BY s.period
ORDER BY s.period, series;
