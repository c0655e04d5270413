import { expect, test } from 'vitest'
import { CommandError } from '../../command-line/command.ts'
import { kyamlText } from '../../text/kyaml.ts'
import { goTemplatePrinter } from './go-template.ts'

const OBJECT = {
  kind: 'List',
  secret: 'czNjcmV0',
  items: [
    { name: 'a', ready: true, count: 2, ports: [80, 443], labels: { tier: 'front', app: 'web' } },
    { name: 'b', ready: false, count: 0, ports: [], labels: {} },
  ],
}

test.each<[string, string]>([
  ['{{.kind}}', 'List'],
  ['{{.nosuch.deeper}}', '<no value>'],
  ['{{range .items}}{{.name}}{{"\\n"}}{{end}}', 'a\nb\n'],
  ['{{range $i, $e := .items}}{{$i}}={{$e.name}} {{end}}', '0=a 1=b '],
  ['{{range $k, $v := (index .items 0).labels}}{{$k}}:{{$v}},{{end}}', 'app:web,tier:front,'],
  ['{{range .none}}x{{else}}none{{end}}', 'none'],
  ['{{range .items}}{{if eq .name "b"}}{{continue}}{{end}}{{.name}}{{end}}', 'a'],
  ['{{range .items}}{{.name}}{{break}}{{end}}', 'a'],
  ['{{range .items -}}\n  {{.name}}\n{{- end}}', 'ab'],
  ['{{with .kind}}<{{.}}>{{end}}{{with .no}}x{{else}}-{{end}}', '<List>-'],
  ['{{if .no}}1{{else if .kind}}2{{else}}3{{end}}', '2'],
  ['{{if and .kind (not .no)}}yes{{end}}{{if or .no .kind}}yes{{end}}', 'yesyes'],
  ['{{$x := 1}}{{range .items}}{{$x = .count}}{{end}}{{$x}}', '0'],
  ['{{range .items}}{{$.kind}}{{end}}', 'ListList'],
  ['{{len .items}} {{len .kind}} {{index .items 0 "labels" "tier"}}', '2 4 front'],
  ['{{.secret | base64decode}}', 's3cret'],
  ['{{printf "%-4s|%3d|%v|%q" (index .items 0).name 7 true "x"}}', 'a   |  7|true|"x"'],
  ['{{printf "%s" 1}} {{printf "%d"}}', '%!s(int64=1) %!d(MISSING)'],
  ['{{(index .items 0).labels}} {{(index .items 0).ports}}', 'map[app:web tier:front] [80 443]'],
  ['{{gt (index .items 0).count 1}} {{eq .kind "x" "List"}} {{ne 1 2}}', 'true true true'],
  ['{{define "row"}}[{{.name}}]{{end}}{{range .items}}{{template "row" .}}{{end}}', '[a][b]'],
  ['{{/* nothing */}}{{`raw "text"`}}{{println 1 "a"}}', 'raw "text"1 a\n'],
  ['{{if exists . "items" 0 "labels" "tier"}}has{{end}}', 'has'],
  ['{{slice .kind 1 3}}{{html "<a>"}}', 'is&#60;a&#62;'],
])('%s', (template, printed) => {
  expect(goTemplatePrinter(template)(OBJECT)).toBe(printed)
})

const failed = (work: () => unknown) => {
  try {
    return work()
  } catch (error) {
    return error instanceof CommandError ? error.errors[0] : error
  }
}

test.each<[string, string]>([
  ['', 'template format specified but no template given'],
  ['{{', 'error parsing template {{, template: output:1: unclosed action'],
  ['{{range .items}}', 'error parsing template {{range .items}}, template: output:1: unexpected EOF'],
  ['{{end}}', 'error parsing template {{end}}, template: output:1: unexpected {{end}}'],
  ['{{nosuch .x}}', 'error parsing template {{nosuch .x}}, template: output:1: function "nosuch" not defined'],
  ['{{$x}}', 'error parsing template {{$x}}, template: output:1: undefined variable "$x"'],
  [
    '{{.kind.x}}',
    'error executing template "{{.kind.x}}": template: output:1:2: executing "output" at <.kind.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{index .items 9}}',
    'error executing template "{{index .items 9}}": template: output:1:2: executing "output" at <index .items 9>: error calling index: reflect: slice index out of range',
  ],
])('%s: is refused', (template, words) => {
  expect(failed(() => goTemplatePrinter(template)(OBJECT))).toBe(words)
})

test('a template that goes on for ever ends in words', () => {
  const loops = '{{range $a := 100000}}{{range $b := 100000}}x{{end}}{{end}}'
  expect(failed(() => goTemplatePrinter(loops)({}))).toContain('takes too long')
  const calls = '{{define "t"}}{{template "t" .}}{{end}}{{template "t" .}}'
  expect(failed(() => goTemplatePrinter(calls)({}))).toContain('maximum template depth')
  expect(failed(() => goTemplatePrinter('{{('.repeat(3000))({}))).toContain('error parsing')
})

test('kyaml stands in braces, its texts in quotes', () => {
  expect(kyamlText({ b: [{ x: 1 }, { text: 'two\nlines\n' }], a: ['z'], on: true, e: {}, l: [] })).toBe(`---
{
  a: [
    "z",
  ],
  b: [{
    x: 1,
  }, {
    text: "\\
       two\\n\\
       lines\\n\\
      ",
  }],
  e: {},
  l: [],
  "on": true,
}
`)
})
