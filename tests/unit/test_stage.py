"""The stage: a workflow that is wrong fails on it, and what a job does is what it would do at GitHub."""

import io
import zipfile
from pathlib import Path

import pytest

from support.github.server import GitHub
from support.hubs import minimal_hub, write
from support.stage.events import Event, dispatched, on_issue, proposed, pushed, ran
from support.stage.expressions import WorkflowError
from support.stage.hubs import HUB, commit, hub_at, proposal
from support.stage.running import Stage
from support.stage.told import Run

HEAD = "name: Try\non: [workflow_dispatch, pull_request, push]\npermissions: {contents: read}\n"
CHECKOUT = "- {uses: actions/checkout@v7, with: {persist-credentials: false}}"


@pytest.fixture
def stage(github: GitHub, tmp_path: Path) -> Stage:
    hub_at(github, tmp_path, minimal_hub(tmp_path / "first", **{"requirements.txt": "folkmoot\n"}), ("bo",))
    return Stage(tmp_path, github)


def tried(stage: Stage, jobs: str, event: Event | None = None, head: str = HEAD) -> Run:
    """The run of a workflow of these jobs, which somebody started by hand unless another event did."""
    path = write(stage.folder, "try.yml", f"{head}jobs:\n{jobs}")
    return stage.run(path, event or dispatched(stage.github, HUB, "zoe"))


def steps(*told: str, more: str = "") -> str:
    """One job of these steps."""
    listed = "".join(f"      {one}\n" for one in told)
    return f"  one:\n    runs-on: x\n{more}    defaults: {{run: {{shell: bash}}}}\n    steps:\n{listed}"


def test_what_steps_say_to_each_other_and_how_they_end(stage: Stage) -> None:
    run = tried(
        stage,
        steps(
            '- {id: a, run: "echo x=1 >> $GITHUB_OUTPUT; echo NAME=Bo >> $GITHUB_ENV; echo y >> $GITHUB_STEP_SUMMARY"}',
            '- {name: told, env: {X: "${{ steps.a.outputs.x }}"}, run: "echo $X $NAME ${OTHER-none}; pwd"}',
            '- {name: fails, id: f, run: "false | true; echo never"}',
            '- {name: skipped, run: "echo no"}',
            "- {name: told so, if: \"${{ failure() && steps.f.outcome == 'failure' }}\", run: 'echo sad'}",
            more='    outputs: {x: "${{ steps.a.outputs.x }}"}\n',
        )
        + "  two:\n    runs-on: x\n    needs: one\n    if: always()\n    steps:\n"
        "      - {name: after, run: 'echo ${{ needs.one.result }} ${{ needs.one.outputs.x }}'}\n"
        "  three:\n    runs-on: x\n    needs: one\n    steps: [{run: 'echo no'}]\n",
    )
    assert run.step("told").said.startswith("1 Bo none\n")
    assert [one.outcome for one in run.jobs[0].steps] == ["success", "success", "failure", "skipped", "success"]
    assert "never" not in run.step("fails").said
    assert run.step("after").said == "failure 1\n"
    assert [(job.name, job.result) for job in run.jobs] == [
        ("one", "failure"),
        ("two", "success"),
        ("three", "skipped"),
    ]
    assert (run.conclusion, run.summary) == ("failure", "y\n")


def test_a_failure_that_may_be_is_no_failure_of_the_job(stage: Stage) -> None:
    run = tried(stage, steps("- {name: may, continue-on-error: true, run: exit 3}", "- {name: then, run: 'true'}"))
    assert (run.step("may").status, run.step("may").outcome, run.step("may").conclusion) == (3, "failure", "success")
    assert (run.step("then").outcome, run.conclusion) == ("success", "success")


def test_a_job_runs_for_each_of_its_matrix(stage: Stage) -> None:
    list_job = steps(
        "- {id: a, run: 'echo shards=[1,2] >> $GITHUB_OUTPUT'}",
        more='    outputs: {all: "${{ steps.a.outputs.shards }}"}\n',
    )
    each = "  each:\n    runs-on: x\n    needs: one\n    strategy:\n"
    each += "      matrix: {shard: '${{ fromJSON(needs.one.outputs.all) }}'}\n"
    each += "    steps: [{run: 'echo ${{ matrix.shard }}'}]\n"
    run = tried(stage, list_job + each)
    assert [job.steps[0].said for job in run.jobs if job.name == "each"] == ["1\n", "2\n"]


