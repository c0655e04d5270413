import { GALLERY } from '../../gallery/gallery.ts'
import { randomStream } from '../../lib/random.ts'
import { parseManifest } from '../../manifest/text/parse.ts'
import { encodeShare } from '../../share/share.ts'
import { Chooser } from './chooser.ts'
import { heavyScript, hostileLine } from './hostile-lines.ts'
import { hostileScript } from './hostile-script.ts'
import { damaged, hostileValue } from './hostile-values.ts'

/** What is thrown at the whole of it, from text to output. */
export type Kind = 'script' | 'manifest' | 'step' | 'yaml' | 'link' | 'busy' | 'typed' | 'great'
export const KINDS: readonly Kind[] = ['script', 'manifest', 'step', 'yaml', 'link', 'busy', 'typed', 'great']

export interface Input {
  readonly kind: Kind
  /** A manifest; of a link, its fragment. */
  readonly text: string
}

/** The same seed and index, the same input. */
export function inputOf(seed: number, index: number): Input {
  const kind = KINDS[index % KINDS.length] as Kind
  const chooser = new Chooser(randomStream(seed, `fuzz ${index}`))
  return { kind, text: MAKERS[kind](chooser) }
}

const MAKERS: Readonly<Record<Kind, (c: Chooser) => string>> = {
  script: (c) => stream(podOf(c, hostileScript(c)), scenario(c, [])),
  manifest: (c) => stream(...objectsOf(c).map((object) => damaged(c, object, c.pick([1, 2, 5]))), scenario(c, [])),
  step: (c) =>
    stream(
      podOf(c, 'sleep 30'),
      scenario(
        c,
        c.many(1, 4, () => step(c)),
      ),
    ),
  busy: (c) => stream(...c.many(1, c.pick([1, 1, 4]), () => busyPod(c)), scenario(c, [])),
  typed: (c) =>
    stream(
      podOf(c, c.pick(['sleep 30', 'sleep 30', heavyScript(c)])),
      scenario(
        c,
        c.many(1, c.pick([2, 2, 1000]), () => ({ at: `${c.below(60)}s`, run: hostileLine(c) })),
      ),
    ),
  great: (c) => great(c),
  yaml: (c) => damagedText(c, c.chance(20) ? deep(c) : c.pick(GALLERY).text),
  link: (c) => damagedText(c, encodeShare({ text: c.pick(GALLERY).text, playheadMs: c.below(90_000) }) ?? ''),
}

function stream(...documents: readonly unknown[]): string {
  return documents.map((document) => `${JSON.stringify(document, null, 1)}\n`).join('---\n')
}

function scenario(c: Chooser, steps: readonly unknown[]): unknown {
  const spec = { until: c.pick(['1m', '3m', '10m']), ...(steps.length > 0 ? { steps } : {}) }
  return { apiVersion: 'podlapse.dev/v1', kind: 'Scenario', spec }
}

const IMAGES = ['busybox', 'alpine', 'debian', 'bash', 'ubuntu', 'nginx', 'redis', 'acme/unknown:1']

function podOf(c: Chooser, script: string): unknown {
  const command = [c.pick(['sh', 'sh', 'sh', 'bash']), '-c', script]
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', labels: { app: 'p' } },
    spec: {
      restartPolicy: c.pick(['Always', 'Never', 'OnFailure']),
      containers: [
        {
          name: 'a',
          image: c.pick(IMAGES),
          command,
          ...(c.chance(30)
            ? { resources: { limits: { memory: c.pick(['16Mi', '100Mi']), cpu: c.pick(['10m', '1']) } } }
            : {}),
          ...(c.chance(20)
            ? { livenessProbe: { exec: { command: ['sh', '-c', hostileScript(c, 1)] }, periodSeconds: 5 } }
            : {}),
          ...(c.chance(10) ? { lifecycle: { preStop: { exec: { command: ['sh', '-c', hostileScript(c, 1)] } } } } : {}),
          ...(c.chance(20) ? { volumeMounts: [{ name: 'v', mountPath: c.pick(['/tmp', '/d', '/']) }] } : {}),
        },
      ],
      volumes: [{ name: 'v', emptyDir: c.pick([{}, { medium: 'Memory' }, { sizeLimit: '1Mi' }]) }],
    },
  }
}

