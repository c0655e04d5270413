import { describe, expect, test } from 'vitest'
import { setDefaultsPod } from './defaults.ts'
import { goSpecDiff } from './go-spec.ts'
import type { PodSpec } from './pod.ts'

function spec(more: Partial<PodSpec> = {}, container: Partial<PodSpec['containers'][number]> = {}): PodSpec {
  const made = { containers: [{ name: 'app', image: 'nginx:1.27', ...container }], ...more } as PodSpec
  setDefaultsPod(made)
  return made
}

describe('the difference of two specs, in the words of the API server’s own structs', () => {
  test.each<[string, PodSpec, PodSpec, string]>([
    [
      'an environment that was not there',
      spec(),
      spec({}, { env: [{ name: 'MODE', value: 'fast' }] }),
      `@@ -10,7 +10,13 @@
    "WorkingDir": "",
    "Ports": null,
    "EnvFrom": null,
-   "Env": null,
+   "Env": [
+    {
+     "Name": "MODE",
+     "Value": "fast",
+     "ValueFrom": null
+    }
+   ],
    "Resources": {
     "Limits": null,
     "Requests": null,
`,
    ],
    [
      'another grace, whose neighbours are shown',
      spec(),
      spec({ terminationGracePeriodSeconds: 5 }),
      `@@ -36,7 +36,7 @@
  ],
  "EphemeralContainers": null,
  "RestartPolicy": "Always",
- "TerminationGracePeriodSeconds": 30,
+ "TerminationGracePeriodSeconds": 5,
  "ActiveDeadlineSeconds": null,
  "DNSPolicy": "ClusterFirst",
  "NodeSelector": null,
`,
    ],
    ['nothing', spec(), spec(), ''],
  ])('%s', (_situation, before, after, expected) => {
    expect(goSpecDiff(before, after)).toBe(expected)
  })

  test('host namespaces are the security context’s', () => {
    expect(goSpecDiff(spec(), spec({ hostNetwork: true }))).toContain(
      '-  "HostNetwork": false,\n+  "HostNetwork": true,\n',
    )
  })
})
