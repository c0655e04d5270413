import { describe } from 'vitest'
import { checkScripts as check } from '../../testing/table.ts'

const POD = '{"metadata":{"name":"web","labels":{"app":"web"}},"status":{"phase":"Running","podIP":null}}'
const PODS = '{"items":[{"name":"a","n":3,"ok":true},{"name":"b","n":1,"ok":false},{"name":"c","n":2,"ok":true}]}'

describe('jq', () => {
  check(
    [
      [`echo '${POD}' | jq -r .status.phase`, 'Running\n'],
      [`echo '${POD}' | jq .metadata`, '{\n  "name": "web",\n  "labels": {\n    "app": "web"\n  }\n}\n'],
      [`echo '${POD}' | jq -c '.metadata | keys, length'`, '["labels","name"]\n2\n'],
      [`echo '${POD}' | jq -r '.status.podIP // "none"'`, 'none\n'],
      [`echo '${POD}' | jq '.metadata.labels["app"], .nope, .metadata.labels.nope?'`, '"web"\nnull\nnull\n'],
      [`echo '${PODS}' | jq -r '.items[].name'`, 'a\nb\nc\n'],
      [`echo '${PODS}' | jq -r '.items[] | select(.ok and .n > 2) | "\\(.name)=\\(.n)"'`, 'a=3\n'],
      [
        `echo '${PODS}' | jq -c '[.items[] | {name, twice: (.n * 2)}]'`,
        '[{"name":"a","twice":6},{"name":"b","twice":2},{"name":"c","twice":4}]\n',
      ],
      [
        `echo '${PODS}' | jq -c '.items | map(.n) | add, min, max, sort, (length | tostring)'`,
        '6\n1\n3\n[1,2,3]\n"3"\n',
      ],
      [`echo '${PODS}' | jq -r '.items | sort_by(.n) | .[0].name, .[-1].name'`, 'b\na\n'],
      [`echo '${PODS}' | jq -c '.items | group_by(.ok) | map(length)'`, '[1,2]\n'],
      [`echo '${PODS}' | jq -c '.items[1:] | map(.name) | join("-")'`, '"b-c"\n'],
      [`echo '${PODS}' | jq -r '.items[] | [.name, .n] | @tsv'`, 'a\t3\nb\t1\nc\t2\n'],
      [`echo '{"a":"aGk="}' | jq -r '.a | @base64d, (. | @base64)'`, 'hi\nYUdrPQ==\n'],
      [`echo '{"a":1}' | jq -c '.b = "x" | .a += 1 | .c.d |= 5 | del(.a)'`, '{"b":"x","c":{"d":5}}\n'],
      [
        `echo '[{"key":"a","value":1}]' | jq -c 'from_entries, (from_entries | to_entries), (from_entries | with_entries(.value += 1))'`,
        '{"a":1}\n[{"key":"a","value":1}]\n{"a":2}\n',
      ],
      [`echo '[1,[2,[3]]]' | jq -c 'flatten, reverse, any, (.[1] | first)'`, '[1,2,3]\n[[2,[3]],1]\ntrue\n2\n'],
      [`echo 5 | jq 'if . > 3 then "big" elif . > 1 then "mid" else "small" end'`, '"big"\n'],
      [`echo '[1,2,3]' | jq 'reduce .[] as $x (0; . + $x), (.[] as $y | $y * 10)'`, '6\n10\n20\n30\n'],
      [
        'jq -n --arg v a --argjson n 2 \'{v: $v, n: ($n + 1), e: env.HOME, l: ("a,b" | split(","))}\' -c',
        '{"v":"a","n":3,"e":"/root","l":["a","b"]}\n',
      ],
      [
        `echo '"v1.2.3"' | jq -r 'ltrimstr("v"), test("^v[0-9]"), sub("v"; "w"), ascii_upcase, startswith("v1")'`,
        '1.2.3\ntrue\nw1.2.3\nV1.2.3\ntrue\n',
      ],
      [
        `echo '{"a":[{"b":1},{"b":2}]}' | jq -c '[.. | .b? // empty], has("a"), ([.a[] | .b] | contains([2]))'`,
        '[1,2]\ntrue\ntrue\n',
      ],
      ['printf "a\\nb\\n" | jq -R . ; printf "1 2 3" | jq -s -c .', '"a"\n"b"\n[1,2,3]\n'],
      [`echo '{"b":1,"a":[]}' | jq -S .; echo '"x"' | jq -j .`, '{\n  "a": [],\n  "b": 1\n}\nx'],
      [`echo '{"a":false}' | jq -e .a; echo $?; echo '{}' | jq -e '.a // empty'; echo $?`, 'false\n1\n4\n'],
      [
        `echo '{"__proto__":{"x":1},"constructor":2}' | jq -c '.["__proto__"].x, .constructor, .toString, keys'`,
        '1\n2\nnull\n["__proto__","constructor"]\n',
      ],
      [`echo '"a"' | jq .b`, '', 5, 'jq: error (at <stdin>:1): Cannot index string with "b"\n'],
      [`echo '{}' | jq '.[]?'; echo null | jq '.[]'`, '', 5, 'jq: error (at <stdin>:1): Cannot iterate over null\n'],
      ['echo "not json" | jq .', '', 2, 'jq: parse error: Invalid numeric literal at line 1, column 3\n'],
      [
        "echo 1 | jq '.a |'",
        '',
        3,
        'jq: error: syntax error, unexpected end of file at <top-level>, line 1:\n.a |\njq: 1 compile error\n',
      ],
      [
        'echo 1 | jq nope',
        '',
        3,
        'jq: error: nope/0 is not defined at <top-level>, line 1:\nnope\njq: 1 compile error\n',
      ],
      ["echo 1 | jq 'def f: 1; f'", '', 3, 'jq: not simulated: def\n'],
      ["jq -n '[range(1; 1e9)]'", '', 5, 'jq: not simulated: more than 500000 steps\n'],
      ['jq --version; jq . /nope', 'jq-1.7.1\n', 2, 'jq: error: Could not open /nope: No such file or directory\n'],
    ],
    { image: 'nicolaka/netshoot' },
  )
  check([['jq .', '', 127, 'sh: jq: not found\n']])
})
