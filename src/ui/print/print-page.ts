import { appStore } from '../../app/store.ts'
import { beatsOf } from '../../view/beats.ts'
import { changeLabel } from '../../view/explain/change-label.ts'
import { runSentence } from '../../view/explain/run-sentence.ts'
import { lanesOf } from '../../view/lanes/lanes.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { wordsNow } from '../language/words.ts'
import { timelinePicture } from '../timeline/picture.ts'
import css from './PrintPage.module.css'

let page: HTMLElement | undefined

/** What goes on paper is one page: the run in one sentence, its timeline, and what happened when. Made when it is asked for. */
export function wirePrint(): void {
  addEventListener('beforeprint', () => {
    page?.remove()
    page = printPage()
  })
  addEventListener('afterprint', () => {
    page?.remove()
    page = undefined
  })
}

/** On paper ink is dark, whatever the screen is. */
function printPage(): HTMLElement | undefined {
  const { trace } = appStore.getState()
  if (trace === undefined) return undefined
  const { change, explain, lanes, app } = wordsNow()
  const section = document.createElement('section')
  section.className = css.page ?? ''
  section.dataset.theme = 'light'
  document.body.append(section)
  const add = (tag: string, text: string, into: HTMLElement = section) => {
    const element = document.createElement(tag)
    element.textContent = text
    into.append(element)
    return element
  }
  add('h1', document.title.replace(/ – Podlapse$/, ''))
  const sentence = runSentence(trace, { runs: explain.runs, answers: explain.answers, lanes })
  if (sentence) add('p', sentence.text)
  const picture = timelinePicture(section)
  if (picture) section.append(picture)
  const table = add('table', '')
  const head = add('tr', '', add('thead', '', table))
  for (const each of app.printColumns) add('th', each, head)
  const body = add('tbody', '', table)
  for (const { at, instants } of beatsOf(trace, lanesOf(trace, { words: lanes }))) {
    const labels = [...new Set(instants.map((each) => changeLabel(trace, each, change).split('\n', 1)[0] ?? ''))]
    const said = labels.filter((label) => label !== '').join(' · ')
    if (said === '') continue
    const row = add('tr', '', body)
    add('td', clockText(at, 100), row)
    add('td', said, row)
  }
  return section
}
