/**
 * Words that manifests are made of. A link's text is compressed as if this stood before it, so a small Pod costs little
 * more than its own names. Deflate reaches back farther at a price: what is met most often stands last.
 *
 * Part of the format: never edit a released dictionary. A better one is the dictionary of a new version.
 */
export const DICTIONARY_V1 = `apiVersion: networking.k8s.io/v1
kind: Ingress
kind: PersistentVolumeClaim
accessModes: [ReadWriteOnce]
storageClassName: 
apiVersion: batch/v1
kind: CronJob
schedule: "*/5 * * * *"
jobTemplate:
kind: Job
backoffLimit: 4
completions: parallelism: activeDeadlineSeconds: ttlSecondsAfterFinished:
apiVersion: apps/v1
kind: StatefulSet
serviceName: volumeClaimTemplates:
kind: DaemonSet
kind: ReplicaSet
kind: Deployment
spec:
  replicas: 3
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 25%
  selector:
    matchLabels:
      app: 
  template:
    metadata:
      labels:
        app: 
affinity: nodeAffinity: podAntiAffinity: requiredDuringSchedulingIgnoredDuringExecution:
nodeSelectorTerms: matchExpressions: topologyKey: kubernetes.io/hostname
operator: In
values: topologySpreadConstraints: whenUnsatisfiable: DoNotSchedule ScheduleAnyway
tolerations:
- key: node-role.kubernetes.io/control-plane
  operator: Exists
  effect: NoSchedule
  effect: NoExecute
  tolerationSeconds: 300
nodeSelector:
  disktype: ssd
nodeName: node-1
hostNetwork: true
shareProcessNamespace: true
serviceAccountName: automountServiceAccountToken: false
imagePullSecrets:
dnsPolicy: ClusterFirst
securityContext:
  privileged: true
  runAsUser: 1000
  runAsNonRoot: true
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    add: ["NET_ADMIN"]
    drop: ["ALL"]
apiVersion: v1
kind: Secret
type: Opaque
stringData:
kind: ConfigMap
data:
  key: value
envFrom:
- configMapRef:
- secretRef:
valueFrom:
  fieldRef:
    fieldPath: metadata.name
  resourceFieldRef:
  configMapKeyRef:
  secretKeyRef:
hostPath:
  type: DirectoryOrCreate
  medium: Memory
persistentVolumeClaim:
  claimName: 
configMap:
secret:
  secretName: 
ephemeralContainers: readinessGates: schedulingGates:
preemptionPolicy: priorityClassName: runtimeClassName: 
kind: Scenario
metadata:
  name: 
spec:
  seed: 1
  until: 10m
  imagesPresent: true
  nodes:
  - name: node-1
    cpu: "4"
    memory: 8Gi
    pods: 110
    taints:
  images:
  - name: registry.example.com/
    size: 100Mi
    pull: notFound
    pullTime: 10s
  assumptions:
  steps:
  - at: 60s
    node: node-1
    do: stopKubelet
  - at: 60s
    apply:
  - at: 30s
    pod: 
    container: 
    do: kill
    signal: SIGKILL
  - at: 30s
    run: kubectl delete pod --grace-period=0 --force
image: podlapse/app:1
args: [run, --for, "30", --code, "1", --term-delay, "5", --ignore-term]
args: [http, --port, "8080", --start-delay, "40", --ok-after, --fail-after, "60"]
args: [leak, --from, 20Mi, --to, 250Mi, --over, "60"]
polinux/stress redis:7 mysql:8 postgres:16 httpd:2.4 alpine:3 registry.k8s.io/e2e-test-images/agnhost:2.40
command: ["stress"]
args: ["--vm", "1", "--vm-bytes", "250M", "--vm-hang", "1"]
kind: Service
spec:
  type: NodePort
  clusterIP: None
  selector:
    app: 
  ports:
  - name: http
    protocol: TCP
    port: 80
    targetPort: 8080
---
initContainers:
- name: init
  image: busybox:1.36
  restartPolicy: Always
  command: ['sh', '-c', 'until nslookup ; do echo waiting for ; sleep 2; done']
lifecycle:
  postStart:
    exec:
      command: ["/bin/sh", "-c", "echo Hello from the postStart handler > /usr/share/message"]
  preStop:
    sleep:
      seconds: 5
    exec:
      command: ["/usr/sbin/nginx", "-s", "quit"]
terminationGracePeriodSeconds: 30
env:
- name: 
  value: ""
resources:
  requests:
    cpu: 100m
    memory: 64Mi
  limits:
    cpu: 500m
    memory: 128Mi
volumes:
- name: data
  emptyDir: {}
volumeMounts:
- name: data
  mountPath: /usr/share/nginx/html
  subPath: 
  readOnly: true
startupProbe:
  grpc:
  tcpSocket:
    port: 8080
  failureThreshold: 30
  periodSeconds: 10
readinessProbe:
  httpGet:
    path: /healthz
    port: 8080
    scheme: HTTP
    httpHeaders:
  initialDelaySeconds: 5
  periodSeconds: 5
  timeoutSeconds: 1
  successThreshold: 1
  failureThreshold: 3
livenessProbe:
  exec:
    command:
    - cat
    - /tmp/healthy
  initialDelaySeconds: 5
  periodSeconds: 5
apiVersion: podlapse.dev/v1
kind: Scenario
metadata:
  namespace: default
  annotations:
apiVersion: v1
kind: Pod
metadata:
  name: 
  labels:
    app: 
spec:
  restartPolicy: Always
  restartPolicy: OnFailure
  restartPolicy: Never
  containers:
  - name: app
    image: busybox
    image: nginx:1.27
    imagePullPolicy: IfNotPresent
    ports:
    - containerPort: 80
    command: ["/bin/sh", "-c", "echo "]
    command: ["sleep", "3600"]
    args:
    - /bin/sh
    - -c
    - touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600
    - while true; do date; sleep 1; done; exit 1
`
