-- title: Evenness of the agendas
-- group: agendas
-- definition: How evenly what the community does is divided among its projects, the world around it and itself: 1 where
--   each has a third, 0 where everything is of one of them. Good for seeing whether the balance tips from month to month;
--   which way it tips is told by the agenda balance.
-- series: evenness
-- unit: from 0 to 1
-- caveat: With fewer than ten items nothing is shown. Even is not better: a community may well want to be busy with its
--   projects above all.
-- source: after Pielou's evenness J, the entropy of the shares divided by its largest value, ln 3
WITH parts AS (
    SELECT scope, period, agenda, items, sixths / (6 * items)::DOUBLE AS part
    FROM agenda_parts
    WHERE stretch = 'period' AND items >= 10
),
-- Added in one order: sums of floats depend on it.
even AS (
    SELECT scope, period, greatest(0, least(1, -sum(part * ln(part) ORDER BY agenda) / ln(3))) AS evenness
    FROM parts
    GROUP BY scope, period
),
totals AS (
    SELECT scope, period, any_value(items) AS n FROM agenda_parts WHERE stretch = 'period' GROUP BY scope, period
)
SELECT
    f.scope,
    f.period,
    'evenness' AS series,
    e.evenness::DOUBLE AS value,
    coalesce(t.n, 0) AS n
FROM frames AS f
LEFT JOIN totals AS t ON t.scope = f.scope AND t.period = f.period
LEFT JOIN even AS e ON e.scope = f.scope AND e.period = f.period
ORDER BY f.scope, f.period, series;

-- Every item, on the last day on which something happened in it.
SELECT
    f.scope,
    f.period,
    'evenness' AS series,
    '' AS actor,
    max(a.day) AS day,
    array_to_string(list_sort(list_distinct(any_value(a.agenda))), ', ') AS what,
    a.thread,
    max(a.url) AS url
FROM frames AS f
INNER JOIN scoped AS a ON a.scope = f.scope AND a.day BETWEEN f.first AND f.last
WHERE a.thread <> '' AND len(a.agenda) > 0
GROUP BY f.scope, f.period, a.thread
