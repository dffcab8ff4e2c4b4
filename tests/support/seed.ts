let drawn: number | null = null;

function draw(): number {
  const given = process.env.TONGBAN_SEED;
  if (given === undefined) return Math.floor(Math.random() * 0x7fffffff);
  const seed = Number(given);
  if (!Number.isSafeInteger(seed)) throw new Error(`TONGBAN_SEED must be a whole number, not "${given}"`);
  return seed;
}

/** The seed of this process's random tests: `TONGBAN_SEED`, or one drawn and printed once, so that a failing run can be repeated. */
export function seed(): number {
  if (drawn === null) {
    drawn = draw();
    console.log(`random tests run with TONGBAN_SEED=${String(drawn)}`);
  }
  return drawn;
}
