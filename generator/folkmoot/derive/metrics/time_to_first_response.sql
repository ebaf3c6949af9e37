-- title: Time to first response
-- group: answers
-- chaoss: Time to First Response
-- definition: Hours from the opening of a discussion to the first comment by another human: half of the discussions were
--   faster than the median, nine in ten faster than the 90th percentile.
-- series: median, 90th percentile
-- unit: hours
-- caveat: Discussions that still wait are not in it; see the share answered in time. A discussion belongs to the month it
--   was opened in, where the community is.
-- source: CHAOSS, Time to First Response, https://chaoss.community/kb/metric-time-to-first-response/
WITH waits AS (
    SELECT s.period, date_diff('second', t.created, t.first_response) / 3600.0::DOUBLE AS hours
    FROM periods AS s
    LEFT JOIN threads AS t
        ON t.kind = 'discussions'
        AND t.created >= s.since AND t.created < s.until AND t.first_response IS NOT NULL
),
counted AS (
    SELECT period, quantile_cont(hours, 0.5) AS middle, quantile_cont(hours, 0.9) AS slow, count(hours) AS n
    FROM waits
    GROUP BY period
)
SELECT period, 'median' AS series, middle::DOUBLE AS value, n FROM counted
UNION ALL
SELECT period, '90th percentile', slow, n FROM counted
ORDER BY period, series;
