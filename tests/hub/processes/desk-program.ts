/** Starting, hearing and killing the programs of desks. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Committed } from '../../simulation/ledger.ts';
import type { DeskOrder } from './desk-order.ts';

const program = join(import.meta.dirname, 'desk-process.ts');

/** A desk over all its starts. */
export class DeskProgram {
  readonly order: DeskOrder;
  /** What it acknowledged, by entry. */
  readonly acked = new Map<string, Committed>();
  readonly numbers: (readonly [number: string, stream: string])[] = [];
  readonly lines: string[] = [];
  errors = '';
  starts = 0;
  private child: ChildProcessWithoutNullStreams | undefined;
  private readonly waiting = new Set<() => void>();

  /** What its environment has besides. */
  private readonly env: Readonly<Record<string, string>>;

  constructor(order: DeskOrder, env: Readonly<Record<string, string>> = {}) {
    this.order = order;
    this.env = env;
  }

  get isAlive(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  start(): void {
    const order = { ...this.order, seed: this.order.seed + 1000 * this.starts };
    this.starts += 1;
    const child = spawn(process.execPath, [program, JSON.stringify(order)], {
      env: { ...process.env, ...this.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child = child;
    child.stdin.on('error', () => undefined);
    child.stderr.on('data', (part: Buffer) => (this.errors += part.toString()));
    createInterface({ input: child.stdout }).on('line', (line) => this.hear(line));
    child.once('close', () => this.wake());
  }

  private hear(line: string): void {
    this.lines.push(line);
    const [what, first = '', second = ''] = line.split(' ');
    if (what === 'ack') for (const one of JSON.parse(line.slice(4)) as Committed[]) this.acked.set(one.id, one);
    if (what === 'number') this.numbers.push([first, second]);
    this.wake();
  }

  private wake(): void {
    for (const one of this.waiting) one();
  }

  /** The line that begins so and comes after `from` lines. Throws when the program ends first. */
  async until(beginning: string, from = 0): Promise<string> {
    for (;;) {
      const found = this.lines.slice(from).find((line) => line.startsWith(beginning));
      if (found !== undefined) return found;
      if (!this.isAlive)
        throw new Error(`${this.order.name} ended: ${this.lines.slice(-3).join(' | ')} ${this.errors}`);
      await new Promise<void>((resolve) => {
        const woken = (): void => {
          this.waiting.delete(woken);
          resolve();
        };
        this.waiting.add(woken);
      });
    }
  }

  tell(line: 'rest' | 'work' | 'end'): void {
    this.child?.stdin.write(`${line}\n`);
  }

  async rest(): Promise<void> {
    const from = this.lines.length;
    this.tell('rest');
    await this.until('atRest', from);
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (child === undefined || !this.isAlive) return;
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill(signal);
    await gone;
  }

  async end(): Promise<void> {
    const { child } = this;
    if (child === undefined || !this.isAlive) return;
    const gone = new Promise((resolve) => child.once('close', resolve));
    this.tell('end');
    await gone;
  }
}
