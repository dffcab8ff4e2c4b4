/** Rules of nftables by which the kernel drops packets to and from one port, by chance. */
import { z } from 'zod';

/** Those before are taken away. `percent`: of the packets each way, 0 to 100. */
export function lossRules(port: number, percent: number): string {
  // nft compares with what can come, 0 to 99.
  const chance = percent === 100 ? '' : `numgen random mod 100 < ${String(percent)} `;
  const drops = percent === 0 ? [] : ['dport', 'sport'].map((end) => `tcp ${end} ${String(port)} ${chance}`);
  const rules = drops.map((one) => `${one}counter name "lost" drop`).join('\n    ');
  return `
table ip bad
delete table ip bad
table ip bad {
  counter lost { }
  chain incoming {
    type filter hook input priority 0; policy accept;
    ${rules}
  }
}
`;
}

/** A counter, as `nft -j list ruleset` tells it. */
export const droppedSchema = z.object({ counter: z.object({ packets: z.int() }) });
