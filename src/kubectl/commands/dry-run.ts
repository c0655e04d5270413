import type { Given } from '../command-line/flag-set.ts'

export type DryRun = 'none' | 'client' | 'server'

/** `unchanged` is what a bare --dry-run means, as it did before it had values. */
// kubectl: pkg/cmd/util/helpers.go GetDryRunStrategy (v1.36)
export function dryRunMistake(given: Given): string | undefined {
  const value = given.text('dry-run')
  return ['none', 'client', 'server', 'unchanged', 'true', 'false', ''].includes(value)
    ? undefined
    : `Invalid dry-run value (${value}). Must be "none", "server", or "client".`
}

export function dryRunOf(given: Given): DryRun {
  const value = given.text('dry-run')
  if (value === 'unchanged' || value === 'true') return 'client'
  return value === 'client' || value === 'server' ? value : 'none'
}

// cli-runtime: pkg/genericclioptions/print_flags.go Complete (v1.36)
export function drySuffix(dryRun: DryRun): string {
  return { none: '', client: ' (dry run)', server: ' (server dry run)' }[dryRun]
}
