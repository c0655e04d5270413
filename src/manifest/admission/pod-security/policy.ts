import { type FieldError, invalid } from '../../field-error.ts'
import { keyed } from '../../path.ts'

export type Level = 'privileged' | 'baseline' | 'restricted'

/** A level as it was at some version of Kubernetes; `minor` is the y of v1.y. */
export interface LevelVersion {
  readonly level: Level
  readonly minor: number | 'latest'
}

export interface Policy {
  readonly enforce: LevelVersion
  readonly warn: LevelVersion
}

const LEVELS: readonly Level[] = ['privileged', 'baseline', 'restricted']
const MODES = ['enforce', 'audit', 'warn'] as const
const PREFIX = 'pod-security.kubernetes.io/'

type Labels = Readonly<Record<string, string>>

export function levelVersionText({ level, minor }: LevelVersion): string {
  return `${level}:${minor === 'latest' ? 'latest' : `v1.${minor}`}`
}

/** What a namespace asks of its Pods. Audit goes into a log that nobody sees here. */
// pod-security-admission: api/helpers.go PolicyToEvaluate (v1.36)
export function policyToEvaluate(labels: Labels): Policy {
  const enforce = levelVersion(labels, 'enforce', 'restricted')
  const warn = levelVersion(labels, 'warn', 'privileged')
  const given = labels[`${PREFIX}enforce`]
  // Who enforces and says nothing of warnings wants them where no Pod is judged, in templates.
  const inherits =
    labels[`${PREFIX}warn`] === undefined && isLevel(given) && LEVELS.indexOf(given) > LEVELS.indexOf(warn.level)
  if (!inherits) return { enforce, warn }
  return { enforce, warn: labels[`${PREFIX}warn-version`] === undefined ? enforce : { ...warn, level: given } }
}

function levelVersion(labels: Labels, mode: (typeof MODES)[number], otherwise: Level): LevelVersion {
  const level = labels[`${PREFIX}${mode}`]
  return {
    level: level === undefined ? 'privileged' : isLevel(level) ? level : otherwise,
    minor: minorOf(labels[`${PREFIX}${mode}-version`]) ?? 'latest',
  }
}

/** What is wrong with a namespace's labels. */
export function validatePolicyLabels(labels: Labels, path: string): FieldError[] {
  return MODES.flatMap((mode) => {
    const level = labels[`${PREFIX}${mode}`]
    const version = labels[`${PREFIX}${mode}-version`]
    const errors: FieldError[] = []
    if (level !== undefined && !isLevel(level)) {
      errors.push(invalid(keyed(path, `${PREFIX}${mode}`), level, `must be one of ${LEVELS.join(', ')}`))
    }
    if (version !== undefined && minorOf(version) === undefined) {
      errors.push(invalid(keyed(path, `${PREFIX}${mode}-version`), version, 'must be "latest" or "v1.x"'))
    }
    return errors
  })
}

function isLevel(text: string | undefined): text is Level {
  return LEVELS.some((level) => level === text)
}

function minorOf(version: string | undefined): number | 'latest' | undefined {
  if (version === 'latest') return 'latest'
  const match = /^v1\.(0|[1-9][0-9]*)$/.exec(version ?? '')
  return match ? Number(match[1]) : undefined
}

/** Whether a namespace asks for more than before, or for the same as of another version. */
// pod-security-admission: admission/admission.go ValidateNamespace (v1.36)
export function isStricter(after: LevelVersion, before: LevelVersion): boolean {
  if (after.level === 'privileged') return false
  return after.minor !== before.minor || LEVELS.indexOf(after.level) > LEVELS.indexOf(before.level)
}
