import { GALLERY_ZH } from '../../app/gallery-zh.ts'
import { COMPARE_ZH } from '../../view/compare/words-zh.ts'
import { CONTROL_PLANE_ZH } from '../../view/control-plane/words-zh.ts'
import { CHANGE_ZH } from '../../view/explain/change-words-zh.ts'
import { EXPLAIN_ZH } from '../../view/explain/words-zh.ts'
import { FACTS_ZH } from '../../view/field-facts/facts-words-zh.ts'
import { FIXES_ZH } from '../../view/fixes/fix-words-zh.ts'
import { LANES_ZH } from '../../view/lanes/words-zh.ts'
import { SUMMARY_ZH } from '../../view/table/summary-words-zh.ts'
import { COMPARISON_ZH } from '../compare/words-zh.ts'
import { CONTROL_PLANE_UI_ZH } from '../control-plane/words-zh.ts'
import { EDITOR_ZH } from '../editor/words-zh.ts'
import { EMBED_ZH } from '../embed/words-zh.ts'
import { DRAWER_ZH } from '../events/words-zh.ts'
import { HEADER_ZH } from '../header/words-zh.ts'
import { SCHEDULING_ZH } from '../inspector/scheduling-words-zh.ts'
import { INSPECTOR_ZH } from '../inspector/words-zh.ts'
import { PRESENTER_ZH } from '../presenter/words-zh.ts'
import { STAGE_ZH } from '../stage/words-zh.ts'
import { STATES_ZH } from '../states/words-zh.ts'
import { TABLE_ZH } from '../table/words-zh.ts'
import { TOOLS_ZH } from '../timeline/tools-words-zh.ts'
import { TIMELINE_ZH } from '../timeline/words-zh.ts'
import { TRANSPORT_ZH } from '../transport/words-zh.ts'
import { APP_ZH } from '../words-zh.ts'
import type { Words } from './english.ts'

export const CHINESE: Words = {
  app: APP_ZH,
  change: CHANGE_ZH,
  compare: COMPARE_ZH,
  comparison: COMPARISON_ZH,
  controlPlane: CONTROL_PLANE_ZH,
  controlPlaneUi: CONTROL_PLANE_UI_ZH,
  drawer: DRAWER_ZH,
  editor: EDITOR_ZH,
  embed: EMBED_ZH,
  explain: EXPLAIN_ZH,
  gallery: GALLERY_ZH,
  header: HEADER_ZH,
  inspector: INSPECTOR_ZH,
  lanes: LANES_ZH,
  facts: FACTS_ZH,
  fixes: FIXES_ZH,
  presenter: PRESENTER_ZH,
  scheduling: SCHEDULING_ZH,
  stage: STAGE_ZH,
  states: STATES_ZH,
  summary: SUMMARY_ZH,
  table: TABLE_ZH,
  timeline: TIMELINE_ZH,
  tools: TOOLS_ZH,
  transport: TRANSPORT_ZH,
}
