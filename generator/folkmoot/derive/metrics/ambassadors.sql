-- title: Who carries the community
-- group: shoulders
-- definition: How many people carried the community in three ways or more in the twelve months up to the end of the period:
--   they hosted, spoke, wrote, answered or reviewed, welcomed (answered people in the first 60 days of their contributing),
--   or invited somebody who joined. A hub may set another number of days.
-- series: ambassadors = in three ways or more, helpers = in one or two
-- unit: people
-- caveat: Much of what carries a community is not seen: a lift home, a word at the right time.
-- source: Folkmoot
WITH people AS (
    SELECT scope, ending, actor, count(*) AS ways FROM ways_to_carry GROUP BY scope, ending, actor
),
counted AS (
    SELECT
        scope,
        ending,
        count(*) FILTER (ways >= 3) AS ambassadors,
        count(*) FILTER (ways < 3) AS helpers
    FROM people
    GROUP BY scope, ending
)
SELECT f.scope, f.period, 'ambassadors' AS series, coalesce(c.ambassadors, 0)::DOUBLE AS value,
    coalesce(c.ambassadors, 0) AS n
FROM frames AS f
LEFT JOIN counted AS c ON c.scope = f.scope AND c.ending = f.last
UNION ALL
SELECT f.scope, f.period, 'helpers', coalesce(c.helpers, 0), coalesce(c.helpers, 0)
FROM frames AS f
LEFT JOIN counted AS c ON c.scope = f.scope AND c.ending = f.last
ORDER BY scope, period, series;

-- Who does, in which ways.
WITH people AS (
    SELECT scope, ending, actor, count(*) AS ways, string_agg(way, ', ' ORDER BY way) AS what
    FROM ways_to_carry
    GROUP BY scope, ending, actor
)
SELECT
    f.scope, f.period, CASE WHEN p.ways >= 3 THEN 'ambassadors' ELSE 'helpers' END AS series, p.actor,
    NULL::DATE AS day, p.what, '' AS thread, '' AS url
FROM frames AS f
INNER JOIN people AS p ON p.scope = f.scope AND p.ending = f.last;
