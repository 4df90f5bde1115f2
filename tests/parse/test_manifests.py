"""Files of any content: what each is taken for."""

import pytest

from translator.model.origin import Source
from translator.parse import manifests
from translator.report.collector import Collector

MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"


def read(text: str | bytes, name: str = "a.yml") -> tuple[manifests.Content, list[str]]:
    findings = Collector()
    content = manifests.read(text if isinstance(text, bytes) else text.encode(), name, findings)
    return content, [f"{finding.code} {finding.source}" for finding in findings]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (MAP, 1),
        (f"{MAP}---\n---\n{MAP}---\n# nothing\n", 2),
        ("kind: Pod\nspec: {}\n", 1),
        ("&a {apiVersion: v1, kind: Pod, metadata: &a {name: x}}", 1),
    ],
)
def test_manifests(text: str, count: int) -> None:
    content, said = read(text)
    assert (len(content.manifests), content.stack, said) == (count, False, [])


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ('{"kind": "Pod", "metadata": {}, "data": {"a": "\\ud83d\\ude00!"}}', "\U0001f600!"),  # two escapes, one character
        ('{"kind": "Pod", "metadata": {}, "data": {"a": "\\ud83d!"}}', "\ufffd!"),  # half of one
        ('{"kind": "Pod", "metadata": {}, "data": {"a": "\\\\ud83d \\ud83d"}}', "\\ud83d \ufffd"),  # none, and half of one
        ('kind: ConfigMap\nmetadata: {}\ndata: {a: "it\\\'s"}\n', "it's"),
        ("kind: ConfigMap\nmetadata: {}\ndata: {a: \"a\\\\\\'\", b: 'c\\'}\n", "a\\'"),
        ("kind: ConfigMap\nmetadata: {}\ndata:\n  a: |\n    x'\\''y\n  b: \"é\\'\\'\"\n  c: \"\\'\"\n", "x'\\''y\n"),
    ],
)
def test_escapes_that_kubectl_reads(written: str, read_as: str) -> None:
    content, said = read(written)
    assert said == []
    assert content.manifests[0].body["data"]["a"] == read_as


def test_escapes_in_a_row_of_values() -> None:
    content, said = read('{"kind": "Pod", "spec": {"a": "\\ud83d\\ude00"}}\n' * 2)
    assert (len(content.manifests), said) == (2, [])


