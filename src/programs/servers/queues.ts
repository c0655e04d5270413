import type { Program } from '../../engine/program-api/program.ts'
import { BROKERS } from './messaging/brokers.ts'
import { KAFKA } from './messaging/kafka.ts'
import { RABBITMQ } from './messaging/rabbitmq.ts'
import { ZOOKEEPER } from './messaging/zookeeper.ts'
import { SEARCH } from './search/elasticsearch.ts'

/** What takes messages from one to another, and what finds them again. */
export const QUEUES: Readonly<Record<string, Program>> = { ...BROKERS, ...KAFKA, ...RABBITMQ, ...SEARCH, ...ZOOKEEPER }
