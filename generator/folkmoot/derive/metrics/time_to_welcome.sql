-- title: Time to welcome
-- group: answers
-- definition: Hours from the moment at which a newcomer opened their first discussion, issue or pull request to the first
--   reply by another human. Newcomers are those who opened it on the first day on which they did anything that the hub
--   knows of; in a project or a language, anything there.
-- series: median
-- unit: hours
-- caveat: Newcomers who still wait are not in it; see the share welcomed in time. With fewer than five newcomers nothing is
--   shown. In the first months that the hub knows of, veterans look like newcomers. Commits of the 30 days before do not
--   make anybody a veteran.
-- source: Folkmoot; Time to First Response of CHAOSS, for newcomers
SELECT
    f.scope,
    f.period,
    'median' AS series,
    CASE WHEN count(w.first_response) >= 5
        THEN quantile_cont(date_diff('second', w.created, w.first_response) / 3600.0::DOUBLE, 0.5)
    END AS value,
    count(w.first_response) AS n
FROM frames AS f
LEFT JOIN welcomes AS w ON w.scope = f.scope AND w.day BETWEEN f.first AND f.last
WHERE f.kind <> 'team'
GROUP BY f.scope, f.period
ORDER BY f.scope, f.period, series;

-- The newcomers who got a reply, with what they had opened.
SELECT
    w.scope,
    f.period,
    'median' AS series,
    w.actor,
    w.day,
    CASE w.kind WHEN 'discussions' THEN 'asked' WHEN 'issues' THEN 'reported' ELSE 'proposed' END AS what,
    w.thread,
    w.url
FROM welcomes AS w
INNER JOIN frames AS f ON f.scope = w.scope AND w.day BETWEEN f.first AND f.last
WHERE w.first_response IS NOT NULL
