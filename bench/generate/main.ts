/** `node bench/generate/main.ts <folder> <cases>`: a new data directory filled with made-up cases, for a look or a benchmark. */
import { fill } from '../support/bench-desk.ts';

const [folder, cases] = process.argv.slice(2);
if (folder === undefined || !/^\d+$/.test(cases ?? '')) {
  console.error('Usage: node bench/generate/main.ts <folder> <cases>');
  process.exit(2);
}
await fill(folder, Number(cases), (line) => {
  console.log(line);
});
