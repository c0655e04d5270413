import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { STATE_TONES, type StateTone } from '../../view/history/tone.ts'
import { propertyOf } from './tones.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function themeOf(name: 'dark' | 'light'): (property: string) => string {
  const block = new RegExp(`\\[data-theme="${name}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return (property) => {
    const value = new RegExp(`${property}: (#[0-9a-f]{6});`).exec(block)?.[1]
    if (value === undefined) throw new Error(`${name} has no ${property}`)
    return value
  }
}

type Triple = readonly [number, number, number]

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** WCAG 2.2 contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = linear(hex)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Machado, Oliveira and Fernandes 2009, severity 1, to be applied in linear light. */
const EYES: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function seen(hex: string, eye: string): Triple {
  const [r, g, b] = linear(hex)
  const rows = EYES[eye] as readonly [Triple, Triple, Triple]
  return rows.map(([x, y, z]) => Math.min(1, Math.max(0, x * r + y * g + z * b))) as unknown as Triple
}

function lab([r, g, b]: Triple): Triple {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116)
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** CIEDE2000 (Sharma, Wu, Dalal 2005). */
function deltaE([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const rad = Math.PI / 180
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)))
  const [p1, p2] = [(1 + g) * a1, (1 + g) * a2]
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)]
  const hue = (a: number, b: number) => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / rad + 360) % 360)
  const [h1, h2] = [hue(p1, b1), hue(p2, b2)]
  let dh = c1 * c2 === 0 ? 0 : h2 - h1
  if (dh > 180) dh -= 360
  if (dh < -180) dh += 360
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((dh / 2) * rad)
  const [dL, dC] = [l2 - l1, c2 - c1]
  const [mL, mC] = [(l1 + l2) / 2, (c1 + c2) / 2]
  let mH = h1 + h2
  if (c1 * c2 !== 0) {
    if (Math.abs(h1 - h2) <= 180) mH /= 2
    else mH = (mH + (mH < 360 ? 360 : -360)) / 2
  }
  const t =
    1 -
    0.17 * Math.cos((mH - 30) * rad) +
    0.24 * Math.cos(2 * mH * rad) +
    0.32 * Math.cos((3 * mH + 6) * rad) -
    0.2 * Math.cos((4 * mH - 63) * rad)
  const sL = 1 + (0.015 * (mL - 50) ** 2) / Math.sqrt(20 + (mL - 50) ** 2)
  const sC = 1 + 0.045 * mC
  const sH = 1 + 0.015 * mC * t
  const rT = -2 * Math.sqrt(mC ** 7 / (mC ** 7 + 25 ** 7)) * Math.sin(60 * Math.exp(-(((mH - 275) / 25) ** 2)) * rad)
  return Math.sqrt((dL / sL) ** 2 + (dC / sC) ** 2 + (dH / sH) ** 2 + rT * (dC / sC) * (dH / sH))
}

describe.each(['dark', 'light'] as const)('the %s palette', (name) => {
  const colour = themeOf(name)

  it.each(STATE_TONES)('%s can be seen and read', (tone: StateTone) => {
    expect(contrast(colour(propertyOf(tone, 'mark')), colour('--bg1'))).toBeGreaterThanOrEqual(3)
    expect(contrast(colour(propertyOf(tone, 'ink')), colour('--bg1'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colour(propertyOf(tone, 'ink')), colour('--bg2'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colour(propertyOf(tone, 'mark')), colour('--future'))).toBeGreaterThanOrEqual(3)
    expect(contrast(colour(propertyOf(tone, 'ink')), colour('--future'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colour(propertyOf(tone, 'on')), colour(propertyOf(tone, 'mark')))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['--t1', '--t2', '--t3'])('%s can be read on every panel and on the future', (text) => {
    for (const ground of ['--bg1', '--bg2', '--future']) {
      expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('outlines of controls can be seen', () => {
    expect(contrast(colour('--line2'), colour('--bg1'))).toBeGreaterThanOrEqual(3)
  })

  it.each(Object.keys(EYES))('keeps every two states apart for %s eyes', (eye) => {
    for (const [i, a] of STATE_TONES.entries()) {
      for (const b of STATE_TONES.slice(i + 1)) {
        const distance = deltaE(
          lab(seen(colour(propertyOf(a, 'mark')), eye)),
          lab(seen(colour(propertyOf(b, 'mark')), eye)),
        )
        expect(distance, `${a} and ${b}`).toBeGreaterThanOrEqual(8)
      }
    }
  })
})
