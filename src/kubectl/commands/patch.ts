import { sameValue } from '../../lib/same-value.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { parseManifest } from '../../manifest/text/parse.ts'
import type { PatchType, Status } from '../client/api-client.ts'
import { type Command, CommandError, type CommandFailure } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, fieldManager, PRINT_FLAGS } from '../command-line/global-flags.ts'
import { argumentMistake } from '../command-line/resource-arguments.ts'
import { dryRunMistake, dryRunOf } from './dry-run.ts'
import { printResult } from './print-result.ts'
import { refsOf } from './refs.ts'
import { warnOf } from './warn.ts'

const TYPES = ['json', 'merge', 'strategic']

// kubectl: pkg/cmd/patch/patch.go (v1.36)
export const patch: Command = {
  name: 'patch',
  usage: '(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [options]',
  flags: flagSet(
    '--local bool; -p --patch string; --patch-file string; --subresource string; --type string=strategic',
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}`,
    fieldManager('kubectl-patch'),
  ),
  complete: 'resources',
  check(given) {
    const dry = dryRunMistake(given)
    if (dry !== undefined) return dry
    if (given.has('patch') && given.has('patch-file')) return 'cannot specify --patch and --patch-file together'
    if (given.text('patch') === '' && !given.has('patch-file')) {
      return 'must specify --patch or --patch-file containing the contents of the patch'
    }
    const type = given.text('type')
    if (!TYPES.includes(type)) return `--type must be one of [${TYPES.join(' ')}], not ${JSON.stringify(type)}`
    return given.has('filename') ? undefined : argumentMistake(given.args)
  },
  *run(call) {
    const { given, client, terminal } = call
    const text = patchText(given, terminal.readFile)
    const dryRun = dryRunOf(given)
    const subresource = given.text('subresource')
    const failures: CommandFailure[] = []
    for (const { ref } of yield* refsOf(call, {})) {
      const present = yield* client.get(ref)
      if (present.status) {
        failures.push(present.status)
        continue
      }
      const options = { dryRun: dryRun !== 'none', ...(subresource === '' ? {} : { subresource }) }
      const reply = yield* client.patch(ref, given.text('type') as PatchType, text, options)
      yield* warnOf(terminal, reply.warnings)
      if (reply.status) {
        failures.push(unsupported(reply.status, ref.info, given) ?? reply.status)
        continue
      }
      // kubectl patch alone does not say that it was a dry run.
      yield* printResult(call, reply.ok, `patched${sameValue(reply.ok, present.ok) ? ' (no change)' : ''}`)
    }
    if (failures.length > 0) throw new CommandError(failures)
    return 0
  },
}

/** The server says what it takes; kubectl says what it has sent. */
// kubectl: pkg/cmd/patch/patch.go RunPatch (v1.36)
function unsupported({ reason, message }: Status, { apiVersion, kind }: KindInfo, given: Given): string | undefined {
  if (reason !== 'UnsupportedMediaType') return undefined
  const type = { json: 'json-patch', merge: 'merge-patch' }[given.text('type')] ?? 'strategic-merge-patch'
  return `application/${type}+json is not supported by ${apiVersion}, Kind=${kind}: ${message}`
}

/** What begins with a brace or a bracket is sent as it is; anything else is YAML. */
// apimachinery: pkg/util/yaml/decoder.go ToJSON (v1.36)
function patchText(given: Given, readFile: (path: string) => string | undefined): string {
  const path = given.text('patch-file')
  const text = path === '' ? given.text('patch') : readFile(path)
  if (text === undefined) throw new CommandError(`unable to read patch file: open ${path}: no such file or directory`)
  if (text.trimStart().startsWith('{')) return text
  const { documents, syntaxError } = parseManifest(text)
  if (syntaxError !== undefined) throw new CommandError(`unable to parse ${JSON.stringify(text)}: ${syntaxError}`)
  return JSON.stringify(documents[0]?.value ?? null)
}
