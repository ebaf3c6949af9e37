-- How newcomers are received.

-- The first discussion, issue or pull request of everybody who opened one on the first day on which they did anything
-- there; actor opened it, and first_response is as in `threads`. Commits of the 30 days before are not taken for something
-- earlier, since nobody sees them before they are proposed.
CREATE TABLE welcomes (
    scope VARCHAR,
    actor VARCHAR,
    kind VARCHAR,
    thread VARCHAR,
    url VARCHAR,
    day DATE,
    created TIMESTAMP,
    first_response TIMESTAMP,
    closed TIMESTAMP
);

CREATE VIEW all_welcomes AS
WITH firsts AS (
    SELECT scope, actor, min(CASE kind WHEN 'committed' THEN day + 30 ELSE day END) AS day FROM days GROUP BY scope, actor
)
SELECT t.scope, t.asker AS actor, t.kind, t.thread, t.url, t.day, t.created, t.first_response, t.closed
FROM scoped_threads AS t
INNER JOIN firsts AS f ON f.scope = t.scope AND f.actor = t.asker AND f.day = t.day
QUALIFY row_number() OVER (PARTITION BY t.scope, t.asker ORDER BY t.created, t.thread) = 1;
