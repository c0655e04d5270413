import { ReactFlow } from '@xyflow/react'
import { createRoot } from 'react-dom/client'
import '@xyflow/react/dist/base.css'

// What the timeline is measured against: the same library, the same gestures, and nothing to be drawn.
const root = document.getElementById('root')
if (!root) throw new Error('no root')
createRoot(root).render(<ReactFlow nodes={[]} edges={[]} panOnScroll minZoom={0.01} maxZoom={100} />)
