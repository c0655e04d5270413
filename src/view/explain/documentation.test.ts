import { expect, test } from 'vitest'
import { RULES, type RuleId } from '../../trace/rule.ts'
import { documentationOf } from './documentation.ts'

/** Rules that Kubernetes keeps to itself, and why no page says them. */
const UNDOCUMENTED: Readonly<Partial<Record<RuleId, string>>> = {
  'EVENT-1': 'in the Event library of client-go, not documented',
  'EVENT-2': 'in the Event library of client-go, not documented',
  'ADMIT-1': 'kubelet internals, not documented',
  'SYNC-1': 'kubelet internals, not documented',
  'SYNC-2': 'kubelet internals, not documented',
  'SYNC-3': 'kubelet internals, not documented',
  'SYNC-4': 'kubelet internals, not documented',
  'PLEG-1': 'kubelet internals, not documented',
  'PLEG-2': 'kubelet internals, not documented',
  'SANDBOX-1': 'kubelet internals, not documented',
  'START-2': 'kubelet internals: the documentation promises no order of app containers',
  'KILL-4': 'kubelet internals, not documented',
  'KILL-7': 'kubelet internals, not documented',
  'BACKOFF-4': 'kubelet internals, not documented',
  'STATUS-1': 'kubelet internals, not documented',
  'PROC-1': 'a property of containers, not of Kubernetes',
  'PROC-2': 'a property of Linux, not of Kubernetes',
}

test.each(Object.keys(RULES) as RuleId[])('%s: a page of the documentation, or why there is none', (rule) => {
  const documentation = documentationOf(rule)
  expect(documentation === undefined, 'either or').toBe(rule in UNDOCUMENTED)
  if (documentation === undefined) return
  expect(documentation.title).not.toBe('')
  expect(documentation.path).toMatch(/^\/docs\/(?:[a-z0-9-]+\/)+(?:#[a-z0-9-]+)?$/)
  expect(documentation.path.includes('#')).toBe(documentation.section !== undefined)
})
