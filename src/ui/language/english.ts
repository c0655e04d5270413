import { GALLERY_EN } from '../../app/gallery-items.ts'
import type { Widen } from '../../lib/widen.ts'
import { COMPARE_EN } from '../../view/compare/words-en.ts'
import { CONTROL_PLANE_EN } from '../../view/control-plane/words-en.ts'
import { CHANGE_EN } from '../../view/explain/change-words-en.ts'
import { EXPLAIN_EN } from '../../view/explain/words-en.ts'
import { FACTS_EN } from '../../view/field-facts/facts-words-en.ts'
import { FIXES_EN } from '../../view/fixes/fix-words-en.ts'
import { LANES_EN } from '../../view/lanes/words-en.ts'
import { SUMMARY_EN } from '../../view/table/summary-words-en.ts'
import { COMPARISON_EN } from '../compare/words-en.ts'
import { CONTROL_PLANE_UI_EN } from '../control-plane/words-en.ts'
import { EDITOR_EN } from '../editor/words-en.ts'
import { EMBED_EN } from '../embed/words-en.ts'
import { DRAWER_EN } from '../events/words-en.ts'
import { HEADER_EN } from '../header/words-en.ts'
import { SCHEDULING_EN } from '../inspector/scheduling-words-en.ts'
import { INSPECTOR_EN } from '../inspector/words-en.ts'
import { PRESENTER_EN } from '../presenter/words-en.ts'
import { STAGE_EN } from '../stage/words-en.ts'
import { STATES_EN } from '../states/words-en.ts'
import { TABLE_EN } from '../table/words-en.ts'
import { TOOLS_EN } from '../timeline/tools-words-en.ts'
import { TIMELINE_EN } from '../timeline/words-en.ts'
import { TRANSPORT_EN } from '../transport/words-en.ts'
import { APP_EN } from '../words-en.ts'

/** Every word that we say, by the panel that says it. What kubectl and Kubernetes say is in no dictionary. */
export const ENGLISH = {
  app: APP_EN,
  change: CHANGE_EN,
  compare: COMPARE_EN,
  comparison: COMPARISON_EN,
  controlPlane: CONTROL_PLANE_EN,
  controlPlaneUi: CONTROL_PLANE_UI_EN,
  drawer: DRAWER_EN,
  editor: EDITOR_EN,
  embed: EMBED_EN,
  explain: EXPLAIN_EN,
  gallery: GALLERY_EN,
  header: HEADER_EN,
  inspector: INSPECTOR_EN,
  lanes: LANES_EN,
  facts: FACTS_EN,
  fixes: FIXES_EN,
  presenter: PRESENTER_EN,
  scheduling: SCHEDULING_EN,
  stage: STAGE_EN,
  states: STATES_EN,
  summary: SUMMARY_EN,
  table: TABLE_EN,
  timeline: TIMELINE_EN,
  tools: TOOLS_EN,
  transport: TRANSPORT_EN,
}

/** What another language has to say. */
export type Words = Widen<typeof ENGLISH>
