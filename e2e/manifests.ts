/** Pods as people paste them. */

export const ECHO = `apiVersion: v1
kind: Pod
metadata:
  name: greeter
spec:
  restartPolicy: Always
  containers:
    - name: hello
      image: busybox:1.36
      command: ["sh", "-c", "echo good morning"]
`

export const OOM = `apiVersion: v1
kind: Pod
metadata:
  name: glutton
spec:
  containers:
    - name: eater
      image: podlapse/app:1
      args: [leak, --from, 10Mi, --to, 200Mi, --over, "20"]
      resources:
        limits:
          memory: 100Mi
`

export const LIVENESS_FILE = `apiVersion: v1
kind: Pod
metadata:
  name: candle
spec:
  terminationGracePeriodSeconds: 5
  containers:
    - name: wick
      image: busybox:1.36
      args: ["/bin/sh", "-c", "touch /tmp/lit; sleep 20; rm /tmp/lit; sleep 600"]
      livenessProbe:
        exec:
          command: ["cat", "/tmp/lit"]
        periodSeconds: 5
---
apiVersion: podlapse.dev/v1
kind: Scenario
metadata:
  name: candle
spec:
  until: 2m
`

/** A shell that never waits: the simulated processor has to bound it, or nothing else would ever happen. */
export const ENDLESS_LOOP = `apiVersion: v1
kind: Pod
metadata:
  name: hamster
spec:
  containers:
    - name: wheel
      image: busybox:1.36
      command: ["sh", "-c", "while true; do :; done"]
---
apiVersion: podlapse.dev/v1
kind: Scenario
metadata:
  name: hamster
spec:
  until: 30s
`
