import { describeOnDatabases } from '../__testUtils__/onDatabases';
import { DatabaseWalkthroughRecord } from './DatabaseWalkthroughRecord';

const north = { cluster: 'north', kind: 'Pod', uid: 'a' };

describeOnDatabases('what the walkthrough has made', ({ open }) => {
  it('is known by cluster, kind and uid, until it is forgotten', async () => {
    const client = await open();
    const record = new DatabaseWalkthroughRecord({
      use: work => work(client),
    });
    await record.add(north);

    const made = await record.madeIn('north');
    const elsewhere = await record.madeIn('south');

    expect(made.has({ kind: 'Pod', uid: 'a' })).toBe(true);
    expect(made.has({ kind: 'Service', uid: 'a' })).toBe(false);
    expect(made.has({ kind: 'Pod', uid: 'b' })).toBe(false);
    expect(made.has({ kind: 'Pod', uid: undefined })).toBe(false);
    expect(elsewhere.has({ kind: 'Pod', uid: 'a' })).toBe(false);

    await record.forget(north);
    const left = await record.madeIn('north');
    expect(left.has({ kind: 'Pod', uid: 'a' })).toBe(false);
  });
});