@pytest.mark.parametrize(
    "step",
    [
        "- {uses: somebody/action@v1}",
        "- {uses: actions/checkout@v7, with: {fetch_depth: 0}}",
        "- {run: 'echo ${{ steps.none.outputs.x }}'}",
        "- {run: 'echo ${{ github.event_nam }}'}",
        "- {if: 'succes()', run: 'true'}",
        "- {run: 'true', shell: pwsh}",
        "- {name: nothing}",
        "- {run: 'true', usess: x}",
    ],
)
def test_a_slip_in_a_workflow_is_an_error(stage: Stage, step: str) -> None:
    with pytest.raises(WorkflowError):
        tried(stage, steps(step))


def test_jobs_that_wait_for_each_other_never_come(stage: Stage) -> None:
    with pytest.raises(WorkflowError):
        tried(stage, "  a: {runs-on: x, needs: b, steps: []}\n  b: {runs-on: x, needs: a, steps: []}\n")


def test_the_program_is_there_once_it_is_installed(stage: Stage) -> None:
    told: tuple[str, ...] = ("- {name: before, continue-on-error: true, run: folkmoot --version}", CHECKOUT)
    told += (
        "- {run: python -m pip install --requirement requirements.txt}",
        "- {name: after, run: folkmoot --version}",
    )
    run = tried(stage, steps(*told))
    assert "not found" in run.step("before").said
    assert run.failed[1:] == []
    assert "folkmoot" in run.step("after").said
    missing = tried(stage, steps(CHECKOUT, "- {name: install, run: python -m pip install -r nothing.txt}"))
    assert missing.step("install").outcome == "failure"


ASK = """- name: ask
        env: {T: "${{ github.token }}", K: "${{ secrets.KEY }}"}
        run: |
          echo "K=$K"
          curl --silent --header "Authorization: token $T" --data '{"title": "x"}' \\
            "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues"
"""


def test_what_is_proposed_from_a_fork_is_merged_for_a_look_and_may_write_nothing(stage: Stage) -> None:
    github = stage.github
    head = commit(github, "bo/hub", "add-bo", "Add Bo", "bo", {"members/bo-ek.yml": "name: Bo Ek\n"})
    before = commit(github, HUB, "main", "Go on", "zoe", {"content/more.md": "# More\n"})
    event = proposed(github, HUB, proposal(github, "bo", "add-bo", title="`$(touch gone)`"))
    write_all = HEAD.replace("contents: read", "contents: write, issues: write")
    look = "ls members content; git log -1 --format=%P; git config --get-regexp extraheader || echo none"
    stage.secrets["KEY"] = "hush"
    run = tried(
        stage,
        steps(
            "- {uses: actions/checkout@v7, with: {persist-credentials: false, fetch-depth: 0}}",
            f"- {{name: look, run: '{look}'}}",
            ASK,
        ),
        event,
        write_all,
    )
    assert run.failed == []
    assert run.step("look").said.split() == [
        *("content:", "community.yml", "index.md", "more.md", "members:", "ada-rossi.yml", "bo-ek.yml"),
        *(before, head, "none"),
    ]
    assert run.step("ask").said.startswith("K=\n")
    assert [(one.path, one.status) for one in github.journal if one.path.endswith("/issues")] == [
        (f"/repos/{HUB}/issues", 403)
    ]
    assert run.at_github
    assert (run.at_github.head_sha, run.at_github.head_repository.full_name) == (head, "bo/hub")


PUSH = """- name: push
        env: {T: "${{ github.token }}"}
        run: |
          git config user.name x
          git config user.email x@example.org
          git commit --quiet --allow-empty --message x
          git -c "http.extraheader=AUTHORIZATION: basic $(printf 'x-access-token:%s' "$T" | base64 --wrap=0)" \\
            push origin HEAD:refs/heads/new
"""


@pytest.mark.parametrize(("level", "outcome"), [("read", "failure"), ("write", "success")])
def test_a_push_takes_the_permission_to_write(stage: Stage, level: str, outcome: str) -> None:
    head = HEAD.replace("contents: read", f"contents: {level}")
    assert tried(stage, steps(CHECKOUT, PUSH), head=head).step("push").outcome == outcome


