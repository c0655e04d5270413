import { runCli } from '../cli.ts'

/** What a line that is typed on the workstation prints. */
export interface Typed {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/** Runs the lines one after the other in a cluster of `manifests`; `at` (s) and `until` (s) as in a Scenario. */
export function typed(
  lines: string | readonly { readonly at: string; readonly run: string }[],
  world: {
    readonly manifests?: string
    readonly files?: Readonly<Record<string, string>>
    readonly until?: string
  } = {},
): readonly Typed[] {
  const { manifests = '', files = {}, until = '30s' } = world
  const steps = typeof lines === 'string' ? [{ at: '1s', run: lines }] : lines
  const spec = { imagesPresent: true, until, workstation: { files }, steps }
  const scenario = JSON.stringify({ apiVersion: 'podlapse.dev/v1', kind: 'Scenario', spec })
  let json = ''
  runCli(['run', '-', '-o', 'json'], {
    stdout: (piece) => {
      json += piece
    },
    stderr: () => undefined,
    read: () => `${manifests}\n---\n${scenario}\n`,
  })
  return (JSON.parse(json) as { readonly commands: readonly Typed[] }).commands
}
