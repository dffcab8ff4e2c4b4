import { describe, expect, it } from 'vitest';
import { contentElsewhere, kindWorld, Story } from '../../../tests/support/kind-world.ts';
import { madeUp, taken } from '../../../tests/support/made-up-case.ts';

const file = (id: string, blob: string, more: object = {}) => ({
  ...{ id, blob, name: '证明.jpg', bytes: 3, mime: 'image/jpeg' },
  ...more,
});
const here = 'ab'.repeat(32);
const begun = () => new Story(kindWorld(madeUp), taken).do('begun');

describe('a case with required material (必需材料)', () => {
  it('is not closed while its content has not arrived: neither the act nor the button', () => {
    const story = begun();
    story.do('attached', file(story.world.id(), contentElsewhere, { required: true, hash: 'ef'.repeat(32) }));
    expect(story.state.attachments).toMatchObject([{ required: true, hash: 'ef'.repeat(32) }]);
    expect(story.refusal('finished', {})).toBe('attachment.requiredMissing');
    expect(story.world.may(story.state, 'finished')).toMatchObject({ ok: false });
  });

  it('is closed where the content is here, is not required, or was moved away', () => {
    const kinds = [file('', here, { required: true }), file('', contentElsewhere)];
    for (const one of kinds) {
      const story = begun();
      story.do('attached', { ...one, id: story.world.id() }).do('finished');
      expect(story.state.core.status).toBe('done');
    }
    const story = begun();
    const id = story.world.id();
    story.do('attached', file(id, contentElsewhere, { required: true }));
    story.do('attachmentMoved', { id, to: story.world.id(), reason: '放错了' });
    expect(story.world.may(story.state, 'finished').ok).toBe(true);
  });

  it('goes on otherwise, and leaves by every way out', () => {
    const story = begun();
    story.do('attached', file(story.world.id(), contentElsewhere, { required: true }));
    expect(story.world.may(story.state, 'note').ok).toBe(true);
    expect(story.world.may(story.state, 'voided').ok).toBe(true);
    expect(story.world.may(story.state, 'withdrawn').ok).toBe(true);
  });

  it('was closed by somebody who had it: the fold knows nothing of that', () => {
    const story = begun();
    const added = story.world.next(story.state, {
      type: 'attached',
      data: file(story.world.id(), contentElsewhere, { required: true }),
    });
    const closed = story.world.next(story.state, { type: 'finished', data: {} });
    story.meet(added, closed);
    expect(story.state.marks).toEqual([]);
    expect(story.state.core.status).toBe('done');
  });
});