/** Several containers that all have much to do, and probes and hooks that have as well. */
function busyPod(c: Chooser): unknown {
  const script = () => c.pick([hostileScript(c), hostileScript(c, 1), heavyScript(c)])
  const shell = () => ({ command: ['sh', '-c', script()] })
  const probe = () => ({ exec: shell(), periodSeconds: 1, failureThreshold: c.pick([1, 1000]) })
  const container = (name: string) => ({
    name,
    image: c.pick(IMAGES),
    ...shell(),
    ...(c.chance(40) ? { livenessProbe: probe() } : {}),
    ...(c.chance(40) ? { readinessProbe: probe() } : {}),
    ...(c.chance(20) ? { lifecycle: { postStart: { exec: shell() }, preStop: { exec: shell() } } } : {}),
  })
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p${c.below(1000)}`, labels: { app: 'p' } },
    spec: {
      restartPolicy: c.pick(['Always', 'Never', 'OnFailure']),
      ...(c.chance(30) ? { shareProcessNamespace: true } : {}),
      ...(c.chance(30)
        ? { initContainers: Array.from({ length: c.between(1, 5) }, (_, i) => container(`i${i}`)) }
        : {}),
      containers: Array.from({ length: c.between(1, 5) }, (_, i) => container(`c${i}`)),
    },
  }
}

/** Much of everything: labels, keys, words, steps, Pods, brackets inside each other. */
function great(c: Chooser): string {
  const count = c.pick([100, 1000, 5000])
  const many = <T>(make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
  const keys = () => Object.fromEntries(many((i) => [`k${i}`, c.pick(['v', 'x'.repeat(60)])]))
  const pod = (metadata: object, command: readonly string[], more: object = {}) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', ...metadata },
    spec: { containers: [{ name: 'a', image: 'busybox', command, ...more }] },
  })
  const sleeps = ['sleep', '60']
  const nested = c.pick(['$(', '{ ', '( ', 'if :; then ', '"$(', '${x:-', '$((', '`', '[[ ', 'case a in a) '])
  switch (c.below(8)) {
    case 0:
      return stream(pod({ labels: keys(), annotations: keys() }, sleeps), scenario(c, [step(c), step(c)]))
    case 1:
      return stream(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' }, data: keys() },
        pod({}, ['sh', '-c', 'env | sort | wc'], { envFrom: [{ configMapRef: { name: 'm' } }] }),
        scenario(c, []),
      )
    case 2:
      return stream(
        pod({}, sleeps),
        scenario(
          c,
          many((i) => ({ at: `${i * 10}ms`, run: c.pick(KUBECTL).replaceAll('%', `x${i}`) })),
        ),
      )
    case 3:
      // A hundred that start anew in every minute take their time, and nothing hangs: it is as much as is asked for.
      return stream(...many((i) => pod({ name: `p${i}` }, sleeps)).slice(0, 60), scenario(c, []))
    case 4:
      return stream(pod({}, ['sh', '-c', nested.repeat(count)]), scenario(c, []))
    case 5:
      return stream(pod({}, ['sh', '-c', `echo ${'word '.repeat(count)} | ${heavyScript(c)}`]), scenario(c, []))
    case 6:
      return stream(
        pod({}, ['sh', '-c', many((i) => `f${i}() { ${hostileScript(c, 0)}\n}`).join('\n')]),
        scenario(c, []),
      )
    default:
      return stream(
        pod({}, sleeps, { env: many((i) => ({ name: `E${i}`, value: `$(E${i - 1})$(E${i - 1})` })) }),
        scenario(c, []),
      )
  }
}

/** The objects of a scenario of the gallery. */
function objectsOf(c: Chooser): readonly unknown[] {
  return parseManifest(c.pick(GALLERY).text)
    .documents.map(({ value }) => value)
    .filter((value) => (value as { kind?: unknown }).kind !== 'Scenario')
}

const KUBECTL = [
  'kubectl patch pod p -p %',
  'kubectl patch pod p --type json -p %',
  'kubectl patch pod p --type merge -p %',
  'kubectl patch pod p --subresource status --type merge -p %',
  'kubectl patch pod p --subresource resize -p %',
  'kubectl patch node node-1 -p %',
  'kubectl label pod p % --overwrite',
  'kubectl annotate pod p %',
  'kubectl set image pod/p a=%',
  'kubectl delete pod %',
  'kubectl delete pods -l % --grace-period=0',
  'kubectl run % --image=%',
  'kubectl exec p -- %',
  'kubectl taint node node-1 %',
  'kubectl create -f %',
  'kubectl % %',
]
const DOES = [
  'kill',
  'exec',
  'publish',
  'stopKubelet',
  'startKubelet',
  'crash',
  'boot',
  'memoryPressure',
  'evict',
  'constructor',
  'writeStaticPod',
]

function step(c: Chooser): unknown {
  const at = `${c.below(60)}s`
  if (c.chance(25)) {
    const fields = {
      at,
      do: c.pick(DOES),
      pod: 'p',
      container: 'a',
      node: 'node-1',
      signal: 'SIGTERM',
      command: ['sh', '-c', hostileScript(c, 2)],
    }
    return damaged(c, fields, 8)
  }
  const argument = () => `'${JSON.stringify(patchOf(c)).replaceAll("'", '')}'`
  return { at, run: c.pick(KUBECTL).replaceAll('%', argument) }
}

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test', 'constructor']
const POINTERS = [
  '',
  '/',
  '/spec',
  '/metadata/labels/x',
  '/spec/containers/0/image',
  '/spec/containers/-',
  '/~2',
  '/__proto__/x',
  '/status/phase',
  '/metadata/finalizers/99',
]

function patchOf(c: Chooser): unknown {
  if (c.chance(30)) return hostileValue(c)
  if (c.chance(40)) {
    return c.many(0, 3, () => ({
      op: c.pick(OPERATIONS),
      path: c.pick(POINTERS),
      from: c.pick(POINTERS),
      value: hostileValue(c),
    }))
  }
  const patch = {
    metadata: {
      labels: { a: 'b' },
      annotations: { a: 'b' },
      finalizers: ['x/y'],
      name: 'p',
      uid: 'u',
      resourceVersion: '1',
    },
    spec: {
      containers: [{ name: 'a', image: 'nginx', resources: { limits: { cpu: '1' } } }],
      activeDeadlineSeconds: 9,
    },
    status: { phase: 'Running', conditions: [{ type: 'x', status: 'True' }] },
  }
  return damaged(c, patch, 15)
}

function deep(c: Chooser): string {
  const piece = c.pick(['[', '{a: ', '- ', 'a:\n', '? ', '&a [', '*a ', '!!str ', '"', "'", '|\n', '\t', '%', '#'])
  return piece.repeat(c.pick([10, 1000, 30_000]))
}

const NOISE = [
  '{',
  '}',
  '[',
  ']',
  ':',
  '- ',
  '\t',
  '#',
  '&a ',
  '*a',
  '!!int ',
  '|',
  '>',
  '"',
  "'",
  '\u0000',
  '\ufeff',
  '---\n',
  '...\n',
  '<<: ',
  '? ',
  '%',
  '@',
  '~',
  'yes',
  '=',
  '.',
  '_',
  'é',
]

/** Pieces are lost, doubled, moved and made noise of. */
function damagedText(c: Chooser, text: string): string {
  let damagedSoFar = text
  for (let times = c.between(1, 6); times > 0; times--) {
    const at = c.below(damagedSoFar.length + 1)
    const end = Math.min(damagedSoFar.length, at + c.below(c.pick([2, 10, 200])))
    const piece = damagedSoFar.slice(at, end)
    const instead = c.pick([
      '',
      piece + piece,
      c.pick(NOISE),
      piece.toUpperCase(),
      `  ${piece}`,
      piece.repeat(c.pick([1, 3, 50])),
    ])
    damagedSoFar = damagedSoFar.slice(0, at) + instead + damagedSoFar.slice(end)
  }
  return damagedSoFar
}
