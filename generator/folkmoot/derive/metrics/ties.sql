-- title: Ties
-- group: ties
-- definition: How many times two people make a pair who did something together in the period: one answered or reviewed the
--   other, they hosted, spoke or wrote together, or both were at the same event. New pairs never did before. Lasting ones
--   did so in at least two of the six months up to the end of the period, that of its last day included. Growing ones had
--   something to do with each other in the 90 days before the last 90 days of the period, and more in these.
-- series: pairs, new = new pairs, lasting = lasting pairs, growing = growing pairs
-- unit: pairs
-- caveat: Who met at an event is known of those alone who agreed to be named; of events with more than 150 named people it is
--   not counted. What people do together elsewhere is not seen.
-- source: Folkmoot; direct ties weigh ten times as much as indirect ones, after Orbit's model of a community
WITH numbered AS (SELECT *, 1::BIGINT << CAST(row_number() OVER (ORDER BY period) - 1 AS INTEGER) AS bit FROM periods),
-- Every period, and every month of the last two years, is a bit of a number, so that each pair is looked at once.
marked AS (
    SELECT
        d.day,
        coalesce(sum(n.bit), 0)::BIGINT AS bits,
        CASE WHEN any_value(d.back) BETWEEN 0 AND 23 THEN 1 << any_value(d.back) ELSE 0 END AS month
    FROM (SELECT DISTINCT t.day, date_diff('month', t.day, p.today) AS back FROM ties AS t CROSS JOIN params AS p) AS d
    LEFT JOIN numbered AS n ON d.day BETWEEN n.first AND n.last
    GROUP BY d.day
),
two AS MATERIALIZED (
    SELECT
        row_number() OVER () AS pair,
        t.scope,
        t.a,
        t.b,
        bit_or(m.bits) AS bits,
        bit_or(m.month) AS months,
        min(t.day) AS first,
        count(*) AS days
    FROM ties AS t
    INNER JOIN marked AS m ON m.day = t.day
    GROUP BY t.scope, t.a, t.b
),
alike AS (SELECT scope, bits, count(*) AS number FROM two GROUP BY scope, bits),
pairs AS (
    SELECT a.scope, n.period, sum(a.number)::BIGINT AS number
    FROM alike AS a
    INNER JOIN numbered AS n ON a.bits & n.bit <> 0
    GROUP BY a.scope, n.period
),
begun AS (SELECT scope, first AS day, count(*) AS number FROM two GROUP BY scope, first),
beginnings AS (
    SELECT b.scope, p.period, sum(b.number)::BIGINT AS number
    FROM begun AS b
    INNER JOIN periods AS p ON b.day BETWEEN p.first AND p.last
    GROUP BY b.scope, p.period
),
ends AS (
    SELECT DISTINCT
        s.last AS ending,
        date_diff('month', s.last, p.today) AS back,
        -- Nothing came later in the same month, and all six months are among the bits.
        s.last IN (last_day(s.last), p.today) AND date_diff('month', s.last, p.today) <= 18 AS in_bits
    FROM periods AS s
    CROSS JOIN params AS p
),
steady AS (SELECT scope, months, count(*) AS number FROM two WHERE bit_count(months) >= 2 GROUP BY scope, months),
recurring AS (
    SELECT s.scope, e.ending, sum(s.number)::BIGINT AS number
    FROM steady AS s
    INNER JOIN ends AS e ON e.in_bits AND bit_count((s.months >> e.back) & 63) >= 2
    GROUP BY s.scope, e.ending
    UNION ALL
    SELECT scope, ending, count(*)
    FROM (
        SELECT t.scope, e.ending
        FROM ends AS e
        INNER JOIN ties AS t
            ON t.day >= date_trunc('month', e.ending) - INTERVAL 5 MONTH AND t.day <= e.ending AND NOT e.in_bits
        GROUP BY t.scope, e.ending, t.a, t.b
        HAVING count(DISTINCT date_trunc('month', t.day)) >= 2
    )
    GROUP BY scope, ending
),
-- A number for each pair, since every period asks for them anew.
again AS MATERIALIZED (
    SELECT o.pair, t.day, t.points
    FROM ties AS t
    INNER JOIN two AS o ON o.scope = t.scope AND o.a = t.a AND o.b = t.b AND o.days > 1
    WHERE t.day > (SELECT min(ending) - 180 FROM ends)
),
closer AS (
    SELECT g.pair, e.ending
    FROM ends AS e
    INNER JOIN again AS g ON g.day > e.ending - 180 AND g.day <= e.ending
    GROUP BY g.pair, e.ending
    HAVING sum(CASE WHEN g.day > e.ending - 90 THEN g.points ELSE -g.points END) > 0 AND min(g.day) <= e.ending - 90
),
stronger AS (
    SELECT o.scope, c.ending, count(*) AS number
    FROM closer AS c
    INNER JOIN two AS o ON o.pair = c.pair
    GROUP BY o.scope, c.ending
),
told AS (
    SELECT scope, period, 'pairs' AS series, number FROM pairs
    UNION ALL
    SELECT scope, period, 'new', number FROM beginnings
    UNION ALL
    SELECT r.scope, p.period, 'lasting', r.number FROM recurring AS r INNER JOIN periods AS p ON p.last = r.ending
    UNION ALL
    SELECT s.scope, p.period, 'growing', s.number FROM stronger AS s INNER JOIN periods AS p ON p.last = s.ending
),
named AS (SELECT unnest(['pairs', 'new', 'lasting', 'growing']) AS series)
SELECT
    f.scope,
    f.period,
    n.series,
    coalesce(t.number, 0)::DOUBLE AS value,
    coalesce(t.number, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN told AS t ON t.scope = f.scope AND t.period = f.period AND t.series = n.series
ORDER BY f.scope, f.period, n.series;

-- The pairs, each by the one of the two whose name comes first, with the other one.
WITH firsts AS (SELECT scope, a, b, min(day) AS first FROM ties GROUP BY scope, a, b),
shown AS (
    SELECT t.scope, f.period, 'pairs' AS series, t.a, t.b, max(t.day) AS day
    FROM frames AS f
    INNER JOIN ties AS t ON t.scope = f.scope AND t.day BETWEEN f.first AND f.last AND t.told
    GROUP BY t.scope, f.period, t.a, t.b
    UNION ALL
    SELECT s.scope, f.period, 'new', s.a, s.b, s.first
    FROM frames AS f
    INNER JOIN firsts AS s ON s.scope = f.scope AND s.first BETWEEN f.first AND f.last
    SEMI JOIN ties AS t ON t.scope = s.scope AND t.a = s.a AND t.b = s.b AND t.told
    UNION ALL
    SELECT t.scope, f.period, 'lasting', t.a, t.b, max(t.day)
    FROM frames AS f
    INNER JOIN ties AS t
        ON t.scope = f.scope
        AND t.day >= date_trunc('month', f.last) - INTERVAL 5 MONTH
        AND t.day <= f.last
    GROUP BY t.scope, f.period, t.a, t.b
    HAVING count(DISTINCT date_trunc('month', t.day)) >= 2 AND bool_or(t.told)
    UNION ALL
    SELECT t.scope, f.period, 'growing', t.a, t.b, max(t.day)
    FROM frames AS f
    INNER JOIN ties AS t ON t.scope = f.scope AND t.day > f.last - 180 AND t.day <= f.last
    GROUP BY t.scope, f.period, f.last, t.a, t.b
    HAVING sum(CASE WHEN t.day > f.last - 90 THEN t.points ELSE -t.points END) > 0
        AND min(t.day) <= f.last - 90
        AND bool_or(t.told)
)
SELECT scope, period, series, a AS actor, day, 'with ' || b AS what, '' AS thread, '' AS url FROM shown;
