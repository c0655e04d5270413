import type { FileTree } from '../../engine/program-api/files.ts'

/** A distribution's own accounts: lines of /etc/passwd, and groups with their numbers. */
function accounts(passwd: string, groups: string): FileTree {
  const lines = groups
    .trim()
    .split(/,\s*/)
    .map((each) => each.split(' '))
  return {
    '/etc/passwd': { kind: 'file', content: passwd },
    '/etc/group': { kind: 'file', content: lines.map(([name, id]) => `${name}:x:${id}:\n`).join('') },
  }
}

// buildroot: system/skeleton/etc
export const BUSYBOX_ACCOUNTS = accounts(
  `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
bin:x:2:2:bin:/bin:/bin/false
sys:x:3:3:sys:/dev:/bin/false
sync:x:4:100:sync:/bin:/bin/sync
mail:x:8:8:mail:/var/spool/mail:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
operator:x:37:37:Operator:/var:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`,
  `root 0, daemon 1, bin 2, sys 3, adm 4, tty 5, disk 6, lp 7, mail 8, kmem 9, wheel 10, cdrom 11, dialout 18,
  floppy 19, video 28, audio 29, tape 32, www-data 33, operator 37, utmp 43, plugdev 46, staff 50, lock 54,
  netdev 82, users 100, nobody 65534`,
)

// alpine-baselayout-data 3.6
export const ALPINE_ACCOUNTS = accounts(
  `root:x:0:0:root:/root:/bin/sh
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/mail:/sbin/nologin
news:x:9:13:news:/usr/lib/news:/sbin/nologin
uucp:x:10:14:uucp:/var/spool/uucppublic:/sbin/nologin
cron:x:16:16:cron:/var/spool/cron:/sbin/nologin
ftp:x:21:21::/var/lib/ftp:/sbin/nologin
sshd:x:22:22:sshd:/dev/null:/sbin/nologin
games:x:35:35:games:/usr/games:/sbin/nologin
ntp:x:123:123:NTP:/var/empty:/sbin/nologin
guest:x:405:100:guest:/dev/null:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
`,
  `root 0, bin 1, daemon 2, sys 3, adm 4, tty 5, disk 6, lp 7, kmem 9, wheel 10, floppy 11, mail 12, news 13,
  uucp 14, cron 16, audio 18, cdrom 19, dialout 20, ftp 21, sshd 22, input 23, tape 26, video 27, netdev 28,
  kvm 34, games 35, www-data 82, users 100, ntp 123, abuild 300, utmp 406, ping 999, nogroup 65533, nobody 65534`,
)

// base-passwd 3.6, and apt's own
export const DEBIAN_ACCOUNTS = accounts(
  `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`,
  `root 0, daemon 1, bin 2, sys 3, adm 4, tty 5, disk 6, lp 7, mail 8, news 9, uucp 10, man 12, proxy 13, kmem 15,
  dialout 20, fax 21, voice 22, cdrom 24, floppy 25, tape 26, sudo 27, audio 29, dip 30, www-data 33, backup 34,
  operator 37, list 38, irc 39, src 40, shadow 42, utmp 43, video 44, sasl 45, plugdev 46, staff 50, games 60,
  users 100, nogroup 65534`,
)

// setup 2.13
export const RHEL_ACCOUNTS = accounts(
  `root:x:0:0:root:/root:/bin/bash
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
adm:x:3:4:adm:/var/adm:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/spool/mail:/sbin/nologin
operator:x:11:0:operator:/root:/sbin/nologin
games:x:12:100:games:/usr/games:/sbin/nologin
ftp:x:14:50:FTP User:/var/ftp:/sbin/nologin
nobody:x:65534:65534:Kernel Overflow User:/:/sbin/nologin
`,
  `root 0, bin 1, daemon 2, sys 3, adm 4, tty 5, disk 6, lp 7, mem 8, kmem 9, wheel 10, cdrom 11, mail 12, man 15,
  dialout 18, floppy 19, games 20, utmp 22, tape 33, video 39, ftp 50, lock 54, audio 63, users 100, nobody 65534`,
)
