/** What goes to one printer goes one after the other, from whichever window: two slips at once would be mixed on its paper. */
const lines = new WeakMap<object, Map<string, Promise<unknown>>>();

/** `work` never rejects. */
export async function inTurn<T>(owner: object, place: string, work: () => Promise<T>): Promise<T> {
  const waiting = lines.get(owner) ?? new Map<string, Promise<unknown>>();
  lines.set(owner, waiting);
  const before = waiting.get(place) ?? Promise.resolve();
  const mine = before.then(work);
  waiting.set(place, mine);
  const answer = await mine;
  if (waiting.get(place) === mine) waiting.delete(place);
  return answer;
}
