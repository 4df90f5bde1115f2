"""Stacks written by hand: the ways in which files are joined, each in the form where programs are known to disagree."""

from tests.conformance.stacks import Case

SPECIFICATION: dict[str, Case] = {
    "override of every form": Case(
        {
            "a.yml": """
services:
  web:
    image: app:${TAG:-1}
    command: [serve]
    environment: {A: "1", B: "2", C: }
    labels: [one=1, two]
    ports: ["80:80", "127.0.0.1:443:443"]
    volumes: ["data:/data", "./src:/src"]
    networks: [front]
    depends_on: [db]
    extra_hosts: {one: 10.0.0.1}
    healthcheck: {test: [CMD, a], retries: 3}
    deploy: {replicas: 2, labels: {x: "1"}}
  db: {image: postgres}
volumes: {data: }
networks: {front: , back: }
""",
            "b.yml": """
services:
  web:
    command: serve --fast "two words"
    environment: ["B=3", "D=4", OUTSIDE]
    labels: {two: "2", three: 3}
    ports: ["80:80", "81:80", {target: 443, published: "444"}]
    volumes: ["./other:/data:ro", {type: tmpfs, target: /scratch}]
    networks: {back: {aliases: [api]}}
    depends_on: {db: {condition: service_healthy, restart: true}}
    extra_hosts: ["two=10.0.0.2", "one:10.0.0.9"]
    healthcheck: {test: curl x, interval: 90s}
    deploy: {labels: [y=2], resources: {limits: {cpus: 0.5, memory: 64m}}}
""",
        },
        ("a.yml", "b.yml"),
        {"OUTSIDE": "out"},
    ),
    "reset and override": Case(
        {
            "a.yml": (
                "services: {web: {image: a, ports: ['80:80'], command: [x], environment: {A: '1', B: '2'}, dns: [1.1.1.1]}}\n"
            ),
            "b.yml": (
                "services: {web: {ports: !reset [], command: !reset null, "
                "environment: {A: !reset null}, dns: !override [9.9.9.9]}}\n"
            ),
        },
        ("a.yml", "b.yml"),
    ),
    "chain of extends through folders": Case(
        {
            "stack.yml": (
                "services:\n  web: {extends: {file: one/a.yml, service: mid}, environment: {TOP: '1'}, volumes: ['./top:/t']}\n"
            ),
            "one/a.yml": (
                "services:\n  mid: {extends: {file: ../two/b.yml, service: low}, env_file: mid.env, volumes: ['./mid:/m']}\n"
            ),
            "one/mid.env": "MID=1\nSHARED=mid\n",
            "two/b.yml": (
                "services:\n  low: {image: low, build: ./ctx, env_file: [low.env], "
                "volumes: ['../up:/u'], environment: {LOW: x}}\n"
            ),
            "two/low.env": "SHARED=low\nREF=${TAG}-${MISSING:-none}\n",
            ".env": "TAG=7\n",
        },
    ),
    "include with its own folder and variables": Case(
        {
            "stack.yml": "include: [sub/inner.yml]\nservices: {web: {image: 'a:${TAG}', depends_on: [inner]}}\n",
            "sub/inner.yml": (
                "services: {inner: {image: 'b:${TAG}-${ONLY}', volumes: ['./d:/d'], "
                "env_file: [e.env], networks: [n]}}\nnetworks: {n: }\n"
            ),
            "sub/.env": "TAG=inner\nONLY=here\n",
            "sub/e.env": "E=1\n",
            ".env": "TAG=outer\n",
        },
    ),
    "anchors and merge keys": Case(
        {
            "stack.yml": """
x-env: &env {A: "1", B: "2"}
x-base: &base
  image: base
  environment: &more {<<: *env, B: "3"}
services:
  one: {<<: *base, command: a b}
  two:
    <<: [*base, {image: hidden, user: "5"}]
    environment: {<<: *more, C: "4"}
""",
        },
    ),
    "interpolation": Case(
        {
            "stack.yml": """
services:
  web:
    image: "${IMAGE:?needed}:${TAG-latest}"
    environment:
      NESTED: ${A:-${B:-${C-deep}}}
      PLUS: "${IMAGE:+set}/${EMPTY:+set}/${EMPTY+set}"
      DOLLAR: $$HOME $${x} a$$
      MIXED: pre$IMAGE-post${TAG}.x
      NUMBER: ${PORT}
    ports: ["${PORT}:80"]
    deploy: {replicas: "${COUNT}"}
    tty: ${YES}
    labels: {"a.b": "${EMPTY}"}
""",
            ".env": 'IMAGE=app\nTAG="1.0"\nEMPTY=\nPORT=8080\nCOUNT=3\nYES=true\n',
        },
    ),
    "grammar of env files": Case(
        {
            "stack.yml": (
                "services: {web: {image: a, env_file: [one.env, {path: gone.env, "
                "required: false}, {path: raw.env, format: raw}]}}\n"
            ),
            "one.env": (
                '# comment\nPLAIN=a b # tail\nHASH=a#b\nSINGLE=\'$X # "y"\'\nDOUBLE="l1\\nl2 \\"q\\" $OUTSIDE"\n'
                'export EXP = spaced \nEMPTY=\nMULTI="one\ntwo"\nREF=${PLAIN}/${NOPE:-d}\nOUTSIDE\nCOLON: yes\nCRLF=x\r\n'
            ),
            "raw.env": 'RAW="kept" $X # all\n',
        },
        environment={"OUTSIDE": "from outside"},
    ),
    "profiles": Case(
        {
            "stack.yml": """
services:
  web: {image: a, depends_on: {debug: {condition: service_started, required: false}}}
  debug: {image: b, profiles: [debug]}
  tools: {image: c, profiles: [tools, more]}
""",
        },
        profiles=("more",),
    ),
    "identity of ports, mounts and grants": Case(
        {
            "a.yml": """
services:
  web:
    image: a
    ports: ["53:53", "53:53/udp", "8080-8082:80-82"]
    volumes: ["xx:/x", "/anon", "./f:/f:ro"]
    configs: [c, {source: c, target: /c2}]
    secrets: [s]
    devices: ["/dev/a:/dev/b"]
    tmpfs: /run
    dns: 1.1.1.1
volumes: {xx: , yy: }
configs: {c: {file: ./c}}
secrets: {s: {file: ./s}}
""",
            "b.yml": """
services:
  web:
    ports: ["53:53/udp", {target: 80, published: "8080"}]
    volumes: ["yy:/x:ro", "/anon/", {type: bind, source: ./g, target: /f}]
    configs: [{source: c, target: /c2, mode: 0440}]
    secrets: [{source: s, target: s}]
    devices: ["/dev/c:/dev/b:r"]
    tmpfs: [/run, /tmp]
    dns: [8.8.8.8, 1.1.1.1]
""",
            "c": "c\n",
            "s": "s\n",
        },
        ("a.yml", "b.yml"),
    ),
}

