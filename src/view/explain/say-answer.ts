import type { Cause } from '../diagnosis/cause.ts'
import type { ProbeFinding } from '../diagnosis/probe-finding.ts'
import type { Deleter, RunEnd } from '../diagnosis/run-end.ts'
import type { Answer, Effect } from './answer.ts'
import type { AnswerWords } from './answer-words-en.ts'

/** Of more containers than this it is only said how many there are. */
const MOST_CAUSES = 2

/** An answer as one sentence. `named`: the Pod has several containers, so each is called by its name. */
export function sayAnswer({ causes, effects }: Answer, named: boolean, words: AnswerWords): string {
  const shown = causes.slice(0, MOST_CAUSES).map(({ cause }) => {
    const text = sayCause(cause, words)
    return named && 'container' in cause && cause.kind !== 'initRuns' ? words.of(cause.container, text) : text
  })
  const left = causes.length - shown.length
  const cause = words.join(left > 0 ? [...shown, words.more(left)] : shown)
  return effects.reduce((text, effect) => words.soThat(text, sayEffect(effect, words)), cause)
}

export function sayFinding(finding: ProbeFinding, { findings }: AnswerWords): string {
  switch (finding.kind) {
    case 'status':
      return findings.status(finding.path, finding.port, finding.code)
    case 'refused':
      return findings.refused(finding.port)
    case 'timeout':
      return findings.timeout(finding.timeoutMs)
    case 'noFile':
      return findings.noFile(finding.path)
    case 'command':
      return findings.command(finding.command)
    case 'said':
      return findings.said(finding.message)
  }
}

function sayDeleter(by: Deleter, { deleters }: AnswerWords): string {
  switch (by.kind) {
    case 'step':
      return by.text
    case 'preemptor':
      return deleters.preemptor(by.pod)
    case 'taint':
      return deleters.taint(by.node)
    case 'unknown':
      return deleters.unknown
  }
}

function sayEnd({ by, code, ranMs, line, graceMs }: RunEnd, words: AnswerWords): string {
  switch (by.kind) {
    case 'itself':
      if (code === 0) return words.done(ranMs)
      return line === undefined ? words.exitUnsaid(code, ranMs) : words.exit(code, ranMs, line)
    case 'memory':
      return words.memory(by.limitBytes, by.of, ranMs)
    case 'probe':
      return words.probeKilled(by.probe, by.failures, sayFinding(by.finding, words), code, graceMs)
    case 'postStart':
      return words.postStart
    case 'deletion':
      return words.deletion(sayDeleter(by.by, words), code, graceMs)
    case 'signal':
      return words.signalled(by.signal, by.step, code)
  }
}

export function sayCause(cause: Cause, words: AnswerWords): string {
  switch (cause.kind) {
    case 'ended':
      return sayEnd(cause.end, words)
    case 'endedUnseen':
      return words.unseen(sayEnd(cause.end, words))
    case 'probeFails': {
      const { probe, failures, threshold, finding } = cause
      const text = sayFinding(finding, words)
      return probe === 'startup'
        ? words.startupFails(failures, threshold, text)
        : words.probeFails(probe, failures, threshold, text)
    }
    case 'probeWaits':
      return words.probeWaits(cause.probe, cause.delayMs)
    case 'probeCounts':
      return words.probeCounts(cause.probe, cause.successes, cause.threshold)
    case 'probeSucceeds':
      return words.probeSucceeds(cause.probe)
    case 'pull':
      return words.pull(cause.image, cause.why === undefined ? cause.message : words.pullTroubles[cause.why])
    case 'pulling':
      return words.pulling(cause.image)
    case 'refused':
      return words.refused(cause.reason, cause.message)
    case 'hook':
      return words.hook(cause.hook, cause.since)
    case 'beingMade':
      return words.beingMade
    case 'initRuns':
      return words.initRuns(cause.container, cause.since, cause.line)
    case 'afterInit':
      return words.afterInit(cause.before)
    case 'runs':
      return cause.probed ? words.runsOnly(cause.since) : words.runs(cause.since)
    case 'stopping':
      return words.stopping(cause.signal, cause.deadline, cause.ignores)
    case 'notInTime':
      return words.notInTime(cause.graceMs)
    case 'memory':
      return cause.whole ? words.memory(cause.limitBytes, cause.of, undefined) : words.memoryPart(cause.limitBytes)
    case 'requestsFailed':
      return words.requestsFailed(cause.failed)
    case 'unschedulable':
      return words.unschedulable(schedulerWords(cause.message))
    case 'gated':
      return words.gated(cause.message)
    case 'submitted':
      return words.submittedOnly
    case 'volumes':
      return words.volumes(cause.message)
    case 'sandbox':
      return words.sandbox
    case 'podSays':
      return words.podSays(cause.reason, cause.message.trim())
    case 'deleted':
      return words.deleted(sayDeleter(cause.by, words))
    case 'finalizers':
      return words.finalizers(cause.names)
    case 'gates':
      return words.gates(cause.types)
    case 'nodeLost':
      return words.nodeLost(cause.node)
    case 'allReady':
      return words.allReady(cause.since, cause.count)
    case 'allEnded':
      return words.allEnded(cause.restartPolicy)
    case 'someRuns':
      return words.someRuns
  }
}

/** What is said of preemption is another matter. */
function schedulerWords(message: string): string {
  const end = message.search(/ (?:no new claims to deallocate|preemption:)/)
  return (end < 0 ? message : message.slice(0, end)).trim().replace(/[.,]$/, '')
}

export function sayEffect(effect: Effect, words: AnswerWords): string {
  switch (effect.kind) {
    case 'backOff':
      return words.backOff(effect.lengthMs)
    case 'backOffDone':
      return words.backOffDone(effect.lengthMs)
    case 'alwaysRestarted':
      return words.alwaysRestarted
    case 'pullBackOff':
      return words.pullBackOff(effect.lengthMs)
    case 'startedAgain':
      return words.startedAgain(effect.restarts)
    case 'notRestarted':
      return words.notRestarted(effect.restartPolicy)
    case 'noTraffic':
      return words.noTraffic(effect.services)
    case 'threshold':
      return effect.reached
        ? words.thresholdReached[effect.probe]
        : words.thresholdLeft(effect.left, words.thresholdReached[effect.probe])
  }
}
