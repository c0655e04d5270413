import type { KubeObject } from '../manifest/object/meta.ts'
import { parseManifest } from '../manifest/parse.ts'
import { admitPod } from '../manifest/pod/admission.ts'
import { setDefaultsPod } from '../manifest/pod/defaults.ts'
import type { Pod } from '../manifest/pod/pod.ts'
import type { Problem } from '../manifest/problem.ts'
import { ASSUMPTIONS } from './assumptions.ts'
import type { Scenario, ScenarioNode, ScenarioObject } from './scenario.ts'

export interface Compiled {
  /** Undefined where a problem is an error. */
  readonly scenario?: Scenario
  readonly problems: readonly Problem[]
  /** What kubectl prints on stderr when the API server takes the text as it is. */
  readonly refusal?: string
}

const DEFAULT_NODES: readonly ScenarioNode[] = [1, 2, 3].map((number) => ({
  name: `node-${number}`,
  milliCPU: 4000,
  memoryBytes: 8 * 1024 ** 3,
  pods: 110,
  labels: {},
  taints: [],
  cgroup: 'v2',
}))

/** The one road from text to engine: for the page, the command line and the gallery. */
export function compile(text: string): Compiled {
  const stream = parseManifest(text)
  if (stream.syntaxError !== undefined) {
    return {
      problems: stream.problems,
      refusal: `error: error parsing STDIN: error converting YAML to JSON: ${stream.syntaxError}`,
    }
  }
  const objects: ScenarioObject[] = []
  for (const document of stream.documents) {
    const object = document.value as KubeObject
    if (object.kind === 'Scenario') continue
    object.metadata.namespace ??= 'default'
    if (object.kind === 'Pod') {
      const pod = object as Pod
      setDefaultsPod(pod.spec)
      admitPod(pod)
      pod.status = { phase: 'Pending' }
    }
    objects.push({ object, document: document.index })
  }
  return {
    problems: stream.problems,
    scenario: {
      name: objects[0]?.object.metadata.name ?? '',
      seed: 1,
      untilMs: 15 * 60_000,
      untilGiven: false,
      imagesPresent: false,
      nodes: DEFAULT_NODES,
      images: [],
      objects,
      steps: [],
      assumptions: ASSUMPTIONS,
    },
  }
}