@pytest.mark.parametrize("value", ["[" * 150 + "]" * 150, '"\x7f"'])
def test_a_fault_in_a_row_of_values(value: str) -> None:
    content, (said,) = read(f'{{"kind": "Pod", "spec": {{"a": {value}}}}}\n' * 2)
    assert content.broken
    assert said.startswith(("T117 a.yml:1:", "T106 a.yml:1:"))


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("apiVerison: v1\nkind: Pod\n", "apiVerison"),
        ("apiVersion: v1\nKind: Pod\n", "Kind"),
        ("apiVersion: v1\nkind: Pod\nmetdata: {name: a}\n", "metdata"),
        ("api_version: v1\nkind: Pod\n", "api_version"),
        ("apiVersion: v1\nkind: Pod\nsepc: {}\n", "sepc"),
    ],
)
def test_misspelt_keys(text: str, slip: str) -> None:
    findings = Collector()
    (manifest,) = manifests.read(text.encode(), "a.yml", findings).manifests
    (finding,) = findings
    assert (finding.code, finding.message) == ("T146", f"a manifest has no key {slip}")
    assert slip not in manifest.body, "the rest is checked as if the key were right"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "just text",
        "- a\n- b\n",
        "stages: [build]\nbuild: {script: [make]}\n",
        "replicaCount: 1\nimage: {repository: nginx}\n",
        "apiVersion: v2\nname: chart\nversion: 0.1.0\ntype: application\n",
        "apiVersion: v1\nkind: Config\nclusters: []\n",
        "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: []\n",
        "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n",
        "apiVersion: apiserver.k8s.io/v1beta1\nkind: EgressSelectorConfiguration\negressSelections: []\n",
        "apiVersion: admission.k8s.io/v1\nkind: AdmissionReview\nrequest: {uid: a}\n",
        '{"apiVersion": "abac.authorization.kubernetes.io/v1beta1", "kind": "Policy", "spec": {"user": "a"}}',
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yml]\n",
        "apiVersion: skaffold/v4beta6\nkind: Config\nmetadata: {name: web}\n",
        "apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: labels}\n",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: Web_App}\nspec: {type: website}\n",
        "apiVersion: v1\nkind: {{ .Values.kind }}\n",
        'apiVersion: v1\nkind: Service\nmetadata: {name: "{{ .Release.Name }}"}\n',
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: '${NAMESPACE}'}\n",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: '{{ .Values.count }}'}\n",
        "kind: Service\nspec: {ports: [{port: '{{ .Values.a.port | default 80 }}'}]}\n",
        "{{- if .Values.on }}\napiVersion: v1\nkind: Pod\n{{- end }}\n",
        "Resources:\n  Bucket: !Ref Name\n",
        "a: [\n",
        '// a comment\n{"compilerOptions": {}}\n',
    ],
)
def test_passed_over(text: str) -> None:
    content, said = read(text)
    assert (content.manifests, content.stack, said) == ((), False, ["T145 a.yml:1:1"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{MAP}data:\n  a: 1\n  a: 2\n", "T112"),
        (f"{MAP}data: [\n", "T107"),
        (f"{MAP}data: *no\n", "T114"),
        (MAP.encode() + b"data: {a: \xff}\n", "T105"),
        (MAP.encode() + b"data: {a: \x01}\n", "T106"),
        (f"{MAP}data: {'[' * 200}\n", "T117"),
        (f"{MAP}data: !!python/none x\n", "T118"),
        (b"#" * (11 * 1024 * 1024), "T104"),
        (
            "apiVersion: v1\nkind: Pod\na: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + "".join(f"{to}: &{to} [{','.join([f'*{of}'] * 10)}]\n" for of, to in zip("abcdefg", "bcdefgh", strict=True)),
            "T116",
        ),
    ],
)
def test_faults(text: str | bytes, code: str) -> None:
    _, said = read(text)
    assert [each.partition(" ")[0] for each in said] == [code]


def test_anchors_hold_for_one_document() -> None:
    _, said = read("apiVersion: v1\nkind: &k Pod\n---\napiVersion: v1\nkind: *k\n")
    assert [each.partition(" ")[0] for each in said] == ["T114"]


def test_a_broken_secret_is_not_quoted() -> None:
    content, _ = read("apiVersion: v1\nkind: Secret\nstringData:\n  a: 'open\n")
    assert content.broken
    assert content.text is None


def test_a_stack() -> None:
    content, said = read("services:\n  web:\n    image: nginx\n")
    assert (content.stack, content.manifests, said) == (True, (), [])


def test_encrypted_values() -> None:
    value = "ENC[AES256_GCM,data:abc,iv:x,tag:y,type:{}]"
    text = f"""\
apiVersion: v1
kind: Secret
metadata: {{name: a}}
data: {{key: "{value.format("str")}"}}
immutable: {value.format("bool").replace("[", '"[', 0)}
sops: {{mac: "{value.format("str")}", version: 3.8.1}}
""".replace("immutable: ENC", 'immutable: "ENC').replace("type:bool]", 'type:bool]"')
    content, said = read(text)
    (manifest,) = content.manifests
    assert said == ["T148 a.yml:1:1"]
    assert (manifest.body["data"], manifest.body["immutable"]) == ({"key": ""}, True)
    assert "sops" not in manifest.body


