import { draft } from '../__testUtils__/startExposures';
import { parseDraft } from './parseDraft';

const now = Date.parse('2026-11-30T20:00:00Z');

describe('parseDraft', () => {
  it.each(['2026-11-30', '2026-12-01', '2099-12-31'])(
    'takes a review on %s',
    reviewBy => {
      expect(parseDraft(draft({ reviewBy }), now).reviewBy).toBe(reviewBy);
    },
  );

  it.each(['2026-11-29', '2020-01-31'])('refuses %s, which is past', day => {
    expect(() => parseDraft(draft({ reviewBy: day }), now)).toThrow(
      `reviewBy: ${day} is past`,
    );
  });

  it.each(['2027-02-30', '2027-13-01', 'tomorrow'])(
    'refuses %s, which is no day',
    reviewBy => {
      expect(() => parseDraft(draft({ reviewBy }), now)).toThrow(
        'reviewBy: must be a date',
      );
    },
  );

  it('takes today wherever the person is', () => {
    const late = Date.parse('2026-11-30T09:00:00Z');
    expect(parseDraft(draft({ reviewBy: '2026-11-29' }), late).reviewBy).toBe(
      '2026-11-29',
    );
  });
});
