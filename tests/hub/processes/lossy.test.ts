/**
 * trust.md, row 15, by the kernel: a fifth of all packets between desks and a hub is dropped each way, then all of them for some seconds.
 * TCP mends the first and the link's own patience the second; afterwards desks and hub agree, nothing is lost or there twice.
 *
 * It runs in a network namespace of its own, so that no rule touches this machine's network. That needs root, `unshare`, `ip`, `nft` and a
 * kernel with nf_tables and its numgen; where one of them is not there the test is skipped and says which. `tc netem` is not used: fewer
 * kernels have it (the one this was written on has not), and nftables drops by chance as well.
 */
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { seed } from '../../support/seed.ts';
import { lossRules } from './loss-rules.ts';

const program = join(import.meta.dirname, 'lossy-township.ts');
/** For `unshare`: a network with nothing but its own loopback, which is up; what comes then is the program and its arguments. */
const ownNetwork = ['--net', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"'];

/** Why it cannot run here; undefined where it can. */
function hindrance(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has network namespaces';
  try {
    execFileSync('unshare', [...ownNetwork, 'nft', '-f', '-'], { input: lossRules(1, 20), stdio: 'pipe' });
    return undefined;
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim().split('\n')[0];
    return said === undefined || said === '' ? String(error) : said;
  }
}

const reportSchema = z.strictObject({
  entries: z.int(),
  notes: z.int(),
  lost: z.int(),
  lostInPartition: z.int(),
  dropped: z.int(),
  met: z.array(z.string()),
});

test('a fifth of the packets lost each way, and a partition: all converges', async (context) => {
  const why = hindrance();
  if (why !== undefined) {
    console.warn(`skipped, no packets can be dropped here: ${why}`);
    return context.skip(`no packets can be dropped here: ${why}`);
  }
  const { stdout } = await promisify(execFile)('unshare', [...ownNetwork, process.execPath, program, String(seed())]);
  const report = reportSchema.parse(JSON.parse(stdout));
  console.log(`seed ${String(seed())}: ${JSON.stringify(report)}`);
  // The kernel did drop, in both parts.
  expect(report.lost).toBeGreaterThan(0);
  expect(report.lostInPartition).toBeGreaterThan(0);
  expect(report.met.filter((reason) => reason !== 'unreached')).toEqual([]);
}, 600_000);
