-- title: Stage of the community's life
-- group: stage
-- definition: In which stage the community is at the end of the period, which is told by how much of what happens is not its
--   founders' work. Inception: they made more than half of the last 90 days' contributions, or brought more than half of the
--   last year's new members of whom it is known who brought them. Maturity: a tenth of both at most. Establishment: what
--   lies between. A stage counts when it held 30 days earlier, too; it is the one at 100 %. Beside it stands what tells it.
-- series: inception, establishment, maturity, by others = contributions that are not founders', brought by others = new members
--   that founders did not bring
-- unit: share
-- caveat: Told from ten active people and a hundred days of history on. Where nobody knows of five new members who brought
--   them, contributions alone decide; where nobody contributed lately, neither is told. Whether people feel that they belong
--   is part of it as well, and not measured here. A mature community may divide: watch for plateaus, and for a few on whom
--   more and more depends.
-- source: Folkmoot; after the stages of FeverBee's community lifecycle (inception, establishment, maturity, mitosis)
WITH told AS (
    SELECT
        scope,
        ending,
        people,
        acts,
        came,
        (acts - acts_of_founders) / nullif(acts, 0)::DOUBLE AS others,
        CASE WHEN came >= 5 THEN (came - came_by_founders) / came::DOUBLE END AS brought
    FROM carrying
),
staged AS (
    SELECT
        t.*,
        CASE
            WHEN t.people < 10 OR h.first > t.ending - 100 OR t.others IS NULL THEN NULL
            WHEN least(t.others, coalesce(t.brought, t.others)) < 0.5 THEN 'inception'
            WHEN least(t.others, coalesce(t.brought, t.others)) >= 0.9 THEN 'maturity'
            ELSE 'establishment'
        END AS stage
    FROM told AS t
    LEFT JOIN (SELECT scope, min(day) AS first FROM days GROUP BY scope) AS h ON h.scope = t.scope
),
figures AS (
    SELECT
        f.scope,
        f.period,
        s.people,
        s.acts,
        s.came,
        CASE WHEN s.people >= 5 THEN s.others END AS others,
        s.brought,
        s.stage,
        e.stage AS before
    FROM frames AS f
    LEFT JOIN staged AS s ON s.scope = f.scope AND s.ending = f.last
    LEFT JOIN staged AS e ON e.scope = f.scope AND e.ending = f.last - 30
    WHERE f.kind <> 'team'
),
named AS (SELECT unnest(['inception', 'establishment', 'maturity', 'by others', 'brought by others']) AS series)
SELECT
    f.scope,
    f.period,
    n.series,
    CASE
        WHEN n.series = 'by others' THEN f.others
        WHEN n.series = 'brought by others' THEN f.brought
        WHEN f.stage = f.before THEN CASE WHEN f.stage = n.series THEN 1 ELSE 0 END
    END::DOUBLE AS value,
    coalesce(CASE n.series WHEN 'by others' THEN f.acts WHEN 'brought by others' THEN f.came ELSE f.people END, 0) AS n
FROM figures AS f
CROSS JOIN named AS n
ORDER BY f.scope, f.period, n.series;
