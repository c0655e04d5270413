import { describe, expect, it } from 'vitest'
import { CAPABILITIES, type SecurityContext } from '../../manifest/pod/security-context.ts'
import { capabilityMask, effectiveCapabilities } from './capabilities.ts'

/** Those of the usual ones that make a difference here. */
const USUAL = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL', 'SETGID', 'SETUID', 'NET_BIND_SERVICE', 'NET_RAW']

/** Those that have to be asked for. */
const UNUSUAL = ['NET_ADMIN', 'SYS_ADMIN', 'SYS_TIME']

describe('effectiveCapabilities (CAPABILITY-1)', () => {
  const cases: [string, SecurityContext | undefined, number, string[]][] = [
    ['nothing asked', undefined, 0, USUAL],
    ['added', { capabilities: { add: ['NET_ADMIN'] } }, 0, [...USUAL, 'NET_ADMIN']],
    ['in small letters', { capabilities: { add: ['net_admin'] } }, 0, [...USUAL, 'NET_ADMIN']],
    ['with the kernel’s prefix, which the runtime sets itself', { capabilities: { add: ['CAP_NET_ADMIN'] } }, 0, USUAL],
    ['dropped', { capabilities: { drop: ['CHOWN'] } }, 0, USUAL.slice(1)],
    [
      'one added, one dropped',
      { capabilities: { add: ['NET_ADMIN'], drop: ['CHOWN'] } },
      0,
      [...USUAL.slice(1), 'NET_ADMIN'],
    ],
    ['the same added and dropped', { capabilities: { add: ['NET_ADMIN'], drop: ['NET_ADMIN'] } }, 0, USUAL],
    ['all dropped, one added', { capabilities: { add: ['CHOWN'], drop: ['ALL'] } }, 0, ['CHOWN']],
    ['all added, one dropped', { capabilities: { add: ['ALL'], drop: ['CHOWN'] } }, 0, [...USUAL.slice(1), ...UNUSUAL]],
    ['all added and all dropped', { capabilities: { add: ['ALL'], drop: ['ALL'] } }, 0, []],
    ['privileged', { privileged: true, capabilities: { drop: ['ALL'] } }, 0, [...USUAL, ...UNUSUAL]],
    ['another user, however much is added', { capabilities: { add: ['NET_ADMIN'] } }, 1000, []],
  ]
  it.each(cases)('%s', (_, context, uid, expected) => {
    const inForce = effectiveCapabilities(context, uid)
    expect(CAPABILITIES.filter((capability) => inForce.has(capability))).toEqual(expected)
  })
})

it('are written as the kernel writes them', () => {
  expect(capabilityMask(effectiveCapabilities(undefined, 0))).toBe('00000000a80425fb')
  expect(capabilityMask(effectiveCapabilities({ privileged: true }, 0))).toBe('000001ffffffffff')
  expect(capabilityMask(new Set())).toBe('0000000000000000')
})
