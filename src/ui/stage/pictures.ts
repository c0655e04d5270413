import type { ComponentType, ReactNode } from 'react'
import { lazyPart } from '../lazy-part.tsx'

/** What of the control plane only comes when somebody asks for it. */
type Part = 'ControlPlane' | 'ControlPlaneTools' | 'MessagesPanel' | 'MessageStrip'

const ofControlPlane = (part: Part) =>
  lazyPart(async () => (await import('../control-plane/index.ts'))[part] as ComponentType<{ head?: ReactNode }>)

export const ControlPlane = ofControlPlane('ControlPlane')
export const ControlPlaneTools = ofControlPlane('ControlPlaneTools')
export const MessagesPanel = ofControlPlane('MessagesPanel')
export const MessageStrip = ofControlPlane('MessageStrip')

export const States = lazyPart(async () => (await import('../states/States.tsx')).States)

export const TableView = lazyPart(async () => (await import('../table/index.ts')).TableView)
export const TableTools = lazyPart(async () => (await import('../table/index.ts')).TableTools)
export const SpokenSummary = lazyPart(async () => (await import('../table/RunSummary.tsx')).SpokenSummary)

/** It knows of causes, which nobody asks for before there is a run. */
export const RunLine = lazyPart(async () => (await import('./RunLine.tsx')).RunLine)