def test_the_description_of_a_chart_is_told_by_its_name() -> None:
    text = "apiVersion: v2\nkind: application\nname: web\nversion: 0.1.0\n"
    assert read(text, "web/Chart.yaml")[1] == ["T145 web/Chart.yaml:1:1"]
    assert len(read(text, "web/other.yaml")[0].manifests) == 1


def test_what_is_encrypted_as_a_whole_is_passed_over() -> None:
    secret = "ENC[AES256_GCM,data:YQ==,iv:YQ==,tag:YQ==,type:str]"
    content, said = read(f"apiVersion: {secret}\nkind: {secret}\nmetadata: {{name: a}}\nsops: {{mac: a, version: 3.7.0}}\n")
    assert (content.manifests, said) == ((), ["T148 a.yml:1:1"])


def test_a_template_among_objects() -> None:
    content, said = read(f'{MAP}---\napiVersion: v1\nkind: Service\nmetadata: {{name: "{{{{ .Release.Name }}}}"}}\n')
    assert (len(content.manifests), said) == (1, ["T145 a.yml:5:1"])


@pytest.mark.parametrize("between", ["", "\n", " \n\n"])
def test_json_values_in_a_row(between: str) -> None:
    first = '{"apiVersion": "v1", "kind": "ConfigMap",\n "metadata": {"name": "a"}}'
    content, said = read(f"{first}{between}{first}\n", "a.json")
    assert (len(content.manifests), said) == (2, [])
    name = content.manifests[1].origins["/metadata/name"]
    assert isinstance(name, Source)
    assert name.line == 3 + between.count("\n")
    assert name.column == 23


def test_values_in_a_row_of_which_one_is_broken() -> None:
    content, said = read('{"apiVersion": "v1", "kind": "Pod"}\n{"apiVersion": "v1",\n', "a.json")
    assert (content.broken, len(said)) == (True, 1)


def test_items_of_a_typed_list_have_its_type() -> None:
    content, said = read("apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: a}\n- data: {a: b}\n")
    assert [(each.api_version, each.kind) for each in content.manifests] == [("v1", "ConfigMap")] * 2
    assert said == []


def test_every_item_of_a_list_is_an_object() -> None:
    content, said = read(
        "apiVersion: v1\nkind: List\nitems:\n- a\n-\n- [b]\n- {c: d}\n- {apiVersion: v1, kind: List, items: [e]}\n"
    )
    assert [each.body for each in content.manifests] == [{"c": "d"}]
    assert said == ["T505 a.yml:4:3", "T505 a.yml:5:2", "T505 a.yml:6:3", "T505 a.yml:8:40"]


@pytest.mark.parametrize("items", ["", " []", " ~"])
def test_a_list_of_nothing(items: str) -> None:
    assert read(f"apiVersion: v1\nkind: List\nitems:{items}\n")[0].manifests == ()


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: 'hello {{ .Name }}'\n b: c\n  d: e\n", False),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: 'hello {{ .Name }}'\n\n\n  b: [\n", True),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Name }}\n", False),
    ],
)
def test_marks_of_templates_excuse_only_what_is_near(text: str, broken: bool) -> None:
    assert read(text)[0].broken is broken


@pytest.mark.parametrize(
    "text",
    [
        "a: [\n" + "\n" * 200_000 + "b",
        "a: [\n" + " " * 200_000 + "\nb",
        "{\n" + " \n" * 200_000 + "a: [",
        "a: [\n" + "{" * 200_000,
        f'{MAP}x: "{"{{" * 200_000}"\n--- [',
    ],
)
def test_a_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    content, said = read(text)
    assert (content.manifests, len(said)) == ((), 1)


@pytest.mark.parametrize("mark", ["{{", "${", "<%", "{%"])
def test_a_hostile_name_takes_no_longer_than_its_length(mark: str) -> None:
    content, said = read(f'kind: Pod\nmetadata: {{name: "{mark * 200_000}"}}\n')
    assert (len(content.manifests), said) == (1, []), "it is a placeholder only with its end"
