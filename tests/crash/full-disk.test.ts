/**
 * trust.md row 19: a full disk is survivable. On a file system of 12 MB of its own (a tmpfs in a mount namespace, which leaves
 * nothing behind); where the machine permits no mount, every write is answered with ENOSPC from some call on by strace, which
 * is what the kernel would answer but cannot be undone by giving up the ballast, so less is shown, and the output says so.
 */
import { expect, test } from 'vitest';
import { ackedIn, actsCommand, beside, scratchFolder, start } from './processes.ts';
import { examine } from './examine.ts';

const megabyte = 1024 * 1024;

type Command = [string, ...string[]];

/** How a mount can be had here: as root, in a user namespace, or not at all. */
async function mounter(): Promise<Command | undefined> {
  for (const flags of ['-m', '-rm']) {
    const probe: Command = ['unshare', flags, 'mount', '-t', 'tmpfs', 'tmpfs', scratchFolder()];
    const works = await start(probe).ended.then(
      ({ code }) => code === 0,
      () => false,
    );
    if (works) return ['unshare', flags];
  }
  return undefined;
}

async function onSmallDisk(unshare: Command, dir: string): Promise<unknown> {
  const script = 'mount -t tmpfs -o size=12m tmpfs "$1" && exec "$2" "$3" "$1" "$4"';
  const args = [dir, process.execPath, beside('full-disk-process.ts'), String(megabyte)];
  const { lines, errors } = await start([...unshare, 'sh', '-c', script, 'sh', ...args]).ended;
  expect(errors).toBe('');
  console.log(`full disk (tmpfs of 12 MB by ${unshare.join(' ')}): ${lines.join(' ')}`);
  return JSON.parse(lines[0] ?? '');
}

/** The other way: the disk is full from a call on and stays full. */
async function byInjection(dir: string): Promise<unknown> {
  const inject = 'inject=pwrite64,ftruncate:error=ENOSPC:when=1200+';
  const tracer: Command = [
    'strace',
    '-f',
    '--seccomp-bpf',
    '-o',
    '/dev/null',
    '-e',
    'trace=pwrite64,ftruncate',
    '-e',
    inject,
    '--',
  ];
  const { lines, code } = await start([...tracer, ...actsCommand(dir, { count: 100 })]).ended;
  const acked = ackedIn(lines);
  expect(acked.length).toBeGreaterThan(5);
  console.log(`full disk (ENOSPC given by strace, ballast not shown): ${String(acked.length)} acknowledged before`);
  expect({ code, refused: lines.some((line) => /^refused \d+ store\.full$/u.test(line)) }).toEqual({
    code: 3,
    refused: true,
  });
  return { acked: acked.length, ...(await examine(dir, acked)) };
}

test('a full disk refuses clearly, loses nothing acknowledged, and the ballast lets the rest drain', async () => {
  const unshare = await mounter();
  const dir = scratchFolder();
  if (!unshare) {
    console.log('full disk: this machine permits no mount, not even in a namespace of its own');
    expect(await byInjection(dir)).toMatchObject({ lost: 0, half: [], corrupt: 0 });
    return;
  }
  const result = await onSmallDisk(unshare, dir);
  expect(result).toMatchObject({
    whenFull: 'store.full',
    broken: 'store.full',
    reopened: true,
    isHeldAfter: false,
    drained: 20,
    more: 'done',
    isHeldAgain: true,
    refusedNew: 'unexpected refusal {"code":"space.readOnly"}',
    drainedCarefully: 'done',
    lost: 0,
    half: [],
    corrupt: 0,
  });
  expect((result as { acked: number }).acked).toBeGreaterThan(20);
});

test('where no mount is permitted the other way still finds no loss', async () => {
  expect(await byInjection(scratchFolder())).toMatchObject({ lost: 0, half: [], corrupt: 0 });
});
