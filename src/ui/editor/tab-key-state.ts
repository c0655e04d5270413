import { create } from 'zustand'

/** What the Tab key does in the editor; undefined: the focus is elsewhere. */
export const useTabKey = create<{ readonly does: 'leave' | 'indent' | undefined }>(() => ({ does: undefined }))
