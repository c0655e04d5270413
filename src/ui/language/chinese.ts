import { ENGLISH, type Words } from './english.ts'

export const CHINESE: Words = { ...ENGLISH }
