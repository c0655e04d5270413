import type { LineStyle } from './style.ts'

interface SnippetText {
  /** The definition whose fields it writes; `document`: a document that has nothing yet. */
  readonly in: string
  readonly body: string
  /** Only within this list. */
  readonly under?: string
}

const POD_TEMPLATE = `metadata:
      labels:
        app: \${1:web}
    spec:
      containers:
        - name: \${1:web}
          image: \${2:nginx}`

/** Whole pieces of manifests, by what they are: their words stand in snippet-words. \${1:web} is to be filled in. */
const SNIPPETS = {
  pod: {
    in: 'document',
    body: `apiVersion: v1
kind: Pod
metadata:
  name: \${1:web}
  labels:
    app: \${1:web}
spec:
  containers:
    - name: \${2:app}
      image: \${3:nginx}
`,
  },
  deploymentAndService: {
    in: 'document',
    body: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: \${1:web}
spec:
  replicas: \${4:2}
  selector:
    matchLabels:
      app: \${1:web}
  template:
    ${POD_TEMPLATE}
          ports:
            - name: http
              containerPort: \${3:80}
          readinessProbe:
            httpGet: {path: /, port: http}
---
apiVersion: v1
kind: Service
metadata:
  name: \${1:web}
spec:
  selector:
    app: \${1:web}
  ports:
    - port: 80
      targetPort: http
`,
  },
  statefulSet: {
    in: 'document',
    body: `apiVersion: v1
kind: Service
metadata:
  name: \${1:web}
spec:
  clusterIP: None
  selector:
    app: \${1:web}
  ports:
    - port: \${3:80}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: \${1:web}
spec:
  serviceName: \${1:web}
  replicas: \${4:2}
  selector:
    matchLabels:
      app: \${1:web}
  template:
    ${POD_TEMPLATE}
          volumeMounts:
            - name: data
              mountPath: \${5:/data}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
`,
  },
  job: {
    in: 'document',
    body: `apiVersion: batch/v1
kind: Job
metadata:
  name: \${1:task}
spec:
  backoffLimit: \${4:2}
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: \${1:task}
          image: \${2:busybox}
          command: [sh, -c, "\${3:echo done}"]
`,
  },
  cronJob: {
    in: 'document',
    body: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: \${1:task}
spec:
  schedule: "\${4:* * * * *}"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: \${1:task}
              image: \${2:busybox}
              command: [sh, -c, "\${3:date}"]
`,
  },
  configMap: {
    in: 'document',
    body: `apiVersion: v1
kind: ConfigMap
metadata:
  name: \${1:settings}
data:
  \${2:KEY}: \${3:value}
`,
  },
  claim: {
    in: 'document',
    body: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: \${1:data}
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: \${2:1Gi}
`,
  },
  scenario: {
    in: 'document',
    body: `apiVersion: podlapse.dev/v1
kind: Scenario
metadata:
  name: \${1:what-if}
spec:
  steps:
    - {at: \${2:30s}, run: "\${3:kubectl delete pod web}"}
`,
  },

  httpReadiness: {
    in: 'Container',
    body: `readinessProbe:
  httpGet:
    path: \${1:/}
    port: \${2:80}
  periodSeconds: \${3:5}`,
  },
  execLiveness: {
    in: 'Container',
    body: `livenessProbe:
  exec:
    command: [\${1:cat}, \${2:/tmp/healthy}]
  periodSeconds: \${3:5}`,
  },
  httpLiveness: {
    in: 'Container',
    body: `livenessProbe:
  httpGet:
    path: \${1:/healthz}
    port: \${2:80}
  failureThreshold: \${3:3}`,
  },
  httpStartup: {
    in: 'Container',
    body: `startupProbe:
  httpGet:
    path: \${1:/}
    port: \${2:80}
  periodSeconds: \${3:5}
  failureThreshold: \${4:30}`,
  },
  preStopSleep: {
    in: 'Container',
    body: `lifecycle:
  preStop:
    sleep:
      seconds: \${1:5}`,
  },
  memory: {
    in: 'Container',
    body: `resources:
  requests:
    cpu: \${1:100m}
    memory: \${2:64Mi}
  limits:
    memory: \${3:128Mi}`,
  },
  shellCommand: {
    in: 'Container',
    body: `command: [sh, -c, "\${1:echo hello; sleep 3600}"]`,
  },
  httpApp: {
    in: 'Container',
    body: `image: podlapse/app
args: [http, --port, "\${1:8080}", --start-delay, "\${2:10}"]`,
  },
  sidecar: {
    in: 'PodSpec',
    body: `initContainers:
  - name: \${1:logs}
    image: \${2:busybox}
    restartPolicy: Always
    command: [sh, -c, "\${3:tail -F /var/log/app.log}"]`,
  },
  sidecarItem: {
    in: 'Container',
    under: 'initContainers',
    body: `name: \${1:logs}
image: \${2:busybox}
restartPolicy: Always
command: [sh, -c, "\${3:tail -F /var/log/app.log}"]`,
  },
  waitFor: {
    in: 'Container',
    under: 'initContainers',
    body: `name: \${1:wait}
image: busybox
command: [sh, -c, "until nslookup \${2:db}; do sleep 2; done"]`,
  },
  emptyDir: {
    in: 'Volume',
    body: `name: \${1:data}
emptyDir: {}`,
  },
  configMapVolume: {
    in: 'Volume',
    body: `name: \${1:settings}
configMap:
  name: \${1:settings}`,
  },
  claimVolume: {
    in: 'Volume',
    body: `name: \${1:data}
persistentVolumeClaim:
  claimName: \${1:data}`,
  },
  fromConfigMap: {
    in: 'EnvVar',
    body: `name: \${1:MODE}
valueFrom:
  configMapKeyRef:
    name: \${2:settings}
    key: \${1:MODE}`,
  },
  fromField: {
    in: 'EnvVar',
    body: `name: \${1:POD_IP}
valueFrom:
  fieldRef:
    fieldPath: \${2:status.podIP}`,
  },
  typed: {
    in: 'ScenarioStep',
    body: `at: \${1:30s}
run: \${2:kubectl delete pod web}`,
  },
  killed: {
    in: 'ScenarioStep',
    body: `at: \${1:30s}
pod: \${2:web}
container: \${3:app}
do: kill
signal: \${4:SIGKILL}`,
  },
  nodeCrash: {
    in: 'ScenarioStep',
    body: `at: \${1:60s}
node: \${2:node-1}
do: crash`,
  },
  taintedNode: {
    in: 'ScenarioNode',
    body: `name: \${1:node-1}
cpu: "\${2:2}"
memory: \${3:4Gi}`,
  },
  describedImage: {
    in: 'ScenarioImage',
    body: `name: \${1:example.com/api:1}
ports: [\${2:8080}]
startTime: \${3:5s}
memory: \${4:100Mi}`,
  },
} satisfies Readonly<Record<string, SnippetText>>

export type SnippetName = keyof typeof SNIPPETS

const SNIPPET_NAMES = Object.keys(SNIPPETS) as readonly SnippetName[]

/** Those that fit into a definition of which these fields are there. */
export function snippetsFor(definition: string, steps: readonly (string | number)[], present: ReadonlySet<string>) {
  return SNIPPET_NAMES.filter((name) => {
    const { in: where, body, under }: SnippetText = SNIPPETS[name]
    if (where !== definition) return false
    if (under !== undefined && !(steps.at(-2) === under && present.size === 0)) return false
    return fieldsOf(body).every((field) => !present.has(field))
  })
}

/** The lines of one, as they stand behind the first letter's column. */
export function snippetText(name: SnippetName, { column, flow }: LineStyle): string {
  const { body }: SnippetText = SNIPPETS[name]
  return flow ? '' : body.replaceAll('\n', `\n${' '.repeat(column)}`)
}

function fieldsOf(body: string): readonly string[] {
  return [...body.matchAll(/^(\w+):/gm)].map(([, field = '']) => field)
}
