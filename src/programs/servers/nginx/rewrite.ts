import type { Condition, Inside, Rewrite } from './config.ts'
import { splitUri } from './paths.ts'
import type { Transaction } from './transaction.ts'
import { expand, variable } from './variables.ts'

/** What the rewrite module's directives come to. */
export type Rewritten =
  | { readonly kind: 'go on' }
  /** The path was changed, and a location is to be found for it anew. */
  | { readonly kind: 'again' }
  | { readonly kind: 'return'; readonly status: number; readonly text: string | undefined }
  | { readonly kind: 'redirect'; readonly status: number; readonly to: string }

const GO_ON: Rewritten = { kind: 'go on' }

interface Walk {
  /** The last `if` whose condition was true. */
  inside: Inside | undefined
  stopped: boolean
  changed: boolean
}

/** Runs a block's directives one after the other. */
// nginx: http/modules/ngx_http_rewrite_module.c ngx_http_rewrite_handler (1.27)
export function runRewrites(
  transaction: Transaction,
  rewrites: readonly Rewrite[],
): { readonly outcome: Rewritten; readonly inside: Inside | undefined } {
  const walk: Walk = { inside: undefined, stopped: false, changed: false }
  const outcome = run(transaction, rewrites, walk)
  if (outcome.kind === 'go on' && walk.changed && !walk.stopped)
    return { outcome: { kind: 'again' }, inside: walk.inside }
  return { outcome, inside: walk.inside }
}

function run(transaction: Transaction, rewrites: readonly Rewrite[], walk: Walk): Rewritten {
  for (const step of rewrites) {
    if (walk.stopped) return GO_ON
    switch (step.kind) {
      case 'return':
        return { kind: 'return', status: step.status, text: step.text && expand(transaction, step.text) }
      case 'set':
        transaction.variables.set(step.name, expand(transaction, step.value))
        break
      case 'break':
        walk.stopped = true
        return GO_ON
      case 'if': {
        if (!holds(transaction, step.test)) break
        walk.inside = step.inside
        const outcome = run(transaction, step.rewrites, walk)
        if (outcome.kind !== 'go on') return outcome
        break
      }
      case 'rewrite': {
        const outcome = rewritePath(transaction, step, walk)
        if (outcome) return outcome
        break
      }
    }
  }
  return GO_ON
}

function rewritePath(
  transaction: Transaction,
  { pattern, to, flag }: Extract<Rewrite, { kind: 'rewrite' }>,
  walk: Walk,
): Rewritten | undefined {
  const captures = pattern.match(transaction.uri)
  if (!captures) return undefined
  transaction.captures = captures
  for (const [name, value] of Object.entries(pattern.named(transaction.uri))) transaction.variables.set(name, value)
  const keepsArgs = !to.endsWith('?')
  const target = expand(transaction, keepsArgs ? to : to.slice(0, -1))
  const { args } = transaction
  const extra = keepsArgs && args !== '' ? `${target.includes('?') ? '&' : '?'}${args}` : ''
  if (flag === 'redirect' || flag === 'permanent' || /^(?:https?:\/\/|\$scheme)/.test(to)) {
    return { kind: 'redirect', status: flag === 'permanent' ? 301 : 302, to: `${target}${extra}` }
  }
  const next = splitUri(target.startsWith('/') ? target : `/${target}`)
  if (!next) return { kind: 'return', status: 500, text: undefined }
  transaction.uri = next.uri
  transaction.args = next.args === '' ? (keepsArgs ? args : '') : `${next.args}${extra.replace(/^[?]/, '&')}`
  transaction.rewritten = true
  if (flag === 'break') {
    transaction.validLocation = false
    walk.stopped = true
    return GO_ON
  }
  walk.changed = true
  return flag === 'last' ? { kind: 'again' } : undefined
}

function holds(transaction: Transaction, test: Condition): boolean {
  switch (test.kind) {
    case 'variable': {
      const value = expand(transaction, test.text)
      return value !== '' && value !== '0'
    }
    case 'equals':
      return (expand(transaction, test.text) === expand(transaction, test.value)) !== test.negated
    case 'matches': {
      const captures = test.pattern.match(variable(transaction, test.text.replace(/^\$\{?|\}$/g, '')))
      if (captures && !test.negated) transaction.captures = captures
      return (captures !== undefined) !== test.negated
    }
    case 'file': {
      const stat = transaction.sys.files.stat(expand(transaction, test.path))
      const there =
        typeof stat !== 'string' &&
        (test.test === 'e' || (test.test === 'd') === (stat.kind === 'directory')) &&
        (test.test !== 'x' || (stat.mode & 0o111) !== 0)
      return there !== test.negated
    }
  }
}
