import { BaseImage, Cluster, type ProcessContext } from '@ngrok/webernetes'
import { HOUR } from '../src/lib/time.ts'

class Web extends BaseImage {
  static readonly imageName = 'web'
  static readonly imageVersion = '1'
  readonly defaultCommand = ['server']
  override async exec(ctx: ProcessContext, _argv: readonly string[]): Promise<number> {
    ctx.listenHttp(8080, async () => ({ status: 200, body: 'ok\n' }))
    return await ctx.waitUntilKilled()
  }
}

/** By so many ms the clock is advanced at a time; its promises are settled between two steps. */
const STEP_MS = 500

/** What webernetes takes for an hour of a Pod with the same three probes; ms on the wall. */
export async function peerHour(periodSeconds: number): Promise<number> {
  const cluster = new Cluster({ nodes: 1 })
  cluster.registerImage(Web)
  const probe = { httpGet: { path: '/', port: 8080 }, periodSeconds }
  const probes = { startupProbe: { ...probe, failureThreshold: 30 }, livenessProbe: probe, readinessProbe: probe }
  const spec = { containers: [{ name: 'app', image: 'web:1', ...probes }] }
  await cluster.init()
  let asked = 0
  cluster.on('request', () => asked++)
  const { clock } = cluster
  clock.pause()
  const start = performance.now()
  await cluster.apply([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'probed' }, spec }])
  for (let at = 0; at < HOUR; at += STEP_MS) {
    clock.step(STEP_MS)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const ms = performance.now() - start
  clock.clear()
  if (asked < HOUR / 1000 / periodSeconds) throw new Error(`webernetes has probed ${asked} times only`)
  return ms
}
