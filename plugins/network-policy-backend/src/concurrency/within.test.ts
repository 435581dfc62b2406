import { within } from './within';

describe('within', () => {
  it('passes on what the work results in, or throws', async () => {
    await expect(within(1_000, Promise.resolve('done'))).resolves.toBe('done');
    await expect(
      within(1_000, Promise.reject(new Error('broken'))),
    ).rejects.toThrow('broken');
  });

  it('does not wait longer than the limit', async () => {
    await expect(within(20, new Promise(() => {}))).rejects.toThrow(
      'no answer within 0.02 s',
    );
  });
});
