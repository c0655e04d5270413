import type { Program } from '../../engine/program-api/program.ts'
import { notSimulated } from '../commands/launchers.ts'
import { program } from '../tool.ts'
import { mongo, mongosh, mongoTool } from './mongo/mongo-clients.ts'
import { mongoEntry } from './mongo/mongo-entry.ts'
import { mongod } from './mongo/mongod.ts'
import { mysqlServer } from './sql/mysql.ts'
import { mysqlAdmin, mysqlClient, mysqlDump } from './sql/mysql-clients.ts'
import { mysqlEntry } from './sql/mysql-entry.ts'
import { MARIADB, MYSQL } from './sql/mysql-family.ts'
import { postgresServer } from './sql/postgres.ts'
import { pgDatabase, pgDump, pgIsReady, psql } from './sql/postgres-clients.ts'
import { postgresEntry } from './sql/postgres-entry.ts'
import { STORES } from './stores.ts'

export const DATABASES: Readonly<Record<string, Program>> = {
  'mysql-entrypoint': mysqlEntry(MYSQL),
  mysqld: mysqlServer(MYSQL),
  mysql: mysqlClient(MYSQL),
  mysqladmin: mysqlAdmin(MYSQL),
  mysqldump: mysqlDump(MYSQL),
  'mariadb-entrypoint': mysqlEntry(MARIADB),
  mariadbd: mysqlServer(MARIADB),
  mariadb: mysqlClient(MARIADB),
  'mariadb-admin': mysqlAdmin(MARIADB),
  'mariadb-dump': mysqlDump(MARIADB),
  'postgres-entrypoint': postgresEntry,
  postgres: postgresServer,
  psql,
  pg_isready: pgIsReady,
  pg_dump: pgDump,
  'pg-database': pgDatabase,
  'pg-other': program(notSimulated('what lies in the files of a database')),
  'mongo-entrypoint': mongoEntry,
  mongod,
  mongosh,
  mongo,
  'mongo-tool': mongoTool,
  mongos: program(notSimulated('a router over shards')),
  ...STORES,
}