def test_a_token_ends_with_its_job(stage: Stage) -> None:
    run = tried(stage, steps('- {name: t, run: "echo ${{ github.token }}"}'))
    assert run.step("t").said.strip() in stage.github.revoked


def test_artifacts_and_caches_are_kept_from_run_to_run(stage: Stage) -> None:
    kept = (
        "- {run: 'mkdir -p site/.hidden && echo hi > site/a.html && echo no > site/.hidden/b && echo 1 > c'}",
        "- {uses: actions/upload-artifact@v7, with: {name: site, path: site}}",
        "- {name: none, uses: actions/upload-artifact@v7, with: {name: none, path: nothing}}",
        "- {name: twice, continue-on-error: true, uses: actions/upload-artifact@v7, with: {name: site, path: c}}",
        "- {uses: actions/cache/save@v6, with: {path: c, key: c-1}}",
    )
    run = tried(stage, steps(*kept))
    assert run.at_github
    [artifact] = run.at_github.artifacts
    assert zipfile.ZipFile(io.BytesIO(artifact.content)).namelist() == ["a.html"]
    assert [one.name for one in run.step("none").annotations] == ["warning"]
    assert run.step("twice").outcome == "failure"
    back = "- {id: c, uses: actions/cache/restore@v6, with: {path: c, key: c-2, restore-keys: c-}}"
    again = tried(stage, steps(back, "- {name: look, run: 'cat c; echo ${{ steps.c.outputs.cache-hit }}.'}"))
    assert again.step("look").said == "1\n.\n"
    with pytest.raises(WorkflowError):
        tried(stage, steps("- {uses: actions/cache/restore@v6, with: {path: d, key: c-1}}"))


DEPLOY = (
    "- {run: 'mkdir site; echo hi > site/index.html'}",
    "- {uses: actions/upload-pages-artifact@v5, with: {path: site}}",
    "- {name: deploy, id: d, uses: actions/deploy-pages@v5}",
)


def test_a_site_is_published_where_pages_is_switched_on_and_the_job_may(stage: Stage) -> None:
    may = HEAD.replace("contents: read", "pages: write, id-token: write")
    assert tried(stage, steps(*DEPLOY)).step("deploy").outcome == "failure"
    run = tried(stage, steps(*DEPLOY), head=may)
    assert run.step("deploy").outputs == {"page_url": "https://officina.github.io/hub/"}
    assert (stage.published / "index.html").read_text() == "hi\n"
    stage.github.repository(HUB).settings.clear()
    assert "Pages has been enabled" in tried(stage, steps(*DEPLOY), head=may).step("deploy").said


def test_a_summary_that_is_too_long_is_not_shown(stage: Stage) -> None:
    run = tried(
        stage, steps("- {name: long, run: 'head --bytes 1048577 /dev/zero | tr \"\\\\0\" x > $GITHUB_STEP_SUMMARY'}")
    )
    assert (run.summary, run.step("long").outcome) == ("", "success")
    assert "upload aborted" in run.step("long").annotations[0].data


@pytest.mark.parametrize(
    ("on", "event", "started"),
    [
        ("push: {branches: [main]}", "push", True),
        ("push: {branches: [other]}", "push", False),
        ("pull_request:", "push", False),
        ("issues: {types: [labeled]}", "labeled", True),
        ("issues: {types: [opened]}", "labeled", False),
        ("workflow_run: {workflows: [Try], types: [completed]}", "ran", True),
        ("workflow_run: {workflows: [Check], types: [completed]}", "ran", False),
    ],
)
def test_an_event_starts_the_workflows_that_wait_for_it(stage: Stage, on: str, event: str, started: bool) -> None:
    github = stage.github
    if event == "ran":
        before = tried(stage, steps("- {run: 'true'}"))
        assert before.at_github
        happened = ran(github, before.at_github)
    elif event == "labeled":
        commit(github, "bo/hub", "x", "x", "bo", {"a": "b"})
        proposal(github, "bo", "x")
        github.repository(HUB).parts["issues"] += github.repository(HUB).parts.pop("pulls")
        happened = on_issue(github, HUB, 1, "labeled", "zoe", "member")
    else:
        happened = pushed(github, HUB, "zoe")
    head = f"name: Other\non:\n  {on}\npermissions: {{}}\n"
    assert tried(stage, steps("- {run: 'cat $GITHUB_EVENT_PATH'}"), happened, head).started is started
