"""Number of graphics processors of each container.

What it does
    Container Service gives each container so many graphics processors of its node, and starts it only where they are free. No
    page of the user guide documents the label; it is known from samples and from messages of the scheduler.
Maps to
    The limit `nvidia.com/gpu` of the container, or `aliyun.com/gpu-mem` where the configuration shares a processor among
    containers: `ack: {services: {NAME: {gpu_memory: 4}}}`, in GiB.
Grammar
    An integer from 0, such as `aliyun.gpu: "1"`. 0 is what holds without the label.
Differs from Swarm
    The nodes need the device plugin of NVIDIA, which ACK installs on nodes with graphics processors.
Source
    Samples of the migration tool, which writes the same limit; ACK user guide, GPU sharing.
"""

from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.normalize.context import Context
from translator.normalize.plain_labels import number

KEY = "aliyun.gpu"
FIELD = "gpu"


def read(label: Label, _hole: Located[str] | None, current: Located[int] | None, context: Context) -> Located[int] | None:
    """The number of processors; None for 0."""
    count = number(label, context, least=0, example=1)
    if count is None:
        return current
    if count == 0:
        context.findings.ignore("T304", "aliyun.gpu: 0 is what holds without the label", label.value.origin)
        return current
    return Located(count, Derived(KEY, (label.value.origin,)))
