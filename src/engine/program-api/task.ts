/** What a program is made of, step by step; how it is run is the kernel's. */
export type { Task, Wait } from '../kernel/task.ts'
