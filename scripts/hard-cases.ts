import { simulate } from '../src/engine/simulate.ts'
import type { Time } from '../src/lib/time.ts'
import { PROGRAMS } from '../src/programs/programs.ts'
import { compile } from '../src/scenario/compile.ts'
import { encodeShare } from '../src/share/share.ts'
import { assembleTrace } from '../src/trace/assemble.ts'
import { tellingInstant } from './telling-instant.ts'

/** A text that is hard to draw, and how it is looked at. */
export interface HardCase {
  readonly name: string
  readonly title: string
  readonly text: string
  readonly playheadMs: Time
  readonly fragment: string
  /** Its own size instead of all of them. */
  readonly size?: { readonly width: number; readonly height: number; readonly scale?: number; readonly query?: string }
  /** Typed over the example, instead of opened from a link. */
  readonly over?: boolean
  /** Pressed before the picture is taken. */
  readonly keys?: readonly string[]
}

interface Written extends Omit<HardCase, 'playheadMs' | 'fragment'> {
  readonly window?: readonly [fromMs: Time, toMs: Time]
  readonly at?: Time
}

const scenario = (fields: string) => `---\napiVersion: podlapse.dev/v1\nkind: Scenario\nspec: {${fields}}\n`

const pod = (name: string, spec: string, labels = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}${labels === '' ? '' : `, labels: {${labels}}`}}\nspec:\n${spec}`

const range = <Of>(count: number, make: (index: number) => Of): readonly Of[] =>
  Array.from({ length: count }, (_, index) => make(index))

const HOUR = 3_600_000
const LOOP = `${pod('looper', '  containers:\n  - {name: app, image: "busybox:1.36", command: [sh, -c, "sleep 10; echo gave up; exit 1"]}\n')}${scenario('until: 6h')}`
const LIVENESS = `${pod(
  'web',
  `  containers:
  - name: app
    image: podlapse/app:1
    args: [run, --ignore-term]
    livenessProbe:
      exec: {command: [cat, /run/heartbeat]}
      periodSeconds: 5
      failureThreshold: 2
      terminationGracePeriodSeconds: 5
`,
)}${scenario('until: 90s')}`

const LONG = 'the-quite-long-name-of-a-thing-that-somebody-has-named-in-full0'

const MANY_CONTAINERS = pod(
  'crowded',
  `  initContainers:
${range(4, (i) => `  - {name: init-${i + 1}, image: "busybox:1.36", command: [sh, -c, "sleep ${2 + i}"]}`).join('\n')}
${range(3, (i) => `  - {name: side-${i + 1}, image: podlapse/app:1, args: [http, --port, "${9001 + i}"], restartPolicy: Always}`).join('\n')}
  containers:
${range(8, (i) => (i === 2 ? '  - {name: app-3, image: "busybox:1.36", command: [sh, -c, "sleep 12; exit 3"]}' : `  - {name: app-${i + 1}, image: podlapse/app:1, args: [http, --port, "${8081 + i}"], readinessProbe: {httpGet: {port: ${8081 + i}}, periodSeconds: 5}}`)).join('\n')}
`,
)

const MANY_PODS = range(12, (i) =>
  pod(
    `big-${i + 1}`,
    i % 4 === 1
      ? '  containers:\n  - {name: app, image: "busybox:1.36", command: [sh, -c, "sleep 7; exit 1"]}\n'
      : '  containers:\n  - {name: app, image: podlapse/app:1, args: [http, --port, "80"], readinessProbe: {httpGet: {port: 80}}}\n',
    'app: big',
  ),
).join('---\n')

const service = (name: string, app: string, port: string) =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec:\n  selector: {app: ${app}}\n  ports: [{port: 80, targetPort: ${port}}]\n`

const THREE_SERVICES = `${pod(
  'shop',
  '  containers:\n  - {name: app, image: podlapse/app:1, args: [http, --port, "8080", --start-delay, "12", --fail-after, "40"], ports: [{name: http, containerPort: 8080}], readinessProbe: {httpGet: {port: 8080}, periodSeconds: 5}}\n',
  'app: shop',
)}${service('shop', 'shop', '8080')}${service('shop-admin', 'shop', 'admin')}${service('shopp', 'shopp', '8080')}${scenario('until: 2m')}`