LEGACY: dict[str, Case] = {
    "version 1": Case(
        {
            "a.yml": (
                "web: {build: ., links: [db], environment: [A=1, B], "
                "volumes: ['./x:/x', /y], net: host}\ndb: {image: postgres}\n"
            ),
            "b.yml": "web: {image: app, environment: {B: b}, volumes: ['./z:/x:ro'], expose: ['80']}\n",
            "Dockerfile": "FROM scratch\n",
        },
        ("a.yml", "b.yml"),
        legacy=True,
    ),
    "extends of another file": Case(
        {
            "stack.yml": (
                "version: '2.1'\nservices: {web: {extends: {file: c/base.yml, service: base}, environment: {A: top}}}\n"
            ),
            "c/base.yml": (
                "version: '2.1'\nservices: {base: {image: 'b:${TAG}', "
                "env_file: e.env, environment: [A=base, B=1], dns: 1.1.1.1}}\n"
            ),
            "c/e.env": "FROM=file\nB=hidden\n",
            ".env": "TAG=9\n",
        },
        legacy=True,
    ),
    "resources are replaced": Case(
        {
            "a.yml": (
                "version: '3.7'\nservices: {web: {image: a}}\nvolumes: {d: {driver: x, "
                "driver_opts: {a: '1'}}}\nnetworks: {n: {driver: y}}\n"
            ),
            "b.yml": "version: '3.7'\nvolumes: {d: {labels: [one=1]}}\nnetworks: {n: {internal: true}}\n",
        },
        ("a.yml", "b.yml"),
        legacy=True,
    ),
    "grants are known by their source": Case(
        {
            "a.yml": (
                "version: '3.7'\nservices: {web: {image: a, secrets: [s, {source: t, "
                "target: t1}]}}\nsecrets: {s: {file: ./s}, t: {file: ./s}}\n"
            ),
            "b.yml": "version: '3.7'\nservices: {web: {secrets: [{source: s, target: other}, {source: t, target: t2}]}}\n",
            "s": "s\n",
        },
        ("a.yml", "b.yml"),
        legacy=True,
    ),
    "the last env file wins": Case(
        {
            "a.yml": "version: '2'\nservices: {web: {image: a, env_file: [one.env, two.env]}}\n",
            "b.yml": "version: '2'\nservices: {web: {env_file: ./one.env}}\n",
            "one.env": "X=1\n",
            "two.env": "X=2\n",
        },
        ("a.yml", "b.yml"),
        legacy=True,
    ),
}
