"""T740 to T769: apply, rollback and delete."""

from translator.report.catalogue import ERROR, WARNING, Code

CODES = (
    Code(
        "T740",
        "inventory-of-another-tool",
        ERROR,
        "A Secret has the name of the stack's inventory and is something else.",
        "What belongs to a stack is kept in a Secret named translator-STACK, which is the parent of an ApplySet. The one "
        "that is there was not written by the translator, or another tool took it over. Nothing is written before that is "
        "clear: give the stack another name with --project-name, or remove the Secret.",
    ),
    Code(
        "T741",
        "no-name-to-apply",
        ERROR,
        "An object has no metadata.name, so it cannot be applied.",
        "Server-side apply finds an object by its name, and running again must find the same one. A generateName would make "
        "another object each time. Write a name.",
    ),
    Code(
        "T742",
        "object-twice",
        ERROR,
        "Two of the objects to apply are the same.",
        "Both have the same kind, namespace and name, so that one would undo the other in every run. The version of the API "
        "makes no difference. Remove one, or give it another name.",
    ),
    Code(
        "T743",
        "label-of-another-set",
        ERROR,
        "A manifest has the label by which another ApplySet knows its members.",
        "The label applyset.kubernetes.io/part-of is written by the tool that applies a set. A manifest that was copied "
        "from a cluster brings the one of the set that it was in. Remove the label: the stack's own is added.",
    ),
    Code(
        "T744",
        "field-of-another-manager",
        ERROR,
        "Another manager owns a field that the stack sets to another value.",
        "Each field of an object has the managers that set it, such as an autoscaler for replicas or a person with kubectl "
        "edit. Applying another value would take the field away from them, and they might set it back. Leave the field out "
        "of the stack, or write the value that it has; or take it with --force-conflicts for all objects, or "
        "--force-conflicts KIND/NAME for one. A number of replicas that the stack does not name yields by itself.",
    ),
    Code(
        "T745",
        "object-of-another-owner",
        ERROR,
        "An object with this name belongs to another stack or to a Helm release.",
        "Two owners would undo each other's work, and the first that is deleted would take the object with it. Rename the "
        "service, or remove the object from the other side. With --take-over it becomes part of this stack; take it out of "
        "the other one as well, since that still lists it.",
    ),
    Code(
        "T746",
        "empty-stack",
        ERROR,
        "The stack has no objects any more, while some in the cluster belong to it.",
        "An empty set is nearly always a mistake: a profile that was left out, a folder without files, a wrong variable. So "
        "nothing is done. If the stack shall go, say translator delete.",
    ),
    Code(
        "T747",
        "too-many-deletions",
        ERROR,
        "More objects would be deleted than may be.",
        "The cap protects from a stack file that lost a part by mistake. Look at the deletions in the plan, then raise it "
        "with --max-deletions N, or leave --prune out.",
    ),
    Code(
        "T748",
        "recreation-not-allowed",
        ERROR,
        "A field cannot be changed in place: the object would have to be made anew.",
        "The API server refuses to change some fields, such as the selector of a Deployment, most of a StatefulSet, or the "
        "template of a Job. The plan says what making it anew costs. Keep the old value, give the object another name, or "
        "allow it with --allow-recreate for all objects, or --allow-recreate KIND/NAME for one.",
    ),
    Code(
        "T749",
        "recreation-loses-data",
        ERROR,
        "A field cannot be changed, and making the object anew would lose data.",
        "The translator never deletes a claim or a volume to change it. Write the new one under another name, copy what the "
        "old one holds, and then change what refers to it.",
    ),
    Code(
        "T750",
        "rights-missing",
        ERROR,
        "You may not do all that the plan needs.",
        "Before anything is written the API server is asked about each verb on each kind, so that a run does not end half "
        "done at the first that is forbidden. The findings are the whole list; a Role with these verbs is what to ask for. "
        "Applying needs get, create and patch of each kind, and Secrets and a Lease for the inventory.",
    ),
    Code(
        "T751",
        "no-such-revision",
        ERROR,
        "There is no revision to go back to.",
        "The last ten revisions of a stack are kept. translator history lists them; --to N chooses one. A deletion is a "
        "revision too, so that a run that is killed knows where it was, but none to go back to.",
    ),
    Code(
        "T752",
        "secret-of-revision-gone",
        ERROR,
        "A Secret that the revision needs is gone.",
        "A revision holds no values of Secrets. A Secret that is named by its content stays in the cluster as long as a "
        "kept revision refers to it, but somebody deleted this one. Nothing was changed. Apply the stack files of that time "
        "instead.",
    ),
    Code(
        "T753",
        "secret-of-revision-changed",
        WARNING,
        "A Secret has other values now than when the revision was applied.",
        "It has a name of its own rather than one made of its content, so that its values could change, and a revision does "
        "not hold them. The rollback leaves them as they are. Apply the stack files of that time if the old ones are "
        "wanted.",
    ),
    Code(
        "T754",
        "named-in-vain",
        WARNING,
        "An option names an object that the plan does not have.",
        "--delete, --allow-recreate and --force-conflicts hold for the objects that they name as KIND/NAME. This one is "
        "neither in the stack nor among what belongs to it in the cluster, so that the option does nothing. A run that goes on "
        "where an earlier one ended may find it gone. A namespace that the first run made, since it was not there, belongs to "
        "nobody: others may live in it by now. kubectl delete removes it.",
    ),
    Code(
        "T755",
        "revision-not-good",
        WARNING,
        "The revision to go back to was not good itself.",
        "A revision is good when everything in it became ready. This one failed, or its run was cut short, so going back to it "
        "may end in the same way. Without --to the last good one before that which is applied is taken.",
    ),
)
