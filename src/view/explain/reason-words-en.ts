import type { ReasonWords } from './decision-words.ts'
import { headed, whole } from './said.ts'

/** Why a sync of the kubelet does what it does. */
export const REASONS_EN: ReasonWords = {
  noSandbox: () => whole('The Pod has no sandbox yet'),
  sandboxChanged: () => whole('The Pod’s sandbox is gone or has changed'),
  sandboxGoneNeverRestarted: () => headed('The sandbox is gone and restartPolicy is Never', ': ', 'no new one is made'),
  nothingRuns: () => headed('No container runs and none will be started', ': ', 'the Pod is stopped'),
  toStart: ({ container }) => whole(`Container ${container} is started`),
  missing: ({ container }) => headed(`There is no container ${container}`, ': ', 'it is started'),
  ended: ({ container, exitCode, restartPolicy }) =>
    whole(`Container ${container} ended with ${exitCode} and restartPolicy is ${restartPolicy}`),
  restartRule: ({ container, exitCode }) =>
    headed(`Container ${container} ended with ${exitCode}, and one of its restart rules says`, ': ', 'restart'),
  restartAllRule: ({ container }) =>
    whole(`Container ${container} ended with a code for which its rule restarts all containers`),
  probeFailed: (facts) => whole(`${nounOf(facts)} ${facts.container} failed ${facts.probe} probe${restartOf(facts)}`),
  definitionChanged: (facts) => whole(`${nounOf(facts)} ${facts.container} definition changed${restartOf(facts)}`),
  resizeRestarts: ({ container }) => whole(`Container ${container} resize requires restart`),
  firstInit: ({ container }) => whole(`Init container ${container} is the first`),
  initSucceeded: ({ before, container }) => whole(`Init container ${before} has succeeded, so ${container} is next`),
  sidecarStarted: ({ before, container }) => whole(`Sidecar ${before} has started, so ${container} is next`),
  initNeverStarted: ({ container }) => whole(`Init container ${container} was created but never started`),
  initFailed: ({ container, exitCode, again }) =>
    whole(`Init container ${container} failed with ${exitCode}${again ? '' : ' and is not run again'}`),
  sidecarMissing: ({ container }) => whole(`Sidecar ${container} is missing`),
  sidecarEnded: ({ container, exitCode }) => whole(`Sidecar ${container} ended with ${exitCode}`),
}

function nounOf({ init }: { readonly init: boolean }): string {
  return init ? 'Init container' : 'Container'
}

function restartOf(facts: { readonly init: boolean; readonly restarted?: boolean }): string {
  return facts.restarted ? ', will be restarted' : ''
}
