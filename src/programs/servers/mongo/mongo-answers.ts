import type { Answer, Question } from '../config/question.ts'
import type { Accounts } from '../sql/accounts.ts'

export interface MongoState {
  readonly version: string
  readonly hostname: string
  readonly port: number
  readonly accounts: Accounts
  readonly authorization: boolean
  readonly replicaSet: string | undefined
  initiated: boolean
  initiate(): void
  shutdown(): void
}

/** An answer as a document of two kinds of values, printed by each shell in its own way. */
export type Fields = Readonly<Record<string, string | number | boolean>>

/** What people ask in probes and set-ups; of collections nobody knows anything. */
export function reply(state: MongoState, { user, password, statement = '' }: Question, local: boolean): Answer {
  if (user !== undefined && state.accounts.users.get(user) !== (password ?? ''))
    return { error: 'MongoServerError: Authentication failed.' }
  const text = statement.replace(/\s+/g, '').replaceAll('"', "'").replace(/;$/, '')
  const [, command] =
    /^(?:print(?:json)?\()?db(?:\.getSiblingDB\('\w+'\))?\.(?:adminCommand|runCommand)\(\{?'?(\w+)/.exec(text) ?? []
  const wanted = command ?? /^(?:print(?:json)?\()?(?:db|rs)\.(\w+)\(/.exec(text)?.[1]
  const open = !state.authorization || user !== undefined || (local && state.accounts.users.size === 0)
  switch (wanted) {
    case 'ping':
      return fields({ ok: 1 })
    case 'hello':
    case 'isMaster':
      return fields({
        isWritablePrimary: !state.replicaSet || state.initiated,
        ismaster: !state.replicaSet || state.initiated,
        maxWireVersion: 21,
        ok: 1,
      })
    case 'version':
      return { text: JSON.stringify(state.version) }
  }
  if (statement.trim() === '') return { text: '' }
  if (/^(?:quit|exit)\b/.test(text)) return { text: '' }
  if (!open) return { error: `MongoServerError: Command ${wanted ?? 'find'} requires authentication` }
  switch (wanted) {
    case 'serverStatus':
    case 'stats':
      return fields({ host: state.hostname, version: state.version, ok: 1 })
    case 'shutdown':
    case 'shutdownServer':
      state.shutdown()
      return { text: '' }
    case 'initiate':
      if (!state.replicaSet) return { error: 'MongoServerError: This node was not started with replication enabled.' }
      if (state.initiated) return { error: 'MongoServerError: already initialized' }
      state.initiated = true
      state.initiate()
      return fields({ ok: 1 })
    case 'status':
    case 'replSetGetStatus':
      if (!state.replicaSet) return { error: 'MongoServerError: not running with --replSet' }
      if (!state.initiated) return { error: 'MongoServerError: no replset config has been received' }
      return fields({ set: state.replicaSet, myState: 1, ok: 1 })
    case 'createUser': {
      const [, name] = /user:'([^']*)'/.exec(text) ?? []
      const [, secret] = /pwd:'([^']*)'/.exec(text) ?? []
      if (name !== undefined && secret !== undefined) state.accounts.users.set(name, secret)
      return fields({ ok: 1 })
    }
  }
  const constant = /^(?:print\()?(\d+|'[^']*')\)?$/.exec(text)?.[1]
  if (constant !== undefined) return { text: constant.replaceAll("'", '"') }
  return { note: 'not simulated: collections, and what this line does with them' }
}

function fields(document: Fields): Answer {
  return { text: JSON.stringify(document) }
}
