"""T482, T487 to T498: volumes, binds and mounts."""

from translator.report.catalogue import ERROR, NOTE, WARNING, Code

CODES = (
    Code(
        "T482",
        "file-owner-differs",
        WARNING,
        "A file or folder has another owner or other permissions than the stack says.",
        "Files from ConfigMaps and Secrets belong to root; an emptyDir is open to every user of the container. A numeric "
        "user with a volume sets the group of the Pod's volumes. See that the program can read what it needs.",
    ),
    Code(
        "T487",
        "shared-volume",
        ERROR,
        "Several Pods mount one volume, and nothing says how.",
        "In Swarm each node had a local volume of that name, so the replicas did not share it, or a driver shared it. In "
        "Kubernetes one claim serves one node (ReadWriteOnce) unless its StorageClass can do more. Say in translator.yaml "
        "which it is: storage: {classes: {read-write-many: CLASS}} for a shared file system, or volumes: {NAME: per-replica} "
        "for a volume for each Pod.",
    ),
    Code(
        "T488",
        "volume-on-every-node",
        ERROR,
        "A global service mounts a volume, and a claim cannot be one for each node.",
        "A Pod of a DaemonSet runs on every node, so its data belongs to the node. Say in translator.yaml where it lies: "
        "volumes: {NAME: {mode: host, path: /var/lib/NAME}}; or mode: shared, if all nodes share it by a class for "
        "ReadWriteMany.",
    ),
    Code(
        "T489",
        "volume-starts-empty",
        WARNING,
        "A volume starts empty, where Docker would fill it from the image.",
        "Docker copies what the image has at the mount into a named volume that is empty. A claim stays empty, and hides it. "
        "Where the program needs those files, write volumes: {NAME: {fill: image}} in translator.yaml: an init container of "
        "the same image copies them once. Where it does not, nocopy in the stack file says so. A new file system has a folder "
        "lost+found in its root: databases that want an empty folder (postgres, mysql) keep their data in a folder below the "
        "mount, as with PGDATA=/var/lib/postgresql/data/pgdata.",
    ),
    Code(
        "T490",
        "volume-driver",
        ERROR,
        "A volume has a driver or options of Docker.",
        "Drivers are plugins of the Docker engine; in Kubernetes a StorageClass provides volumes, and existing data is bound "
        "by a PersistentVolume. The claim is written without the options and starts empty. Name a class for it in "
        "translator.yaml, or make the PersistentVolume by hand.",
    ),
    Code(
        "T491",
        "external-claim",
        NOTE,
        "An external volume must exist as a claim.",
        "An external volume is not made by the stack. The Pods mount the PersistentVolumeClaim of that name, which must be "
        "in the namespace before they start.",
    ),
    Code(
        "T492",
        "claim-size",
        NOTE,
        "Nothing says how large a claim is to be.",
        "Docker's volumes have no size; a claim must ask for one. The default is 1Gi, and 20Gi on ACK, whose disks are no "
        "smaller. Write volumes: {NAME: {size: 10Gi}} or storage: {size: 10Gi} in translator.yaml. Most classes can grow a "
        "claim later, none can shrink it.",
    ),
    Code(
        "T493",
        "anonymous-volume",
        WARNING,
        "An anonymous volume becomes an empty folder of the Pod.",
        "Docker makes a volume without a name for each container, filled from the image. An emptyDir starts empty and goes "
        "with the Pod. A trick of development, an anonymous volume that keeps a folder of the image visible below a bind, "
        "works the other way round here: remove both mounts.",
    ),
    Code(
        "T494",
        "host-path",
        WARNING,
        "A path of the Docker host becomes the same path of whichever node the Pod runs on.",
        "The files are another machine's. A Pod that moves to another node finds other files there. Keep data in a named "
        "volume and configuration beside the stack file; agents of the node itself are what host paths are for.",
    ),
    Code(
        "T495",
        "runtime-socket",
        ERROR,
        "A container wants the socket of the container runtime.",
        "Since Kubernetes 1.24 nodes have no Docker. Whoever has the runtime's socket owns the node, and starts containers "
        "that Kubernetes does not know. Programs that watch containers ask the Kubernetes API with a ServiceAccount; "
        "builders run without a daemon (BuildKit rootless, Kaniko); collectors of logs and metrics run as DaemonSets of the "
        "cluster.",
    ),
    Code(
        "T496",
        "bind-differs",
        WARNING,
        "A bind mount beside the stack file behaves otherwise than in Docker.",
        "Files that a container only reads travel in a ConfigMap or Secret, which cannot be written. A folder that it may "
        "write to, or that is not there, is data: a claim, which starts empty. Source code that is mounted during "
        "development is in the image already: remove that mount.",
    ),
    Code(
        "T497",
        "mount-refused",
        ERROR,
        "A mount cannot be had in Kubernetes.",
        "What is mounted is missing, too large for a ConfigMap (1 MiB), a special file, or was refused itself; or the mount "
        "asks for a propagation that only privileged containers get. The finding says which.",
    ),
    Code(
        "T498",
        "mount-conflict",
        ERROR,
        "A mount stands in the way of another, or where none can be.",
        "Each path of a container is mounted once, never / itself. Below a read-only mount the container runtime can mount "
        "only on files and folders that are there.",
    ),
)
