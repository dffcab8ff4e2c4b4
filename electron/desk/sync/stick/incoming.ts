/** A file that the page sends in parts: one at a time, in memory. */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { stickLimit } from '#shared/sync/stick.ts';

export class Incoming {
  #upload = '';
  #parts: Uint8Array[] = [];

  /** The first part of another file lets the one before go. Refusals: stick.unreadable (a part is missing), stick.tooLarge. */
  add(upload: string, index: number, bytes: Uint8Array): Result<Record<string, never>> {
    if (index === 0) [this.#upload, this.#parts] = [upload, []];
    // An answer that was lost is asked for again.
    if (upload === this.#upload && index === this.#parts.length - 1) return ok({});
    if (upload !== this.#upload || index !== this.#parts.length) return refuse('stick.unreadable');
    const total = this.#parts.reduce((sum, part) => sum + part.length, bytes.length);
    if (total > stickLimit.file) {
      this.#forget();
      return refuse('stick.tooLarge');
    }
    this.#parts.push(bytes);
    return ok({});
  }

  /** Whole, once. Refusal: stick.unreadable. */
  take(upload: string): Result<Uint8Array> {
    if (upload !== this.#upload || this.#parts.length === 0) return refuse('stick.unreadable');
    const whole = new Uint8Array(Buffer.concat(this.#parts));
    this.#forget();
    return ok(whole);
  }

  #forget(): void {
    [this.#upload, this.#parts] = ['', []];
  }
}
