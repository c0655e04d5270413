import { expect } from 'vitest'
import { checkStories } from './manifests.ts'

const SPECIAL_CONFIG = `apiVersion: v1
kind: ConfigMap
metadata: {name: special-config}
data: {special.how: very, special.type: charm}`

checkStories('configuration and what containers see', [
  [
    '002',
    'ps shows python3 as the first process',
    {
      steps: [
        '10s kubectl exec pod-demo -- ps sux',
        '11s kubectl exec pod-demo -- hostname',
        '12s kubectl exec pod-demo -- netstat -tnl',
      ],
    },
    (life) => {
      expect(life.printed(0)).toMatch(
        /^PID +USER +TIME +COMMAND\n +1 root +0:00 python3 \/usr\/local\/bin\/demo\.py\n +\d+ root +0:00 ps sux\n$/,
      )
      expect(life.printed(1)).toBe('pod-demo\n')
      expect(life.printed(2)).toMatch(
        /^Active Internet connections \(only servers\)\nProto Recv-Q Send-Q Local Address +Foreign Address +State *\ntcp +0 +0 0\.0\.0\.0:80 +0\.0\.0\.0:\* +LISTEN *\n$/,
      )
    },
  ],
  [
    '003',
    'command and args move the server to 8080',
    { steps: ['10s kubectl exec pod-demo-with-cmd-and-args -- netstat -tnl'] },
    (life) => {
      expect(life.printed(0)).toMatch(/ 0\.0\.0\.0:8080 +0\.0\.0\.0:\* +LISTEN/)
      expect(life.printed(0)).not.toMatch(/0\.0\.0\.0:80 /)
    },
  ],
  [
    '004',
    'HOST and PORT make it listen on loopback',
    { steps: ['10s kubectl exec pod-using-env -- netstat -tnl'] },
    (life) => {
      expect(life.printed(0)).toMatch(/ 127\.0\.0\.1:8080 +0\.0\.0\.0:\* +LISTEN/)
    },
  ],
  [
    '006',
    'with hostNetwork the host name is the node’s',
    { steps: ['10s kubectl exec pod-using-hostnetwork -- hostname'] },
    (life) => {
      expect(life.printed(0)).toBe(`${life.pod('9s').spec.nodeName}\n`)
    },
  ],
  [
    '008',
    'runs as 1001',
    {
      steps: [
        '10s kubectl exec securitycontext-runasuer-demo -- id',
        '11s kubectl exec securitycontext-runasuer-demo -- ps aux',
      ],
    },
    (life) => {
      expect(life.printed(0)).toMatch(/^uid=1001 gid=1001( groups=1001)?\n$/)
      expect(life.printed(1)).toMatch(
        /^PID +USER +TIME +COMMAND\n +1 1001 +0:00 python3 \/usr\/local\/bin\/demo\.py\n +\d+ 1001 +0:00 ps aux\n$/,
      )
    },
  ],
  [
    '009',
    'NET_ADMIN is there, CHOWN is gone',
    {
      steps: [
        '10s kubectl exec securitycontext-capabilities-demo -- iptables -t nat -nL PREROUTING',
        '11s kubectl exec securitycontext-capabilities-demo -- chown 200.200 /etc/hosts',
      ],
    },
    (life) => {
      expect(life.printed(0)).toMatch(/REDIRECT +tcp +-- +0\.0\.0\.0\/0 +0\.0\.0\.0\/0 +tcp dpt:8080 redir ports 80\n/)
      expect(life.printed(1)).toBe('chown: /etc/hosts: Operation not permitted\ncommand terminated with exit code 1\n')
    },
  ],
  [
    '010',
    'a sysctl lets user 1001 listen on port 80',
    { steps: ['10s kubectl exec securitycontext-sysctls-demo -- netstat -tnlp'] },
    (life) => {
      expect(life.row('9s')).toBe('1/1 Running 0')
      expect(life.printed(0)).toMatch(/ 0\.0\.0\.0:80 +0\.0\.0\.0:\* +LISTEN +1\/python3/)
    },
  ],
  [
    '018',
    'memory and CPUs that a container sees are the node’s',
    {
      steps: [
        '30s kubectl exec stress-pod -- grep ^MemTotal /proc/meminfo',
        '31s kubectl exec stress-pod -- grep -c ^processor /proc/cpuinfo',
        '32s kubectl exec stress-pod -- top -b -n 1',
      ],
    },
    (life) => {
      expect(life.printed(0)).toBe('MemTotal:        8388608 kB\n')
      expect(life.printed(1)).toBe('4\n')
      expect(life.printed(2)).toMatch(/stress-ng-vm/)
      expect(life.printed(2)).toMatch(/stress-ng-cpu/)
    },
  ],
  [
    '503',
    'limits are not seen either',
    {
      steps: [
        '30s kubectl exec stress-pod -- grep ^MemTotal /proc/meminfo',
        '31s kubectl exec stress-pod -- grep -c ^processor /proc/cpuinfo',
      ],
    },
    (life) => {
      expect(life.printed(0)).toBe('MemTotal:        8388608 kB\n')
      expect(life.printed(1)).toBe('4\n')
    },
  ],
  [
    '031',
    'nginx starts with the words of its entry point',
    {},
    (life) => {
      expect(life.logs('nginx-web01')).toMatch(
        /^\/docker-entrypoint\.sh: \/docker-entrypoint\.d\/ is not empty, will attempt to perform configuration\n\/docker-entrypoint\.sh: Looking for shell scripts in \/docker-entrypoint\.d\/\n\/docker-entrypoint\.sh: Launching \/docker-entrypoint\.d\/10-listen-on-ipv6-by-default\.sh\n/,
      )
      expect(life.events(/^(Scheduled|Pulled|Created|Started): /)).toHaveLength(4)
    },
  ],
  [
    '034',
    'the kubelet puts a variable into args before the shell sees it',
    { steps: ['10s kubectl exec pod-with-cmd-and-args -- ps aux'] },
    (life) => {
      expect(life.printed(0)).toMatch(/ 1 root +0:00 python3 \/usr\/local\/bin\/demo\.py -p 8888\n/)
    },
  ],
  [
    '712',
    'a variable that args do not name changes nothing',
    { steps: ['10s kubectl exec pod-with-cmd-and-args -- netstat -tnl'] },
    (life) => {
      expect(life.printed(0)).toMatch(/ 0\.0\.0\.0:8080 /)
    },
  ],
  [
    '038',
    'the shell runs $(date), and the hook leaves its line',
    { steps: ['10s kubectl exec pod-poststart -- cat /tmp/poststart.log'] },
    (life) => {
      expect(life.logs('busybox')).toMatch(/^The app is running at Mon Jan +5 09:00:\d\d UTC 2026 !\n$/)
      expect(life.printed(0)).toMatch(/^lifecycle poststart at Mon Jan +5 09:00:\d\d UTC 2026\n$/)
    },
  ],
  [
    '039',
    'deletion takes the whole 30 s',
    { steps: ['20s kubectl delete pod pod-prestop'] },
    (life) => {
      expect(life.goneAt()).toBeGreaterThanOrEqual(50)
      expect(life.goneAt()).toBeLessThan(53)
    },
  ],
  [
    '050',
    'the owner stays root',
    {
      steps: [
        '10s kubectl exec pod-securitycontext-capabilities -- chown 1001:1001 /etc/hosts',
        '11s kubectl exec pod-securitycontext-capabilities -- ls -l /etc/hosts',
      ],
    },
    (life) => {
      expect(life.printed(0)).toContain('Operation not permitted')
      expect(life.printed(1)).toMatch(/^-rw-r--r-- +1 root +root +\d+ Jan +5 09:00 \/etc\/hosts\n$/)
    },
  ],
  [
    '052 fixed',
    'safe sysctls are fine',
    {},
    (life) => {
      expect(life.row('20s')).toBe('1/1 Running 0')
    },
  ],
  [
    '064',
    'one PID namespace: /pause first, then nginx and who looks',
    {
      steps: [
        '20s kubectl debug pod-nginx -c looker --image=busybox -- sleep 600',
        '40s kubectl exec pod-nginx -c looker -- ps',
      ],
    },
    (life) => {
      expect(life.printed(1)).toMatch(
        /^PID +USER +TIME +COMMAND\n +1 65535 +0:00 \/pause\n +\d+ root +0:00 nginx: master process nginx -g daemon off;\n +\d+ 101 +0:00 nginx: worker process\n/,
      )
    },
  ],
  [
    '065',
    'the shell sees nginx of the other container',
    { steps: ['20s kubectl exec nginx -c shell -- ps'] },
    (life) => {
      expect(life.printed(0)).toMatch(/1 65535 +0:00 \/pause\n/)
      expect(life.printed(0)).toMatch(/nginx: master process/)
    },
  ],
  [
    '074',
    'lists the keys of its ConfigMap',
    { beside: SPECIAL_CONFIG },
    (life) => {
      expect(life.logs('test-container')).toBe('special.how\nspecial.type\n')
      expect(life.statuses()).toMatch(/Completed$/)
    },
  ],
  [
    '074',
    'without the ConfigMap it waits, and FailedMount says why',
    {},
    (life) => {
      expect(life.statuses()).toBe('Pending > ContainerCreating')
      expect(life.eventText(/^FailedMount/)).toBe(
        'MountVolume.SetUp failed for volume "config-volume" : configmap "special-config" not found',
      )
    },
  ],
  [
    '076',
    'starts by itself once the Secret exists',
    {
      steps: [
        '60s kubectl apply -f - <<E\napiVersion: v1\nkind: Secret\nmetadata: {name: mysecret}\nstringData: {a: b}\nE',
      ],
      until: '6m',
    },
    (life) => {
      expect(life.eventText(/^FailedMount/)).toBe(
        'MountVolume.SetUp failed for volume "foo" : secret "mysecret" not found',
      )
      expect(life.statuses()).toBe('Pending > ContainerCreating > Running')
    },
  ],
  [
    '092',
    'with hostNetwork ifconfig shows the interface of the node',
    { steps: ['10s kubectl exec pod-with-host-network -- ifconfig'] },
    (life) => {
      expect(life.printed(0)).toMatch(/^eth0 +Link encap:Ethernet/)
      expect(life.printed(0)).toContain(`inet addr:${life.pod('9s').status.hostIP}`)
    },
  ],
  [
    '096 fixed',
    'a user other than root satisfies runAsNonRoot',
    {},
    (life) => {
      expect(life.row('20s')).toBe('1/1 Running 0')
    },
  ],
  [
    '513',
    'a variable from a ConfigMap',
    {},
    (life) => {
      expect(life.logs('test-container')).toContain('APPLOGLEVEL=info\n')
    },
  ],
  [
    '515',
    'keys become files of the names that items give',
    {},
    (life) => {
      expect(life.logs('app')).toMatch(/ logging\.properties -> (\.\.data\/)?logging\.properties\n/)
      expect(life.logs('app')).toMatch(/ server\.xml -> (\.\.data\/)?server\.xml\n/)
    },
  ],
  [
    '516',
    'name, namespace and address of the Pod',
    {},
    (life) => {
      expect(life.logs('test-container')).toMatch(/^frag-downward-fieldref default 10\.\d+\.\d+\.\d+\n$/)
    },
  ],
  [
    '517',
    '250m with divisor 1 is rounded up',
    {},
    (life) => {
      const lines = life.logs('test-container')
      expect(lines).toContain('MY_CPU_REQUEST=1\n')
      expect(lines).toContain('MY_CPU_REQUEST_M=250\n')
      expect(lines).toContain('MY_MEM_LIMIT=134217728\n')
    },
  ],
  [
    '518',
    'the file follows the labels',
    {
      steps: [
        '20s kubectl label pod frag-downward-volume tier=backend --overwrite',
        '170s kubectl exec frag-downward-volume -- cat /etc/podinfo/labels',
      ],
    },
    (life) => {
      // The file ends without a newline: the runtime keeps such a line until more comes.
      expect(life.logs('client')).toBe('app="demo"\n')
      expect(life.printed(1)).toBe('app="demo"\ntier="backend"\n')
    },
  ],
  [
    '531',
    'envFrom takes every key',
    { beside: SPECIAL_CONFIG },
    (life) => {
      const lines = life.logs('test-container')
      for (const line of ['SPECIAL_LEVEL_KEY=very', 'special.how=very', 'special.type=charm'])
        expect(lines).toContain(`${line}\n`)
    },
  ],
  [
    '603',
    'a variable given to kubectl run',
    { steps: ['10s kubectl exec busybox -- sh -c "echo $NAME"'] },
    (life) => {
      expect(life.row('9s')).toBe('1/1 Running 0')
    },
  ],
  [
    '608',
    'an image without a shell: exec fails',
    { steps: ['10s kubectl exec ephemeral-demo -- sh'] },
    (life) => {
      expect(life.printed(0)).toMatch(/exec: "sh": executable file not found in \$PATH/)
    },
  ],
  [
    '725',
    'debug with --target sees coredns as process 1',
    {
      steps: [
        '20s kubectl -n kube-system debug coredns-65c54cc984-4p2zj -c debugger-x --image=busybox --target=coredns -- sleep 60',
        '40s kubectl -n kube-system exec coredns-65c54cc984-4p2zj -c debugger-x -- ps',
        '41s kubectl -n kube-system exec coredns-65c54cc984-4p2zj -- sh',
      ],
    },
    (life) => {
      expect(life.printed(1)).toMatch(/ 1 \w+ +0:00 \/coredns/)
      expect(life.printed(2)).toContain('executable file not found in $PATH')
      expect(life.pod('120s').status.ephemeralContainerStatuses?.[0]?.state.terminated).toBeDefined()
    },
  ],
  [
    '726',
    'exec without -c says which container it took',
    {
      steps: [
        '20s kubectl exec my-pod -- ls /',
        '21s kubectl exec my-pod -- ps aux',
        '22s kubectl exec my-pod -c helper -- cat /proc/1/mounts',
      ],
    },
    (life) => {
      expect(life.printed(0)).toMatch(/^Defaulted container "main-app" out of: main-app, helper\n/)
      expect(life.printed(0)).toContain('etc\n')
      // The image has no procps.
      expect(life.printed(1)).toContain('exec: "ps": executable file not found in $PATH')
      expect(life.printed(2)).toMatch(/^overlay \/ overlay /)
    },
  ],
])
