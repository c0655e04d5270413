import { expect, it } from 'vitest'
import { matchesSelector, parseLabelSelector } from '../manifest/object/selector-text.ts'
import { readCommandLine } from './run-kubectl.ts'

it.each([
  ['an unknown flag', 'delete pod web --foo', "error: unknown flag: --foo\nSee 'kubectl delete --help' for usage."],
  [
    'a flag without its value',
    'get pods -n',
    "error: flag needs an argument: 'n' in -n\nSee 'kubectl get --help' for usage.",
  ],
  [
    'a value that is none',
    'get pods -A=maybe',
    `error: invalid argument "maybe" for "-A, --all-namespaces" flag: strconv.ParseBool: parsing "maybe": invalid syntax\nSee 'kubectl get --help' for usage.`,
  ],
  [
    'an unknown context before the command',
    '--context X delete pod web',
    'Error in configuration: context was not found for specified context: X',
  ],
  [
    'a command that is nearly one',
    'discribe pod web',
    'error: unknown command "discribe" for "kubectl"\n\nDid you mean this?\n\tdescribe\n',
  ],
])('%s is refused in kubectl’s words', (_, line, refusal) => {
  expect(readCommandLine(line.split(' '))).toMatchObject({ refusal, exitCode: 1 })
})

it('flags may stand before the command', () => {
  expect(readCommandLine(['-n', 'shop', 'delete', 'pod', 'web'])).toMatchObject({ path: 'kubectl delete' })
})

it.each([
  ['app!=db', [true, false, true]],
  ['env in (prod)', [true, false, false]],
  ['env notin (prod, test),app', [false, true, false]],
  ['!env', [false, false, true]],
])('-l %s', (text, expected) => {
  const selector = parseLabelSelector(text)
  if ('wrong' in selector) throw new Error(selector.wrong)
  const labels = [{ app: 'web', env: 'prod' }, { app: 'db', env: 'dev' }, {}]
  expect(labels.map((each) => matchesSelector(each, selector))).toEqual(expected)
})