const MANY_LINES = `${pod('talker', '  containers:\n  - {name: app, image: "busybox:1.36", command: [sh, -c, "i=0; while [ $i -lt 5000 ]; do i=$((i+1)); echo line $i of five thousand; [ $((i % 50)) -eq 0 ] && sleep 1; done; sleep 600"]}\n')}${scenario('until: 3m')}`

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {mode: fast}\n'

const BROKEN = `apiVersion: v1
kind: Pod
metadata:
  name: Mine_1
spec:
  containers:
  - name: app
    image: nginx
    livenesProbe: {httpGet: {port: 80}}
  - name: app
   image: redis
`

const CASES: readonly Written[] = [
  { name: 'loop-6h', title: 'six hours', text: LOOP, at: 3 * HOUR },
  { name: 'loop-1h', title: 'one of them', text: LOOP, at: 3 * HOUR, window: [2.5 * HOUR, 3.5 * HOUR] },
  { name: 'loop-10m', title: 'ten minutes', text: LOOP, at: 310_000, window: [0, 600_000] },
  { name: 'loop-1m', title: 'one minute', text: LOOP, at: 42_000, window: [5_000, 65_000] },
  { name: 'loop-5s', title: 'five seconds', text: LOOP, at: 11_100, window: [8_000, 13_000] },
  {
    name: 'names-63',
    title: 'names of 63 characters',
    text: `${pod(LONG, `  containers:\n  - {name: ${LONG}, image: podlapse/app:1, args: [run], livenessProbe: {exec: {command: [cat, /run/heartbeat]}, periodSeconds: 5}}\n`, `app: ${LONG}`)}${service(LONG, LONG, '80')}`,
  },
  {
    name: 'containers-15',
    title: '8 + 4 + 3 containers',
    text: `${MANY_CONTAINERS}${scenario('until: 2m')}`,
    at: 46_000,
  },
  { name: 'pods-12', title: 'twelve Pods', text: `${MANY_PODS}${scenario('until: 2m')}`, at: 40_000 },
  { name: 'services-3', title: 'three Services', text: THREE_SERVICES, at: 60_000 },
  { name: 'lines-5000', title: '5,000 lines of log', text: MANY_LINES, at: 70_000, keys: ['click:Logs'] },
  { name: 'config-map', title: 'a ConfigMap only', text: CONFIG_MAP, at: 0 },
  { name: 'broken', title: 'broken, over the example', text: BROKEN, at: 0, over: true },
  { name: 'zoom-200', title: '200 %', text: LIVENESS, at: 65_000, size: { width: 720, height: 450, scale: 2 } },
  {
    name: 'zoom-200-wide',
    title: '200 % of 1920',
    text: LIVENESS,
    at: 65_000,
    size: { width: 960, height: 540, scale: 2 },
  },
  {
    name: 'embed',
    title: 'embedded, 320 × 240',
    text: LIVENESS,
    at: 65_000,
    size: { width: 320, height: 240, scale: 2, query: '?embed' },
  },
  {
    name: 'embed-pods',
    title: 'twelve Pods, embedded',
    text: `${MANY_PODS}${scenario('until: 2m')}`,
    at: 40_000,
    size: { width: 640, height: 360, query: '?embed' },
  },
  {
    name: 'room',
    title: 'presented, small',
    text: LIVENESS,
    at: 60_500,
    size: { width: 1280, height: 720 },
    keys: ['p'],
  },
  {
    name: 'room-pods',
    title: 'twelve Pods, presented',
    text: `${MANY_PODS}${scenario('until: 2m')}`,
    at: 40_000,
    size: { width: 1440, height: 900 },
    keys: ['p'],
  },
]

/** Texts that are hard to draw: very long, very many, very small, wrong; those named, or all of them. */
export function hardCases(names: readonly string[] = []): readonly HardCase[] {
  return CASES.filter(({ name }) => names.length === 0 || names.includes(name)).map(({ window, at, ...written }) => {
    const { text } = written
    const playheadMs = at ?? tellingIn(text)
    const shared = { text, playheadMs, ...(window ? { window: { fromMs: window[0], toMs: window[1] } } : {}) }
    return { ...written, playheadMs, fragment: encodeShare(shared) ?? '' }
  })
}

function tellingIn(text: string): Time {
  const compiled = compile(text).scenario
  if (!compiled) throw new Error(`refused: ${text}`)
  return tellingInstant(assembleTrace(simulate(compiled, PROGRAMS)))
}
