import { expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { ensure } from '../../lib/assert.ts'
import { runText } from '../explain/testing/run-text.ts'
import { FACTS_EN } from './facts-words-en.ts'
import { FACTS_ZH } from './facts-words-zh.ts'
import { fieldFacts } from './field-facts.ts'
import { sayFieldFact } from './say-field-fact.ts'

test.each([
  [
    'liveness-kill',
    'spec.containers[0].livenessProbe.failureThreshold',
    'failed 9 times, at most 2 in a row',
    '失败 9 次，最多连续 2 次',
  ],
  [
    'liveness-kill',
    'spec.containers[0].livenessProbe.terminationGracePeriodSeconds',
    'used up, then SIGKILL',
    '用尽，随后 SIGKILL',
  ],
  ['liveness-kill', 'spec.restartPolicy', 'restarted 4 times', '重启 4 次'],
  ['liveness-kill', 'spec.selector', 'selects 1 Pod', '选中 1 个 Pod'],
  ['oom', 'spec.containers[0].resources.limits.memory', 'peak 128Mi', '峰值 128Mi'],
  ['graceful-delete', 'spec.terminationGracePeriodSeconds', 'used 3 s', '用了 3\u00a0秒'],
  ['deaf-to-sigterm', 'spec.terminationGracePeriodSeconds', 'used up, then SIGKILL', '用尽，随后 SIGKILL'],
  ['healthy', 'spec.containers[0].livenessProbe.failureThreshold', 'never failed in 11 tries', '11 次都没有失败'],
])('%s, %s: %s', (name, field, english, chinese) => {
  const { text } = ensure(
    GALLERY.find((item) => item.name === name),
    name,
  )
  const found = fieldFacts(runText(text)).find((each) => each.field === field)
  expect(found && sayFieldFact(found.fact, FACTS_EN)).toBe(english)
  expect(found && sayFieldFact(found.fact, FACTS_ZH)).toBe(chinese)
})
