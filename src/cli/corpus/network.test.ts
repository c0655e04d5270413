import { expect } from 'vitest'
import { checkStories } from './manifests.ts'

/** A Pod to ask from. */
const ASKER = `apiVersion: v1
kind: Pod
metadata: {name: asker}
spec:
  containers: [{name: box, image: ikubernetes/admin-box:latest, command: [sleep, "3600"]}]`

checkStories('network', [
  [
    '002',
    'the server answers with its name and address',
    {
      beside: ASKER,
      steps: [
        '30s kubectl exec asker -- curl -s http://{ip:pod-demo}',
        '31s kubectl exec asker -- curl -s http://{ip:pod-demo}/user-agent',
      ],
    },
    (life) => {
      expect(life.printed(0)).toBe(
        `iKubernetes demoapp v1.0 !! ClientIP: ${life.ip('asker')}, ServerName: pod-demo, ServerIP: ${life.ip('pod-demo')}!\n`,
      )
      expect(life.printed(1)).toMatch(/^User-Agent: curl\/[\d.]+\n$/)
      expect(life.logs('demo')).toMatch(
        /^ \* Running on .*\n[\d.]+ - - \[05\/Jan\/2026 09:00:30\] "GET \/ HTTP\/1\.1" 200 -\n/,
      )
    },
  ],
  [
    '004',
    'who listens on loopback refuses the others',
    {
      beside: ASKER,
      steps: [
        '30s kubectl exec asker -- curl -s -S http://{ip:pod-using-env}:8080',
        '31s kubectl exec pod-using-env -- curl -s 127.0.0.1:8080/hostname',
      ],
    },
    (life) => {
      expect(life.printed(0)).toMatch(
        /curl: \(7\) Failed to connect to .* port 8080.*\ncommand terminated with exit code 7\n/,
      )
      expect(life.printed(1)).toBe('ServerName: pod-using-env\n')
    },
  ],
  [
    '005',
    'hostPort: the node’s port leads to the container',
    { beside: ASKER, steps: ['30s kubectl exec asker -- curl -s http://{host:pod-using-hostport}:30080'] },
    (life) => {
      expect(life.printed(0)).toContain('ServerName: pod-using-hostport')
    },
  ],
  [
    '006',
    'hostNetwork: the node’s address answers',
    { beside: ASKER, steps: ['30s kubectl exec asker -- curl -s http://{host:pod-using-hostnetwork}'] },
    (life) => {
      expect(life.printed(0)).toContain(`ServerName: ${life.pod('20s').spec.nodeName}`)
    },
  ],
  [
    '016',
    'a rule of the init container leads 8080 to 80; the app container may not look at it',
    {
      beside: ASKER,
      steps: [
        '30s kubectl exec asker -- curl -s http://{ip:init-container-demo}:8080',
        '31s kubectl exec init-container-demo -- iptables -t nat -vnL',
      ],
    },
    (life) => {
      expect(life.printed(0)).toContain('ServerName: init-container-demo')
      expect(life.printed(1)).toMatch(/^Defaulted container "demo" out of: demo, iptables-init \(init\)\n/)
      expect(life.printed(1)).toContain('Permission denied (you must be root)')
      const init = life.pod('20s').status.initContainerStatuses?.[0]
      expect(init).toMatchObject({
        ready: true,
        restartCount: 0,
        state: { terminated: { exitCode: 0, reason: 'Completed' } },
      })
    },
  ],
  [
    '023',
    'nginx serves what the other container wrote, and then wrote anew',
    {
      beside: ASKER,
      steps: [
        '20s kubectl exec asker -- curl -s http://{ip:pod2}',
        '21s kubectl exec pod2 -c ct-nginx -- curl -s localhost',
        '30s kubectl exec pod2 -c ct-busybox -- sh -c "echo Goodbye from the pod2 > /data/index.html"',
        '31s kubectl exec asker -- curl -s http://{ip:pod2}',
      ],
    },
    (life) => {
      expect(life.printed(0)).toBe('Hello from the pod2/ct-busybox\n')
      expect(life.printed(1)).toBe('Hello from the pod2/ct-busybox\n')
      expect(life.printed(3)).toBe('Goodbye from the pod2\n')
    },
  ],
  [
    '026',
    'the server is well for ten seconds, and then no more',
    {
      beside: ASKER,
      steps: [
        '5s kubectl exec asker -- curl -s http://{ip:pod5-liveness-http}:8080/healthz',
        '15s kubectl exec asker -- curl -s -o /dev/null -w "%{http_code}" http://{ip:pod5-liveness-http}:8080/healthz',
      ],
    },
    (life) => {
      expect(life.printed(0)).toMatch(/^ok/)
      expect(life.printed(1)).toBe('500\n')
    },
  ],
  [
    '036',
    'hostPort 8888 leads to 9999',
    { beside: ASKER, steps: ['30s kubectl exec asker -- curl -s http://{host:pod-hostport-demo}:8888/hostname'] },
    (life) => {
      expect(life.printed(0)).toBe('ServerName: pod-hostport-demo\n')
    },
  ],
  [
    '037',
    'the blog finds its database by the name of the Service',
    {
      beside: ASKER,
      until: '3m',
      steps: [
        '100s kubectl exec asker -- curl -s -o /dev/null -w "%{http_code}" http://wp',
        '101s kubectl exec asker -- nslookup mysql',
      ],
    },
    (life) => {
      expect(life.row('90s', 'mydb')).toBe('1/1 Running 0')
      expect(life.row('90s', 'wordpress')).toBe('1/1 Running 0')
      expect(life.printed(0)).toBe('302\n')
      expect(life.printed(1)).toContain('mysql.default.svc.cluster.local')
    },
  ],
  [
    '044',
    'ready after the first attempt, and then an endpoint',
    {
      beside: ASKER,
      steps: ['30s kubectl exec asker -- curl -s -o /dev/null -w "%{http_code}" http://pod-readiness-tcpsocket-svc'],
    },
    (life) => {
      expect(life.printed(0)).toBe('200\n')
    },
  ],
  [
    '706',
    'a probe of the wrong port: no endpoint',
    { beside: ASKER, steps: ['30s kubectl exec asker -- curl -s -S --max-time 5 http://pod-readiness-tcpsocket-svc'] },
    (life) => {
      expect(life.row('25s')).toBe('0/1 Running 0')
      expect(life.eventText(/^Unhealthy/)).toMatch(
        /^Readiness probe failed: dial tcp [\d.]+:8080: connect: connection refused$/,
      )
      expect(life.printed(0)).toMatch(/^curl: \(7\)/)
    },
  ],
  [
    '063',
    'waits for one Service after the other',
    {
      steps: [
        '1ms kubectl delete svc wait-service wait-db',
        '60s kubectl apply -f - <<E\napiVersion: v1\nkind: Service\nmetadata: {name: wait-service}\nspec: {ports: [{port: 80, targetPort: 9376}]}\nE',
        '120s kubectl apply -f - <<E\napiVersion: v1\nkind: Service\nmetadata: {name: wait-db}\nspec: {ports: [{port: 80, targetPort: 9377}]}\nE',
      ],
    },
    (life) => {
      expect(life.row('50s')).toBe('0/1 Init:0/2 0')
      expect(life.row('100s')).toBe('0/1 Init:1/2 0')
      expect(life.row('200s')).toBe('1/1 Running 0')
      expect(life.statuses()).toBe('Pending > Init:0/2 > Init:1/2 > PodInitializing > Running')
    },
  ],
  [
    '702',
    'the Pod answers a ping',
    { beside: ASKER, steps: ['20s kubectl exec asker -- ping -c 2 {ip:pod1}'] },
    (life) => {
      expect(life.printed(0)).toMatch(/2 packets transmitted, 2 (packets )?received, 0% packet loss/)
    },
  ],
])
