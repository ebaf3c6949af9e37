-- title: Topics that rise and fall
-- group: content
-- definition: The twelve topics that most was about in the period, each with how its share changed since the period of the
--   same length before: of everything with a topic, how many in a hundred more (or fewer, below zero) were about it. Topics
--   are tags of blog entries, topics of posts, events held and projects, and categories of discussions.
-- unit: percentage points
-- caveat: Topics that only one person ever used are left out. Where fewer than five things with a topic stand on either side
--   nothing is compared. Words that mean the same are different topics here.
-- source: Folkmoot
WITH stretches AS (
    SELECT scope, period, first, last, first - CAST(date_diff('day', first, last) + 1 AS INTEGER) AS since FROM frames WHERE period <> 'all'
),
dated AS (
    SELECT DISTINCT scope, topic, thread, day FROM topic_days WHERE day >= (SELECT min(since) FROM stretches)
),
items AS (
    SELECT DISTINCT s.scope, s.period, d.day >= s.first AS is_now, d.topic, d.thread
    FROM stretches AS s
    INNER JOIN dated AS d ON d.scope = s.scope AND d.day BETWEEN s.since AND s.last
),
totals AS (
    SELECT
        scope,
        period,
        count(DISTINCT thread) FILTER (is_now) AS items,
        count(DISTINCT thread) FILTER (NOT is_now) AS earlier
    FROM items
    GROUP BY scope, period
),
counted AS (
    SELECT
        scope,
        period,
        topic,
        count(*) FILTER (is_now) AS items,
        count(*) FILTER (NOT is_now) AS earlier,
        row_number() OVER (PARTITION BY scope, period ORDER BY count(*) FILTER (is_now) DESC, topic) AS place
    FROM items
    GROUP BY scope, period, topic
)
SELECT
    c.scope,
    c.period,
    c.topic AS series,
    CASE
        WHEN t.items >= 5 AND t.earlier >= 5
            THEN 100 * (c.items / t.items::DOUBLE - c.earlier / t.earlier::DOUBLE)
    END AS value,
    c.items AS n
FROM counted AS c
INNER JOIN totals AS t ON t.scope = c.scope AND t.period = c.period
WHERE c.place <= 12 AND c.items > 0
ORDER BY c.scope, c.period, series;

-- What was about the topic.
SELECT f.scope, f.period, d.topic AS series, d.actor, d.day, 'topic' AS what, d.thread, d.url
FROM frames AS f
INNER JOIN topic_days AS d ON d.scope = f.scope AND d.day BETWEEN f.first AND f.last
