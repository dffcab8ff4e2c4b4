/**
 * Loaded before the program (`--import`), makes the driver lie: it sets synchronous=NORMAL when told FULL and reads back FULL.
 * With it the power-cut test must find lost acts; otherwise that test could not fail.
 */
import Database from 'better-sqlite3';

const prototype = Database.prototype;
type Pragma = (this: unknown, source: string, options?: object) => unknown;

const truthful: Pragma = prototype.pragma;

Reflect.set(prototype, 'pragma', function lying(this: unknown, source: string, options?: object): unknown {
  if (source === 'synchronous=FULL') return truthful.call(this, 'synchronous=NORMAL', options);
  if (source === 'synchronous') return 2;
  return truthful.call(this, source, options);
});
