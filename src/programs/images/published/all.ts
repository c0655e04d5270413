import type { ImageSpec } from '../image.ts'
import { APPLICATIONS } from './applications.ts'
import { COURSES } from './courses.ts'
import { NETWORKING } from './networking.ts'
import { OPERATORS } from './operators.ts'
import { STORAGE } from './storage.ts'
import { TASKS } from './tasks.ts'

/** Images of which facts are known and whose programs are not simulated. */
export const PUBLISHED: readonly ImageSpec[] = [
  ...STORAGE,
  ...OPERATORS,
  ...NETWORKING,
  ...TASKS,
  ...COURSES,
  ...APPLICATIONS,
]
