import type { Chooser } from './chooser.ts'

const LOOPED = [
  'kubectl get pods',
  'kubectl get pods -A -o yaml',
  'kubectl get all -A -o json',
  'kubectl describe pods',
  'kubectl describe nodes',
  'kubectl exec p -- ls -laR /',
  'kubectl logs p',
  'kubectl label pod p n=$i --overwrite',
  'kubectl annotate pod p a$i=b',
  'kubectl run q$i --image=nginx',
  'kubectl create configmap c$i --from-literal=a=b',
  'kubectl delete pod p --wait=false',
  'kubectl apply -f -',
  'kubectl api-resources',
  'kubectl explain pods --recursive',
  'kubectl wait --for=condition=Ready pod/p --timeout=1s',
  'kubectl get pods -w',
  'kubectl top pods',
]
const PATHS = [
  '{.items[*].metadata.name}',
  '{range .items[*]}{range .spec.containers[*]}{.name}{end}{end}',
  '{..}',
  '{...}',
  '{..*..*..*}',
  '{..name..name}',
  '{.items[?(@.metadata.name=="p")]}',
  '{.items[?(@..*==@..*)]}',
  '{.items[0:99999999:1]}',
  '{.items[-1:-99999999:-1]}',
  '{[[[[[[',
  '{range .items[*]}{range .items[*]}{.}',
  '{.metadata["a"]["b"',
  '{"\\u0000"}',
]
const PROGRAMS = [
  'jq "[range(1000000)]|length"',
  'jq "def f: f; f"',
  'jq "[limit(100000;repeat(1))]|add"',
  'jq ".. | .. | .."',
  'jq "[paths] | length"',
  'jq "until(false;.)"',
  'awk \'BEGIN{for(;;){s=s "x";gsub(/x/,"xx",s)}}\'',
  "awk '{while(match($0,/(a|b)*c/))$0=substr($0,2)}'",
  "awk '{n=split($0,a,//);for(i=1;i<=n;i++)for(j=1;j<=n;j++)b[i,j]=a[i]}'",
  "sed -E ':a;s/^(.*)(.)$/\\2\\1/;ta'",
  "sed -E ':a;s/(a*)*b?/&&/g;ta'",
  "sed 'H;G;h'",
  "grep -E '(a|aa)+$'",
  "grep -oE '[a-z]*[a-z]*[a-z]*[0-9]'",
  'sort -t, -k2,2n',
  'xargs -n1 sh -c "sort /proc/cpuinfo"',
  'base64 | base64 | base64 | sha256sum',
  'tr -s a-z A-Z | fold -w 1 | uniq -c',
  'bc',
]

/** A line that somebody types, and that does not come to an end soon. */
export function hostileLine(c: Chooser): string {
  const command = c.pick(LOOPED)
  switch (c.below(6)) {
    case 0:
      return `while true; do ${command}; done`
    case 1:
      return `for i in $(seq 1 ${c.pick([3, 100, 100_000])}); do ${command}${c.pick(['', ' &'])}; done`
    case 2:
      return `kubectl get pods -A -o jsonpath='${c.pick(PATHS)}'`
    case 3:
      return `kubectl get pods -o custom-columns=${c.many(1, c.pick([2, 200]), () => `A:${c.pick(PATHS).replaceAll("'", '')}`).join(',')}`
    case 4:
      return `kubectl get pods -o json | ${c.pick(PROGRAMS)}`
    default:
      return `${command} | while read x; do ${c.pick(LOOPED)}; done`
  }
}

/** What takes one program long. */
export function heavyScript(c: Chooser): string {
  const rows = c.pick([10, 1000, 100_000])
  const loop = c.pick(['', 'while true; do ', 'until false; do '])
  return `${loop}seq 1 ${rows} | ${c.many(1, 3, () => c.pick(PROGRAMS)).join(' | ')}${c.pick(['', ' > /dev/null', ' > f'])}${loop === '' ? '' : '; done'}`
}
