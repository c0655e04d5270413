import { describe, expect, it } from 'vitest'
import { knownImages } from './known-images.ts'

describe('known images', () => {
  const images = knownImages()

  it('have names of their own, and a size', () => {
    expect(new Set(images.map(({ name }) => name)).size).toBe(images.length)
    expect(images.filter(({ name, sizeBytes }) => name === '' || sizeBytes <= 0)).toEqual([])
  })

  it('say what they run, where they listen and how they stop', () => {
    expect(images.find(({ name }) => name === 'nginx')).toMatchObject({
      runs: expect.stringContaining('nginx'),
      ports: [80],
      stopSignal: 'SIGQUIT',
    })
  })

  it('are short to read', () => {
    expect(images.filter(({ runs }) => runs.length > 61)).toEqual([])
  })
})
