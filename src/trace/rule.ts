/**
 * The rules that the engine decides by, in one sentence each. The ids are those of engine/kubelet/RULES.md, which says
 * more about each and where it comes from; a test holds the two together. An id never changes its meaning.
 */
export const RULES = {
  'API-1': 'The API server stores each change as a new version of the object and tells everybody who watches it.',
  'API-2': 'Deleting a Pod that runs on a node only sets deletionTimestamp: the object goes when the kubelet is done.',
  'API-3': 'An unscheduled or finished Pod, or one deleted with grace 0, is removed at once.',
  'EVENT-1': 'The same Event again raises its count instead of making a new one.',
  'EVENT-2': 'Per Pod and type, 25 Events pass at once and then one every five minutes; the rest are dropped.',
  'CLAIM-1': 'A claim gets the smallest free volume of its class that is large enough; without one it waits.',
  'CLAIM-2': 'Where its StorageClass names a provisioner, a volume is made for a claim.',
  'CLAIM-3': 'A claim stays until no Pod on a node names it, a volume until no claim has it.',
  'CLAIM-4': 'A volume whose claim is gone is kept, deleted or emptied, as its reclaim policy says.',
  'SCHED-1': 'A Pod is bound to a node on which every filter lets it run.',
  'SCHED-2': 'A Pod that fits no node stays Pending; the scheduler says why.',
  'SCHED-3': 'Of the nodes that will do, the one with the highest score is taken.',
  'SCHED-4':
    'A Pod that fitted nowhere is tried again when something happens that may help it, else after five minutes.',
  'SCHED-5': 'A Pod with scheduling gates is not tried until the last of them is gone.',
  'PREEMPT-1':
    'For a Pod that fits nowhere, Pods of lower priority may have to make room: as few and as unimportant as will do.',
  'PREEMPT-2': 'A Pod that has to make room is deleted with its own grace period.',
  'ENDPOINT-1': 'An endpoint is ready while its Pod is Ready and not being deleted.',
  'PROXY-1':
    'A request to a Service goes to one of its ready endpoints, drawn by the rules of the node that it comes by; where none is ready, to one that is being stopped and still serves.',
  'PROXY-2':
    'What a node’s kube-proxy hears of Services and endpoints is in its rules a little later, and they are renewed no more than once a second: until then the node goes by what was.',
  'ADMIT-1':
    'A kubelet looks once more at each Pod that it is given: one that its node cannot take has failed before it began.',
  'ADMIT-2':
    'Under memory pressure a kubelet takes no Pod without requests, under disk or PID pressure none; such a Pod has failed.',
  'SYNC-1': 'The kubelet writes the status it sees first, and acts afterwards.',
  'SYNC-2': 'After a sync without error the Pod is looked at again after 60 to 90 seconds.',
  'SYNC-3': 'After an error the Pod is synced again after 10 to 15 seconds.',
  'SYNC-4':
    'After a crash-loop refusal the next sync comes when the back-off ends, up to half as long again, at most 60 to 90 seconds later.',
  'PLEG-1': 'The kubelet looks at the runtime once a second: an exit is noticed at the next look.',
  'PLEG-2': 'After a sync that started or killed something the kubelet looks at this Pod at once.',
  'SANDBOX-1': 'A Pod without a ready sandbox gets a new one before its containers start.',
  'START-1': 'A container that is not running is started if its restart policy says so.',
  'START-2': 'Containers start one after the other, in the order of the spec.',
  'START-3': 'Init containers run one after the other; the app containers start when all have succeeded.',
  'START-4': 'A sidecar lets the next container start as soon as it has started.',
  'START-5': 'A sidecar is restarted whenever it ends, whatever the Pod’s restart policy.',
  'START-6': 'A container that cannot be created or started waits, and is tried again at the next sync.',
  'ENV-1': '$(NAME) becomes the value of a variable defined before it; one that nobody defined stays as it is.',
  'ENV-2': 'A container whose variables need something that is not there waits for it, unless it is optional.',
  'VOLUME-1': 'No container starts before the volumes of its Pod are there; what one lacks is looked for again.',
  'VOLUME-2':
    'What a ConfigMap, a Secret or the Pod itself puts into a volume is brought up to date whenever the Pod is synced.',
  'USER-1': 'A container runs as its runAsUser, else as its image says; runAsNonRoot keeps it from starting as root.',
  'CAPABILITY-1':
    'A root process has the usual capabilities, with those added and without those dropped; another user’s has none.',
  'RESTART-1': 'restartPolicy Always restarts after every exit, OnFailure after a non-zero one, Never not at all.',
  'RESTART-2':
    'A container’s restart rule can restart it for certain exit codes, or with it all containers of the Pod.',
  'KILL-1': 'A container whose liveness probe failed is killed.',
  'KILL-2': 'A container whose startup probe failed is killed.',
  'KILL-3': 'A probe’s own terminationGracePeriodSeconds takes the place of the Pod’s.',
  'KILL-4': 'A container whose image was changed is killed and started anew.',
  'KILL-5': 'preStop runs before the stop signal, and its time is taken from the grace period.',
  'KILL-6': 'A process that is still there at the end of the grace period gets SIGKILL.',
  'KILL-7': 'At least two seconds lie between the stop signal and SIGKILL.',
  'KILL-8': 'When a Pod stops, its containers are stopped together; sidecars after them, last to first.',
  'KILL-9': 'When nothing runs any more and nothing will start, the Pod is stopped.',
  'KILL-10': 'A container that is to stop gets its stop signal, and the grace period to end by itself.',
  'BACKOFF-1': 'The first restart is immediate.',
  'BACKOFF-2':
    'Each further restart waits twice as long: 10, 20, 40, 80, 160 seconds, then five minutes, from the exit.',
  'BACKOFF-3': 'A run of more than ten minutes after the last start makes the back-off begin anew.',
  'BACKOFF-4': 'After a probe kill the exit before the killed run counts, so the first kills restart at once.',
  'BACKOFF-5': 'CrashLoopBackOff is written at the next sync; until then the container shows how it ended.',
  'PULL-1': 'imagePullPolicy Always pulls at every start; IfNotPresent only an image that the node does not have.',
  'PULL-2': 'After a failed pull the next one waits 10, 20, 40 … seconds, at most five minutes.',
  'PULL-3': 'With imagePullPolicy Never an image that is not on the node is an error.',
  'PULL-4': 'A pull secret that does not exist is told, and the image is pulled without it.',
  'PULL-5':
    "An image that was pulled with a Secret's credentials is for Pods that bring the same; others pull it anew.",
  'PROBE-1': 'A probe ticks every periodSeconds from the Pod’s first sync, not from the container’s start.',
  'PROBE-2': 'A tick is skipped while the container is not running or within initialDelaySeconds of its start.',
  'PROBE-3': 'Liveness and readiness wait until the startup probe has succeeded.',
  'PROBE-4': 'An unready container’s readiness is probed at once at every sync, and its ticks count from there.',
  'PROBE-5': 'failureThreshold failures in a row make the result Failure; successThreshold successes make it Success.',
  'PROBE-6': 'A new container starts as live, not ready, and not started.',
  'PROBE-7': 'A probe that could not be carried out is neither success nor failure.',
  'READY-1': 'A container is ready while it runs, has started, and its readiness probe (if any) last succeeded.',
  'PHASE-1': 'The phase follows from the restart policy and the states of the containers.',
  'PHASE-2': 'A phase of Succeeded or Failed is written only when no container can run any more.',
  'STATUS-1':
    'A container that ran and that the runtime knows nothing of any more counts as failed, with exit code 137.',
  'COND-1': 'The Pod’s conditions follow from its containers’ states.',
  'OOM-1': 'A container whose memory reaches its limit is killed by the kernel.',
  'OOM-2': 'With cgroup v2 an OOM kill ends every process of the container; with v1 only the one that took the most.',
  'OOM-3': 'When a node has no memory left at all, the kernel ends the process with the worst score anywhere on it.',
  'OOM-4':
    'A Pod or a container whose memory does not suffice to start anything in it is refused by the runtime, again and again.',
  'OOM-5':
    'A file in memory takes the memory of the container that wrote it, until it is removed: also after the container has ended.',
  'RES-1':
    'Requests and limits become the values of a container’s cgroup; what it has no limit for is limited as for its Pod.',
  'RES-2': 'A Pod is bounded as a whole where each of its containers is limited, or where it says so itself.',
  'RES-3':
    'The less memory a container asks for, the sooner its turn comes when the kernel looks for something to end.',
  'RES-4': 'Where a Pod as a whole reaches its memory limit, the kernel ends the container with the worst score.',
  'RES-5':
    'A container that wants more CPU than its limit waits for the rest of each 100 ms; it is never killed for it.',
  'RES-6':
    'Where more CPU is wanted than a node has, it is divided by weight: by what is requested, QoS class by class, Pod by Pod, container by container.',
  'RES-7':
    'Under the static CPU manager policy, a container of a Guaranteed Pod that requests whole CPUs gets CPUs for itself; all others share the rest.',
  'RESIZE-1': 'Resizing a Pod may change the CPU and memory of its containers and of the Pod, but not its QoS class.',
  'RESIZE-2':
    'A resize is granted where the node has room beside its other Pods; else it is deferred and tried again later.',
  'RESIZE-3':
    'A granted resize changes the limits of a running container in place, or restarts it where its resizePolicy says so.',
  'RESIZE-4': 'A container’s status shows the requests allocated to it and the resources that are in force.',
  'RESIZE-5': 'A memory limit is not lowered to what is used already, or below: the kubelet tries again later.',
  'RESIZE-6':
    'Under the static CPU manager policy, the CPU requests of a Guaranteed Pod’s containers cannot be resized: its CPUs are its own.',
  'PROC-1': 'A container ends with its first process, and with that process’s exit code.',
  'PROC-2': 'The first process of a container ignores a signal that it has no handler for, except SIGKILL.',
  'PROC-3': 'With shareProcessNamespace the processes of all containers of a Pod see each other.',
  'MESSAGE-1':
    'What a container leaves in its terminationMessagePath is its message; after a failure the end of its log may take its place.',
  'HOOK-1': 'postStart runs right after the start; the container counts as running when it is done.',
  'HOOK-2': 'A failed postStart hook kills the container.',
  'STATIC-1': 'A static Pod comes from a file on its node; the Pod in the API only mirrors it.',
  'DEADLINE-1': 'A Pod that has been active for activeDeadlineSeconds since its startTime is stopped and has failed.',
  'EVICT-1':
    'A Pod that has written more than its limits allow is evicted: stopped within a second or two, and not run again.',
  'EVICT-2':
    'Where a node has less than 100Mi of memory or 15 % of its disk left, its kubelet evicts Pods, one after the other, until it has more.',
  'EVICT-3':
    'Pods that use more than they request go first; among equals those of lower priority, then those furthest over their request. QoS classes are not asked.',
  'EVICT-4': 'A node counts as under pressure until five minutes after its kubelet has last seen too little left.',
  'EVICT-5': 'Static Pods and those of a system-critical priority are not evicted.',
  'EVICT-6':
    "Whether the kubelet reads how an evicted Pod's containers ended before it removes them is a race. Where it does and all ended with 0, the Pod has succeeded.",
  'TAINT-1':
    'A NoExecute taint puts a Pod out that does not tolerate it: at once, or when the shortest tolerationSeconds are over.',
  'NODE-1':
    'A node without a heartbeat for 50 seconds is not ready: nobody knows how its Pods are, and they get no traffic.',
  'NODE-2': 'What is wrong with a node becomes a NoSchedule taint: no new Pods come.',
  'NODE-3':
    'A node that is not ready gets a NoExecute taint; Pods tolerate it for 300 seconds unless they say otherwise.',
  'NODE-4':
    'In a zone one node every ten seconds is tainted; where most are down none is, and where all are down the taints go.',
  'NODE-5': 'The kubelet reports how its node is when it starts and whenever that changes.',
  'PDB-1': 'A PodDisruptionBudget allows as many disruptions as Pods are ready beyond those that must be.',
  'PDB-2': 'The eviction API deletes a Pod with its grace, unless that would break its PodDisruptionBudget.',
  'HPA-1':
    'A HorizontalPodAutoscaler looks every 15 seconds how much its Pods use of what is wanted: so many times as many Pods it asks for, rounded up. Within a tenth nothing is done.',
  'HPA-2':
    'A Pod without metrics counts as using all that it requests where fewer would do, and nothing where more are wanted; so does one that is not ready yet.',
  'HPA-3':
    'An autoscaler grows at once, and shrinks only to the most that was asked for in the last five minutes, or in its stabilization window.',
  'HPA-4':
    'How fast it grows or shrinks is bounded: to twice as many or by four Pods at a time, or as the policies of its behavior say.',
  'HPA-5': 'Where no metric is known, or one is missing and fewer Pods would do, an autoscaler changes nothing.',
  'QUOTA-1': 'A quota’s status says how much of it is used, counted again whenever something comes, ends or goes.',
  'NAMESPACE-1':
    'A namespace that is deleted takes nothing new; its Pods go first, with their grace, then the rest, then itself.',
  'GC-1': 'A Pod whose node is gone for 40 seconds, or that was deleted before it had a node, is failed and removed.',
  'GC-2': 'What was made by an owner that is gone is deleted too: Pods with their grace.',
  'JOB-1': 'A Job keeps as many Pods active as may run at once, and never more than successes are missing.',
  'JOB-2':
    'After a failure a Job waits 10, 20, 40 … seconds from its end before the next Pod, at most ten minutes; a success ends that.',
  'JOB-3':
    'A Job has failed when its back-off limit, its deadline or its podFailurePolicy says so: what still runs is deleted.',
  'JOB-4': 'A Pod of a Job keeps a finalizer until its end is counted: none is counted twice, none is missed.',
  'JOB-5': 'A Job is complete when as many Pods have succeeded as it wants, or those that its successPolicy names.',
  'JOB-6': 'A suspended Job has no Pods: what runs is deleted, and its time begins anew when it is resumed.',
  'JOB-7': 'A Job that has ended is deleted ttlSecondsAfterFinished later, its Pods first.',
  'JOB-8':
    'A Job adopts the Pods without a controller that its selector selects, and releases those of its own that it does not.',
  'RS-1': 'A ReplicaSet keeps as many active Pods as it asks for: those that end or are deleted do not count.',
  'RS-2':
    'Of too many Pods those go first that are the least loss: not scheduled, not running, not ready, of a lower deletion cost, on a crowded node, ready for a shorter time, restarted more often, younger.',
  'RS-3':
    'A ReplicaSet adopts the Pods without a controller that its selector selects, and releases those of its own that it does not.',
  'RS-4': 'A ReplicaSet counts its active Pods: which are ready, and which have been so for minReadySeconds.',
  'REVISION-1':
    'What the template of a StatefulSet or DaemonSet was is kept as a ControllerRevision: all that a Pod is of, and revisionHistoryLimit others.',
  'STS-1':
    'A StatefulSet makes its Pods in the order of their numbers, each when those before it are running and ready; with podManagementPolicy Parallel all at once.',
  'STS-2':
    'Scaled down, a StatefulSet deletes its last Pod first, and the next when that one is gone and all others are ready.',
  'STS-3':
    'A Pod of a StatefulSet that ends or is deleted comes again under its name, with the same host name and the same claims.',
  'STS-4':
    'An update replaces the Pods of a StatefulSet from the last to the first, one at a time, down to the partition: a Pod that does not become ready stops it.',
  'STS-5':
    'The claims of a StatefulSet stay when a Pod is scaled away or the set is deleted, unless its persistentVolumeClaimRetentionPolicy says Delete.',
  'DS-1':
    'A DaemonSet has one Pod on each node that its node selector and node affinity match and whose taints its Pods tolerate.',
  'DS-2': 'The Pods of a DaemonSet tolerate that their node is not ready, unreachable, short of something or cordoned.',
  'DS-3':
    'A node that does not fit a DaemonSet any more loses its Pod; one with a new NoSchedule taint keeps it until it ends.',
  'DS-4':
    'A Pod of a DaemonSet that has ended is deleted and made anew: after failures on a node 1, 2, 4 … seconds later, at most fifteen minutes.',
  'DS-5':
    'An update replaces the Pods of a DaemonSet node by node, with at most maxUnavailable nodes without one; with maxSurge the new Pod is there before the old one goes.',
  'CRON-1':
    'A CronJob makes a Job at each time that its schedule names, in its time zone. The minute stands in the name of the Job.',
  'CRON-2':
    'With concurrencyPolicy Forbid no Job begins while another runs, and the last that was missed begins right after it; with Replace the running one is deleted first.',
  'CRON-3': 'Of the times that were missed only the last is made up for, and only within startingDeadlineSeconds.',
  'CRON-4':
    'Of the Jobs that have ended a CronJob keeps the last three that succeeded and the last that failed, unless its limits say otherwise.',
  'CRON-5': 'A suspended CronJob makes no Jobs; those that run go on.',
  'DEPLOY-1':
    'A Deployment has a ReplicaSet for each of its Pod templates, and makes as many Pods of the new one as maxSurge has room for.',
  'DEPLOY-2':
    'Old Pods go as far as maxUnavailable allows: first those that are not available, then as many as there are more available than must be.',
  'DEPLOY-3': 'With Recreate all old Pods have to have ended before the first new one is made.',
  'DEPLOY-4':
    'Each template is a revision; one that comes back takes its old ReplicaSet again, as the highest revision. Beyond revisionHistoryLimit the lowest go.',
  'DEPLOY-5':
    'A Deployment that is scaled during a rollout, or while it is paused, grows or shrinks in proportion to its ReplicaSets.',
  'DEPLOY-6':
    'A rollout progresses when more Pods are updated, ready or available, or fewer old ones are left; without that for progressDeadlineSeconds it is said to be stuck, and goes on all the same.',
  'DEPLOY-7':
    'A Deployment adopts the ReplicaSets without a controller that its selector selects, and releases those of its own that it does not.',
  'DEPLOY-8': 'A paused Deployment can be scaled, but its template is rolled out only when it is resumed.',
  'TERM-1': 'From deletion on, containers have the grace period to end.',
  'TERM-2': 'A Pod whose end is written and whose containers are gone is removed from the API.',
} as const satisfies Readonly<Record<string, string>>

export type RuleId = keyof typeof RULES
