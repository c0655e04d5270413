/** What fields of a Scenario are for, one a line. */
export const SCENARIO_DESCRIPTIONS_EN = `
Scenario: What people and machines do, and when. Everything in it may be left out.
ScenarioSpec.assumptions: Numbers that Kubernetes does not give: how long a pull takes, how fast memory is filled.
ScenarioSpec.images: What images do that nobody else knows.
ScenarioSpec.imagesPresent: Whether every image is on every node already.
ScenarioSpec.nodes: The machines; without it there are three with 4 CPUs and 8 GiB.
ScenarioSpec.seed: What chance is drawn from: another number, another run.
ScenarioSpec.steps: What is done, at which second.
ScenarioSpec.until: When the run ends; without it, when nothing new can happen, at most after 15 minutes.
ScenarioSpec.workstation: The machine that commands are typed on.
ScenarioWorkstation.files: Files that commands there can name.
ScenarioNode.cgroup: Version of the kernel's control groups: with v2 an OOM kill takes the whole container.
ScenarioNode.cpu: How many CPUs it has.
ScenarioNode.kubelet: Options of its kubelet, under the names of KubeletConfiguration.
ScenarioNode.labels: What Pods can ask for.
ScenarioNode.memory: How much memory it has.
ScenarioNode.name: What it is called.
ScenarioNode.pods: How many Pods it takes.
ScenarioNode.resources: Other resources, under their names: nvidia.com/gpu.
ScenarioNode.taints: What keeps Pods away that do not tolerate it.
ScenarioNode.unschedulable: Whether it is cordoned.
ScenarioTaint.effect: Whether Pods without a toleration are kept away, or sent away, too.
ScenarioTaint.key: What it is called.
ScenarioImage.answers: What probes get, and when: the last rule that fits counts.
ScenarioImage.command: What it runs. podlapse with its flags is a program that does what they say.
ScenarioImage.ends: When it ends by itself, and with which exit code.
ScenarioImage.env: Variables that it brings.
ScenarioImage.files: Files that it brings.
ScenarioImage.memory: How much memory its program uses.
ScenarioImage.name: Which image is meant, as containers name it.
ScenarioImage.onTerm: What it does when it is asked to end: how long it takes, or that it ignores it.
ScenarioImage.ports: Where it listens: numbers, or a port with its protocol.
ScenarioImage.present: Whether it is on every node already.
ScenarioImage.pull: What becomes of a pull.
ScenarioImage.pullTime: How long a pull takes.
ScenarioImage.size: How large it is; with the bandwidth that gives the time of a pull.
ScenarioImage.startTime: How long it takes until it listens.
ScenarioImage.user: As whom it runs unless the manifest says otherwise.
ScenarioImage.workingDir: Where its command starts.
ScenarioAnswer.delay: How long the answer takes.
ScenarioAnswer.from: From when on, since its start.
ScenarioAnswer.path: For which path; without it, for every sort of probe.
ScenarioAnswer.status: The status: from 400 on it is a failure.
ScenarioAnswer.to: Until when.
ScenarioEnd.after: After how long.
ScenarioEnd.code: With which exit code.
ScenarioStep.apply: An object that is applied then.
ScenarioStep.at: When, since the start: 30s, 1m30s.
ScenarioStep.container: In which of the Pod's containers.
ScenarioStep.do: What happens to it.
ScenarioStep.image: The image that something happens to.
ScenarioStep.interrupt: When Ctrl-C is pressed.
ScenarioStep.manifest: The static Pod that is written.
ScenarioStep.name: The static Pod that is removed.
ScenarioStep.namespace: Of the Pod.
ScenarioStep.node: The node that something happens to.
ScenarioStep.pod: The Pod that something happens to.
ScenarioStep.run: A line of shell on the workstation: kubectl, and what goes with it.
ScenarioStep.signal: Which signal process 1 gets.
ScenarioAssumptions.internet: Whether there is a world outside of the cluster.
ScenarioAssumptions.defaultStorageClass: Whether the cluster has a default StorageClass.
ScenarioAssumptions.pullBandwidth: How much comes from the registry in a second: 50Mi/s.
ScenarioKubelet.maxPods: How many Pods it takes.
ScenarioKubelet.evictionHard: At what is left of memory or disk Pods are evicted at once.
ScenarioKubelet.evictionSoft: The same, after a time.
ScenarioKubelet.crashLoopBackOff: How long the pause before a restart may become.
ScenarioKubelet.cpuManagerPolicy: static gives whole CPUs to Guaranteed Pods.
ScenarioKubelet.serializeImagePulls: Whether images are pulled one after the other.
ScenarioKubelet.allowedUnsafeSysctls: Settings of the kernel that Pods may change.
`
