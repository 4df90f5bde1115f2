"""What becomes of objects: each verdict, against a server that answers as the API server does."""

from dataclasses import replace

import pytest

from tests.diff.world import World, line_of, manifest
from translator import diff
from translator.apply.enactment import covered
from translator.model.origin import Default, Source
from translator.model.plan import Action, Sort

DEPLOYMENT = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          env: [{name: A, value: "1"}]
          ports: [{containerPort: 80}]
"""
STATEFUL_SET = """
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:16"}]}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
"""
JOB = """
apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: "busybox:1"}]}}}
"""
SERVICE = """
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
"""
CLAIM = """
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 20Gi}}}
"""
CONFIG = """
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {a: "1", b: "2"}
"""


def test_what_is_not_there_is_created(world: World) -> None:
    step = world.step(DEPLOYMENT)
    assert (step.action, step.live, step.local) == (Action.CREATE, None, False)
    assert step.expected is not None
    assert step.expected["spec"]["strategy"]["type"] == "RollingUpdate"
    assert world.cluster.get(step.key) is None, "nothing was written"


@pytest.mark.parametrize("text", [DEPLOYMENT, STATEFUL_SET, JOB, SERVICE, CLAIM, CONFIG])
def test_what_was_just_applied_does_not_change(world: World, text: str) -> None:
    world.apply(text)
    step = world.step(text)
    assert (step.action, step.changes, step.notes) == (Action.UNCHANGED, (), ())
    assert step.version == world.get(step)["metadata"]["resourceVersion"]


def test_a_change_outside_the_template_is_made_in_place(world: World) -> None:
    world.apply(DEPLOYMENT)
    changed = DEPLOYMENT.replace("replicas: 2", "replicas: 3")
    step = world.step(changed)
    (change,) = step.changes
    assert step.action is Action.UPDATE
    assert (change.field, change.pointer, change.sort, change.before, change.after, change.restarts) == (
        "spec.replicas",
        "/spec/replicas",
        Sort.CHANGED,
        2,
        3,
        False,
    )
    assert change.origin == Source("stack.yml", line_of(changed, "/spec/replicas", world), 1, ())


def test_a_change_of_the_template_restarts_the_service(world: World) -> None:
    world.apply(DEPLOYMENT)
    step = world.step(DEPLOYMENT.replace("1.27", "1.28"))
    (change,) = step.changes
    assert (step.action, step.service) == (Action.RESTART, "web")
    assert (change.field, change.before, change.after, change.restarts) == (
        "spec.template.spec.containers[web].image",
        "nginx:1.27",
        "nginx:1.28",
        True,
    )


def test_an_item_put_in_front_is_one_change(world: World) -> None:
    world.apply(DEPLOYMENT)
    changed = DEPLOYMENT.replace('env: [{name: A, value: "1"}]', 'env: [{name: B, value: "2"}, {name: A, value: "1"}]')
    (change,) = world.step(changed).changes
    assert (change.field, change.sort, change.after) == (
        "spec.template.spec.containers[web].env[B]",
        Sort.ADDED,
        {"name": "B", "value": "2"},
    )
    at = "/spec/template/spec/containers/0/env/0/name"
    assert change.origin == Source("stack.yml", line_of(changed, at, world), 1, ())


def test_of_something_new_it_is_told_what_was_asked_for_and_no_default(world: World) -> None:
    world.apply(DEPLOYMENT)
    beside = "        - {name: beside, image: busybox, ports: [{containerPort: 81}], livenessProbe: {httpGet: {port: 81}}}\n"
    step = world.step(DEPLOYMENT.rstrip() + "\n" + beside)
    (change,) = step.changes
    assert change.field == "spec.template.spec.containers[beside]"
    asked = {"name": "beside", "image": "busybox", "ports": [{"containerPort": 81}], "livenessProbe": {"httpGet": {"port": 81}}}
    assert change.after == asked
    assert step.after is not None
    assert step.after["spec"]["template"]["spec"]["containers"][1] == asked


def test_something_new_names_the_first_line_that_asks_for_any_of_it(world: World) -> None:
    world.apply(DEPLOYMENT)
    text = DEPLOYMENT.replace("ports: [{containerPort: 80}]", "ports: [{containerPort: 80}, {name: more, containerPort: 81}]")
    made = manifest(world.placed(text))
    at = "/spec/template/spec/containers/0/ports/1"
    invented = replace(made, origins={**made.origins, f"{at}/name": Default("ports must have names")})
    (change,) = diff.step(invented, world.cluster, kubernetes="1.35", force=lambda _: False).changes
    assert change.origin == Source("stack.yml", line_of(text, f"{at}/containerPort", world), 1, ())


def test_the_port_of_a_node_that_a_dry_run_makes_up_is_no_part_of_a_plan(world: World) -> None:
    service = "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, ports: [{name: a, port: %d}]}}"
    world.apply(service % 8080)
    plans = [world.step(service % 9090) for _ in range(2)]
    assert [[(each.field, each.sort) for each in step.changes] for step in plans] == [
        [("spec.ports[9090/TCP]", Sort.ADDED), ("spec.ports[8080/TCP]", Sort.REMOVED)]
    ] * 2
    assert [step.changes[0].after for step in plans] == [{"name": "a", "port": 9090}] * 2
    assert covered(plans[1], plans[0]), "nothing was approved that a second dry run does not say too"


def test_a_field_that_is_asked_for_no_more_is_removed(world: World) -> None:
    world.apply(DEPLOYMENT)
    step = world.step(DEPLOYMENT.replace('          env: [{name: A, value: "1"}]\n', ""))
    (change,) = step.changes
    assert (change.field, change.sort, change.before, change.after, change.origin) == (
        "spec.template.spec.containers[web].env",
        Sort.REMOVED,
        [{"name": "A", "value": "1"}],
        None,
        None,
    )


@pytest.mark.parametrize(
    ("spec", "action", "note"),
    [
        ("paused: true", Action.UPDATE, "paused"),
        ("replicas: 0", Action.UPDATE, "no Pods"),
        ("strategy: {type: Recreate}", Action.RESTART, "all its Pods stop"),
    ],
)
def test_how_a_rollout_goes_on_is_told(world: World, spec: str, action: Action, note: str) -> None:
    before = DEPLOYMENT.replace("replicas: 2", spec)
    world.apply(before)
    step = world.step(before.replace("1.27", "1.28"))
    assert step.action is action
    assert note in " ".join(step.notes)


@pytest.mark.parametrize("kind", ["DaemonSet", "StatefulSet"])
def test_on_delete_restarts_nothing(world: World, kind: str) -> None:
    before = DEPLOYMENT.replace("Deployment", kind).replace("replicas: 2", "updateStrategy: {type: OnDelete}")
    before = before if kind == "DaemonSet" else before.replace("spec:\n", "spec:\n  serviceName: web\n", 1)
    world.apply(before)
    step = world.step(before.replace("1.27", "1.28"))
    assert (step.action, [note for note in step.notes if "OnDelete" in note] != []) == (Action.UPDATE, True)


def test_a_partition_is_told(world: World) -> None:
    before = STATEFUL_SET.replace("serviceName", "updateStrategy: {rollingUpdate: {partition: 2}}\n  serviceName")
    world.apply(before)
    step = world.step(before.replace("postgres:16", "postgres:17"))
    assert step.action is Action.RESTART
    assert step.notes == ("only Pods from number 2 on are made anew (partition)",)


def test_a_cron_job_restarts_nothing(world: World) -> None:
    spec = JOB.partition("spec: ")[2].strip()
    top = "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: c}\n"
    cron = f"{top}spec: {{schedule: '0 1 * * *', jobTemplate: {{spec: {spec}}}}}"
    world.apply(cron)
    assert world.step(cron.replace("busybox:1", "busybox:2")).action is Action.UPDATE


RELABELLED = DEPLOYMENT.replace("{matchLabels: {app: web}}", "{matchLabels: {app: web, tier: front}}").replace(
    "metadata: {labels: {app: web}}", "metadata: {labels: {app: web, tier: front}}"
)
CLAIMED = "spec.volumeClaimTemplates[data].spec.resources.requests.storage"
RECREATED = [
    (DEPLOYMENT, RELABELLED, "spec.selector.matchLabels.tier", "orphan"),
    (STATEFUL_SET, STATEFUL_SET.replace("10Gi", "20Gi"), CLAIMED, "orphan"),
    (STATEFUL_SET, STATEFUL_SET.replace("serviceName: db", "serviceName: other"), "spec.serviceName", "orphan"),
    (STATEFUL_SET, STATEFUL_SET.replace("app: db", "app: dc"), "spec.selector.matchLabels.app", "replace"),
    (JOB, JOB.replace("busybox:1", "busybox:2"), "spec.template.spec.containers[c].image", "replace"),
    (SERVICE, SERVICE.replace("{selector", "{clusterIP: None, selector"), "spec.clusterIPs", "replace"),
    (CONFIG + "immutable: true", CONFIG.replace('a: "1"', 'c: "1"') + "immutable: true", "data.c", "replace"),
    (CLAIM, CLAIM.replace("20Gi", "10Gi"), "spec.resources.requests.storage", "refused"),
]


@pytest.mark.parametrize(("before", "text", "field", "way"), RECREATED, ids=[row[2] + row[3] for row in RECREATED])
def test_what_cannot_be_changed_is_made_anew_by_its_recipe(world: World, before: str, text: str, field: str, way: str) -> None:
    world.apply(before)
    step = world.step(text)
    assert step.action is Action.RECREATE
    assert step.recipe is not None
    assert (step.recipe.field.startswith(field), step.recipe.way) == (True, way), step.recipe
    assert step.recipe.cost
    assert step.changes
    assert not any("status" in change.field for change in step.changes)


@pytest.mark.parametrize(("policy", "cost"), [("Retain", "claims stay"), ("Delete", "its claims go with it")])
def test_a_set_that_is_replaced_says_what_becomes_of_its_claims(world: World, policy: str, cost: str) -> None:
    kept = f"  persistentVolumeClaimRetentionPolicy: {{whenDeleted: {policy}, whenScaled: Retain}}"
    text = STATEFUL_SET.replace("  serviceName: db", f"  serviceName: db\n{kept}")
    world.apply(text)
    step = world.step(text.replace("app: db", "app: data"))
    assert step.recipe is not None
    assert (step.recipe.way, step.recipe.cost.rpartition("; ")[2]) == ("replace", cost)


def test_a_member_that_is_not_asked_for_is_deleted(world: World) -> None:
    members = [world.apply(text) for text in (CONFIG, SERVICE, CLAIM)]
    plan = world.plan(CONFIG, members=members)
    gone = plan.steps[1:]
    assert [(step.key.kind, step.action, step.protected) for step in gone] == [
        ("Service", Action.DELETE, False),
        ("PersistentVolumeClaim", Action.DELETE, True),
    ], "backwards: what refers goes before what is referred to"
    assert "its volume" in gone[1].risks[0]


def test_equal_values_of_another_owner_come_to_be_ours(world: World) -> None:
    world.apply(CONFIG, manager="somebody")
    step = world.step(CONFIG)
    assert (step.action, step.changes) == (Action.UPDATE, ())
    assert step.notes == ("no value changes; fields that the manifest sets come to belong to translator",)
    world.carried_out(step)
    assert world.step(CONFIG).action is Action.UNCHANGED


def test_the_value_of_another_owner_is_a_conflict(world: World) -> None:
    world.apply(CONFIG)
    world.apply('{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: "9"}}', manager="somebody", force=True)
    step = world.step(CONFIG)
    assert (step.action, [(each.field, each.manager) for each in step.contests]) == (Action.CONFLICT, [(".data.a", "somebody")])
    assert [(change.before, change.after) for change in step.changes] == [("9", "1")]
    forced = world.step(CONFIG, force=lambda key: key == step.key)
    assert forced.action is Action.UPDATE
    assert forced.notes[-1].startswith("takes .data.a from somebody")
    other = world.step(CONFIG, force=lambda key: key.name == "other")
    assert other.action is Action.CONFLICT


def test_a_live_object_of_a_type_that_changed_restarts_nothing_else(world: World) -> None:
    """A mutable ConfigMap restarts nothing, and that is said."""
    world.apply(CONFIG)
    step = world.step(CONFIG.replace('"1"', '"3"'))
    assert step.action is Action.UPDATE
    assert "nothing restarts" in step.notes[0]
