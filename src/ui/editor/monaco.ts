import * as monaco from 'monaco-editor/editor/editor.api'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/caretOperations/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codeAction/register'
import 'monaco-editor/features/codeEditor/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/cursorUndo/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/longLinesHelper/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/placeholderText/register'
import 'monaco-editor/features/smartSelect/register'
import 'monaco-editor/features/snippet/register'
import 'monaco-editor/features/suggest/register'
// What is registered above is the part of it that stands in the line; this is the list.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/wordHighlighter/register'
import 'monaco-editor/features/wordOperations/register'
import { StandaloneServices } from 'monaco-editor/editor/standalone/browser/standaloneServices'
import { conf, language } from 'monaco-editor/languages/definitions/yaml/yaml'
import { IStorageService } from 'monaco-editor/platform/storage/common/storage'
import { readTones } from '../theme/tones.ts'

// What is offered comes with its sentence unasked.
StandaloneServices.get(IStorageService).store('expandSuggestionDocs', true, 0, 0)

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

monaco.languages.register({ id: 'yaml', extensions: ['.yaml', '.yml'] })
monaco.languages.setLanguageConfiguration('yaml', conf)
monaco.languages.setMonarchTokensProvider('yaml', language)

/** Grey and weight instead of hue: on this page a colour is a state. Monaco wants its colours as they are, no variables. */
export function applyTheme(dark: boolean): void {
  const tones = readTones(document.documentElement)
  const hex = (colour: string) => colour.replace('#', '')
  monaco.editor.defineTheme('podlapse', {
    base: dark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: hex(tones.t1) },
      { token: 'type', foreground: hex(tones.t2) },
      { token: 'comment', foreground: hex(tones.t3) },
      { token: 'operators', foreground: hex(tones.t3) },
      { token: 'delimiter', foreground: hex(tones.t3) },
      { token: 'meta', foreground: hex(tones.t3) },
      { token: 'tag', foreground: hex(tones.t3) },
      { token: 'namespace', foreground: hex(tones.t3) },
    ],
    colors: {
      'editor.background': tones.bg1,
      'editor.foreground': tones.t1,
      'editor.lineHighlightBackground': tones.bg2,
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': tones.bg3,
      'editor.inactiveSelectionBackground': tones.bg3,
      'editor.wordHighlightBackground': tones.bg3,
      'editor.findMatchBackground': tones.bg3,
      'editor.findMatchBorder': tones.t1,
      'editor.findMatchHighlightBackground': tones.bg2,
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, tones.t3])),
      'editorBracketHighlight.unexpectedBracket.foreground': tones.t3,
      'editorBracketMatch.background': tones.bg3,
      'editorBracketMatch.border': tones.line2,
      'editorCursor.foreground': tones.t1,
      'editorError.foreground': tones.exitNonZero.mark,
      'editorWarning.foreground': tones.waiting.mark,
      'editorInfo.foreground': tones.t3,
      'editorIndentGuide.background1': tones.line,
      'editorIndentGuide.activeBackground1': tones.line2,
      'editorLineNumber.foreground': tones.t3,
      'editorLineNumber.activeForeground': tones.t1,
      'editorWidget.background': tones.bg1,
      'editorWidget.border': tones.line2,
      'editorHoverWidget.background': tones.bg1,
      'editorHoverWidget.border': tones.line2,
      'editorLightBulb.foreground': tones.t1,
      'editorLightBulbAutoFix.foreground': tones.t1,
      'editorSuggestWidget.background': tones.bg1,
      'editorSuggestWidget.border': tones.line2,
      'editorSuggestWidget.foreground': tones.t1,
      'editorSuggestWidget.highlightForeground': tones.t1,
      'editorSuggestWidget.focusHighlightForeground': tones.t1,
      'editorSuggestWidget.selectedForeground': tones.t1,
      'editorSuggestWidget.selectedBackground': tones.bg3,
      ...Object.fromEntries(
        ['field', 'value', 'reference', 'module', 'snippet'].map((kind) => [`symbolIcon.${kind}Foreground`, tones.t3]),
      ),
      'editor.hoverHighlightBackground': tones.bg3,
      'input.background': tones.bg0,
      'input.foreground': tones.t1,
      'input.border': tones.line2,
      'inputOption.activeBorder': tones.t1,
      'inputOption.activeBackground': tones.bg3,
      'list.hoverBackground': tones.bg2,
      'list.activeSelectionBackground': tones.bg3,
      'list.activeSelectionForeground': tones.t1,
      'menu.background': tones.bg2,
      'menu.foreground': tones.t1,
      'menu.border': tones.line2,
      'menu.selectionBackground': tones.bg3,
      'menu.selectionForeground': tones.t1,
      'scrollbarSlider.background': `${tones.line2}55`,
      'scrollbarSlider.hoverBackground': `${tones.line2}88`,
      'scrollbarSlider.activeBackground': tones.line2,
      'scrollbar.shadow': '#00000000',
      'textLink.foreground': tones.t1,
      'textLink.activeForeground': tones.t1,
      'widget.shadow': '#00000000',
      focusBorder: tones.t1,
    },
  })
  monaco.editor.setTheme('podlapse')
}

export { monaco }
