/** Where somebody is typing, so that one editor can take over from the other in mid-word. */
export const caret: { offset: number; focused: boolean } = { offset: 0, focused: false }
