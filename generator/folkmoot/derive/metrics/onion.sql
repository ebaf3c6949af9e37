-- title: Core, regular and casual contributors
-- group: people
-- definition: How many people gave how much in the 12 months up to the end of the period: the core are those who gave most
--   and together 80 % of everything, the regular ones gave the next 15 %, and the casual ones the rest. A community that
--   rests on few has a small core; one that grows new people has many in the outer layers.
-- series: core, regular = regular contributors, casual = casual contributors
-- unit: people
-- caveat: Every contribution counts alike, a commit as much as an evening hosted. Those who gave as much are in the same
--   layer. The names are no praise: whoever gives little is welcome as well.
-- source: After the onion analysis of GrimoireLab, the toolset of CHAOSS
WITH counted AS (SELECT scope, ending, layer, count(*) AS people FROM habits GROUP BY scope, ending, layer),
named AS (SELECT unnest(['core', 'regular', 'casual']) AS series)
SELECT f.scope, f.period, n.series, coalesce(c.people, 0)::DOUBLE AS value, coalesce(c.people, 0) AS n
FROM frames AS f
CROSS JOIN named AS n
LEFT JOIN counted AS c ON c.scope = f.scope AND c.ending = f.last AND c.layer = n.series
ORDER BY f.scope, f.period, n.series;

-- Everybody with how many contributions that are.
SELECT
    h.scope,
    f.period,
    h.layer AS series,
    h.actor,
    NULL::DATE AS day,
    'contributions: ' || h.weight::BIGINT AS what,
    '' AS thread,
    '' AS url
FROM habits AS h
INNER JOIN frames AS f ON f.scope = h.scope AND f.last = h.ending
