import { ASSUMPTIONS, type Assumptions } from '../../scenario/assumptions.ts'

const QUANTITIES: readonly (keyof Assumptions)[] = [
  'pullBandwidth',
  'memoryTouchRate',
  'systemMemory',
  'processMemory',
  'unknownImageSize',
]

/** What an object has of which no more is known: it may be of any kind, or say no kind yet. */
export const BARE_OBJECT = 'ObjectOfSomeKind'

/**
 * The Scenario document in the notation of the API server's own shapes, for what is offered and said while one is
 * written. scenario/document.ts reads it; a test holds the two together. `KubeObject` is an object of any
 * kind, whose fields are found by what it says it is.
 */
export const OWN_SHAPES: Readonly<Record<string, string>> = {
  [BARE_OBJECT]: 'apiVersion!:s kind!:s metadata:ObjectMeta',
  ObjectList: 'apiVersion!:s items!:[]KubeObject kind!:s',
  Scenario: 'apiVersion!:s(podlapse.dev/v1) kind!:s(Scenario) metadata:ScenarioMeta spec:ScenarioSpec',
  ScenarioMeta: 'annotations:{}s labels:{}s name:s namespace:s',
  ScenarioSpec:
    'assumptions:ScenarioAssumptions images:[]ScenarioImage imagesPresent:b nodes:[]ScenarioNode seed:l steps:[]ScenarioStep until:s=duration workstation:ScenarioWorkstation',
  ScenarioNode:
    'annotations:{}s cgroup:s(v1|v2) cpu:q kubelet:ScenarioKubelet labels:{}s memory:q name!:s pods:i resources:{}q taints:[]ScenarioTaint unschedulable:b',
  ScenarioTaint: 'effect:s(NoExecute|NoSchedule|PreferNoSchedule) key!:s value:s',
  ScenarioKubelet:
    'allowedUnsafeSysctls:[]s containerLogMaxFiles:i containerLogMaxSize:q containerLogMonitorInterval:s=duration cpuManagerPolicy:s(none|static) cpuManagerReconcilePeriod:s=duration crashLoopBackOff:ScenarioCrashLoopBackOff evictionHard:{}s evictionMaxPodGracePeriod:i evictionMinimumReclaim:{}s evictionPressureTransitionPeriod:s=duration evictionSoft:{}s evictionSoftGracePeriod:{}s kubeReserved:{}q maxParallelImagePulls:i maxPods:i podPidsLimit:l podsPerCore:i reservedSystemCPUs:s serializeImagePulls:b systemReserved:{}q',
  ScenarioCrashLoopBackOff: 'maxContainerRestartPeriod:s=duration',
  ScenarioImage:
    'answers:[]ScenarioAnswer command:[]s ends:ScenarioEnd env:{}s files:{}s memory:q name!:s onTerm:ScenarioEnd ports:[]i present:b pull:s(notFound|ok|unauthorized|unreachable) pullTime:s=duration size:q startTime:s=duration user:s workingDir:s',
  ScenarioAnswer: 'delay:s=duration from:s=duration path:s status:i to:s=duration',
  ScenarioEnd: 'after:s=duration code:i',
  ScenarioStep:
    'apply:KubeObject at!:s=duration container:s do:s image:s interrupt:s=duration manifest:KubeObject name:s namespace:s node:s pod:s run:s signal:s',
  ScenarioWorkstation: 'files:{}s',
  ScenarioAssumptions: (Object.keys(ASSUMPTIONS) as (keyof Assumptions)[])
    .sort()
    .map((name) => `${name}:${letterOf(name)}`)
    .join(' '),
}

function letterOf(name: keyof Assumptions): string {
  if (typeof ASSUMPTIONS[name] === 'boolean') return 'b'
  return QUANTITIES.includes(name) ? 'q' : 's=duration'
}
