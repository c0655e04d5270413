import { describe, expect, it } from 'vitest'
import { beside, listens, runImage, saidBy } from '../../testing/run-image.ts'

const ROOT = { MONGO_INITDB_ROOT_USERNAME: 'admin', MONGO_INITDB_ROOT_PASSWORD: 'pw' }
const PING = "db.adminCommand('ping')"

describe('mongo', () => {
  it.each<[image: string, env: Readonly<Record<string, string>>, script: string, code: number, said: string]>([
    ['mongo:7', {}, `mongosh --quiet --eval "${PING}"`, 0, '{ ok: 1 }\n'],
    ['mongo:7', {}, `mongosh --eval "${PING}.ok" --quiet`, 0, '1\n'],
    ['mongo:6', {}, 'mongo --eval 1', 127, 'sh: 1: mongo: not found\n'],
    ['mongo:4.4', {}, 'mongosh --eval 1', 127, 'sh: 1: mongosh: not found\n'],
    ['mongo:4.4', {}, `mongo --quiet --eval "${PING}"`, 0, '{ "ok" : 1 }\n'],
    ['mongo:5', {}, `mongo --quiet --eval "${PING}.ok"; mongosh --quiet --eval "${PING}.ok"`, 0, '1\n1\n'],
    ['mongo:7', {}, 'mongosh --port 27018 --eval 1', 1, 'MongoNetworkError: connect ECONNREFUSED 127.0.0.1:27018\n'],
    [
      'mongo:7',
      ROOT,
      `mongosh -u admin -p no --quiet --eval "${PING}"`,
      1,
      'MongoServerError: Authentication failed.\n',
    ],
    ['mongo:7', ROOT, 'mongosh mongodb://admin:pw@localhost:27017 --quiet --eval "db.serverStatus().ok"', 0, '1\n'],
    [
      'mongo:7',
      ROOT,
      'mongosh --quiet --eval "db.serverStatus()"',
      1,
      'MongoServerError: Command serverStatus requires authentication\n',
    ],
    ['mongo:7', {}, 'mongosh --quiet --eval "rs.status()"', 1, 'MongoServerError: not running with --replSet\n'],
    [
      'mongo:7',
      {},
      'mongosh --quiet --eval "db.things.find()"',
      0,
      'mongosh: not simulated: collections, and what this line does with them\n',
    ],
    ['mongo:7', {}, 'mongodump --out /tmp/d', 0, 'mongodump: not simulated: collections; none is read or written\n'],
    ['mongo:7', {}, 'mongoimport --version | head -n 1', 0, 'mongoimport version: 100.13.0\n'],
  ])('%s with %j: %s', (image, env, script, code, said) => {
    const outcome = beside(runImage(image, [], { env }), 5000, script)
    expect([outcome.code, saidBy(outcome)]).toEqual([code, said])
  })

  it.each<[args: string, files: Readonly<Record<string, string>>, port: number, there: boolean]>([
    ['--port 27018', {}, 27018, true],
    ['mongod --port=27018', {}, 27018, true],
    ['--config /etc/mongod.conf', { '/etc/mongod.conf': 'net:\n  port: 27020\n  bindIp: 0.0.0.0\n' }, 27020, true],
    ['-f /etc/mongod.conf', { '/etc/mongod.conf': 'net: {}\nnet:\n  bindIp: 127.0.0.1\n' }, 27017, false],
    ['--bind_ip 127.0.0.1', {}, 27017, false],
    ['--configsvr --replSet c', {}, 27019, true],
  ])('%s %j on %i: %s', (args, files, port, there) => {
    expect(listens(runImage('mongo:7', args.split(' '), {}, files), 3000, port)).toBe(there)
  })

  it('listens on loopback alone past its entry point', () => {
    const { machine } = runImage('mongo:7', ['sleep', '1h'])
    const running = machine.start(['mongod'])
    expect(listens({ machine, running }, 3000, 27017)).toBe(false)
  })

  it('a replica set is there once somebody has begun it', () => {
    const started = runImage('mongo:7', ['--replSet', 'rs0'])
    const script =
      'mongosh --quiet --eval "rs.status()"; mongosh --quiet --eval "rs.initiate()"; mongosh --quiet --eval "rs.status().ok"'
    expect(saidBy(beside(started, 3000, script))).toBe(
      '{ ok: 1 }\n1\nMongoServerError: no replset config has been received\n',
    )
  })

  it.each<[args: string, options: object, code: number, said: string]>([
    ['--smallfiles', {}, 2, "Error parsing command line: unrecognised option '--smallfiles'"],
    ['--config /nowhere', {}, 2, "Error opening config file '/nowhere': No such file or directory"],
    ['--dbpath /nowhere', {}, 100, 'NonExistentPath: Data directory /nowhere not found.'],
    [
      '',
      { env: { MONGO_INITDB_ROOT_USERNAME: 'a' } },
      1,
      "error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'",
    ],
    ['', { uid: 1000 }, 100, 'Permission denied'],
    ['', { uid: 999, readOnlyRoot: true }, 100, 'read-only directory: /data/db'],
    [
      '',
      { securityContext: { capabilities: { drop: ['ALL'] } } },
      1,
      'error: failed switching to "mongodb": operation not permitted',
    ],
    ['--keyFile /etc/hosts', {}, 1, 'permissions on /etc/hosts are too open'],
  ])('%s with %j ends with %i', (args, options, code, said) => {
    const outcome = runImage('mongo:7', args === '' ? [] : args.split(' '), options).running.end(10_000)
    expect(outcome.code).toBe(code)
    expect(saidBy(outcome)).toContain(said)
  })

  it.each([
    ['SIGTERM', 0],
    ['SIGINT', 0],
    ['SIGHUP', 0],
    ['SIGQUIT', 14],
    ['SIGUSR1', undefined],
  ] as const)('%s ends it with %s', (signal, code) => {
    const { machine, running } = runImage('mongo:7')
    machine.signalAt(3000, running, signal)
    expect(running.end(5000).code).toBe(code)
  })
})
