import { describe, expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'
import { checkScripts as check } from '../testing/table.ts'

const SERVE = 'mkdir /www; echo ok > /www/index.html; httpd -p 80 -h /www;'
const HEAD = 'Proto Recv-Q Send-Q Local Address           Foreign Address         State       '

describe('who listens', () => {
  check([
    [
      `${SERVE} netstat -tnl`,
      `Active Internet connections (only servers)\n${HEAD}\ntcp        0      0 0.0.0.0:80              0.0.0.0:*               LISTEN      \n`,
    ],
    [
      'nc -l -p 81 & sleep 1; netstat -tnlp | tail -1',
      'tcp        0      0 0.0.0.0:81              0.0.0.0:*               LISTEN      2/nc                \n',
    ],
    ['netstat', `Active Internet connections (w/o servers)\n${HEAD}\n`],
    ['nc -l -p 81 & sleep 1; nc -l -p 81', '', 1, 'nc: bind: Address already in use\n'],
  ])
})

describe('interfaces and routes', () => {
  check([
    [
      'ip a show lo',
      '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n',
    ],
    ['ip addr | grep "inet " | tail -1', '    inet 10.0.0.7/24 brd 10.0.0.255 scope global eth0\n'],
    ['ip r', 'default via 10.0.0.1 dev eth0 \n10.0.0.0/24 dev eth0 scope link  src 10.0.0.7 \n'],
    ['ip link set eth0 down', '', 2, 'ip: RTNETLINK answers: Operation not permitted\n'],
    ['ifconfig eth0 | sed -n 2p', '          inet addr:10.0.0.7  Bcast:10.0.0.255  Mask:255.255.255.0\n'],
    ['ifconfig eth7', '', 1, 'ifconfig: eth7: error fetching interface information: Device not found\n'],
    [
      'route -n | tail -2',
      '0.0.0.0         10.0.0.1        0.0.0.0         UG    0      0        0 eth0\n10.0.0.0        0.0.0.0         255.255.255.0   U     0      0        0 eth0\n',
    ],
  ])
})

describe('nc carries what is said', () => {
  check([
    ['echo hello | nc -l -p 90 & sleep 1; nc 127.0.0.1 90 < /dev/null', 'hello\n'],
    ['nc -l -p 90 > /tmp/got & sleep 1; echo there | nc localhost 90; wait; cat /tmp/got', 'there\n'],
    ['nc -lk -p 90 -e echo again & sleep 1; nc localhost 90; nc localhost 90', 'again\nagain\n'],
    ['nc -l -p 90 & sleep 1; nc localhost 90 < /dev/null; nc -z localhost 90; echo $?', '1\n'],
    [
      'while true; do printf "HTTP/1.1 200 OK\\r\\n\\r\\nhi\\n" | nc -l -p 90; done > /dev/null & sleep 1; wget -q -O - http://localhost:90; sleep 1; wget -q -O - http://localhost:90',
      'hi\nhi\n',
    ],
    [`${SERVE} printf "GET / HTTP/1.0\\r\\n\\r\\n" | nc localhost 80 | tail -1`, 'ok\n'],
    [`${SERVE} nc -z -v localhost 80; nc -v -w 1 10.9.9.9 80`, '', 1, 'localhost (127.0.0.1:80) open\nnc: timed out\n'],
    ['telnet localhost 81', '', 1, "telnet: can't connect to remote host (127.0.0.1): Connection refused\n"],
  ])

  it('gives the port free when it is killed', () => {
    const outcome = new Machine().sh('nc -l -p 90 & sleep 1; kill $!; sleep 1; nc -z localhost 90; echo $?')
    expect(outcome.stdout).toBe('1\n')
  })
})

describe('iptables makes rules that the network follows', () => {
  const admin = { image: 'ikubernetes/admin-box', securityContext: { capabilities: { add: ['NET_ADMIN'] } } }
  check(
    [
      [
        'iptables -t nat -A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-port 80; iptables -t nat -nL PREROUTING',
        'Chain PREROUTING (policy ACCEPT)\ntarget     prot opt source               destination         \nREDIRECT   tcp  --  0.0.0.0/0            0.0.0.0/0            tcp dpt:8080 redir ports 80\n',
      ],
      [
        'nc -lk -p 80 & sleep 1; nc -z localhost 80 && iptables -A INPUT -p tcp --dport 80 -j REJECT; nc -z localhost 80; echo $?; iptables -D INPUT -p tcp --dport 80 -j REJECT; nc -z localhost 80; echo $?',
        '1\n0\n',
      ],
      ['iptables -A INPUT -p tcp --dport 80 -j DROP; nc -v -w 2 localhost 80', '', 1, 'nc: timed out\n'],
      ['iptables -A INPUT -m conntrack -j DROP', '', 2, 'iptables: not simulated: -m\n'],
      ['iptables -A NOPE -j DROP', '', 1, 'iptables: No chain/target/match by that name.\n'],
      ['iptables -S INPUT; iptables -F; echo $?', '-P INPUT ACCEPT\n0\n'],
    ],
    admin,
  )
})

describe('names that no server knows', () => {
  const RESOLV = 'printf "search a.b\\nnameserver 10.96.0.10\\n" > /etc/resolv.conf;'
  check([
    [`${RESOLV} nslookup x`, ';; connection timed out; no servers could be reached\n\n', 1],
    ['ping -c 1 nope', '', 1, "ping: bad address 'nope'\n"],
    ['ping -c 2 -W 1 10.9.9.9 | tail -1', '2 packets transmitted, 0 packets received, 100% packet loss\n'],
    ['ping -q -c 2 localhost | tail -1', '2 packets transmitted, 2 packets received, 0% packet loss\n'],
  ])
})
