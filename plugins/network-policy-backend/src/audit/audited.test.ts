import { mockServices } from '@backstage/backend-test-utils';
import { audited } from './audited';

const setUp = () => {
  const event = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({
    createEvent: async () => event,
  });
  return { auditor, event };
};

describe('audited', () => {
  it('tells what came of it', async () => {
    const { auditor, event } = setUp();

    await expect(
      audited(
        auditor,
        { eventId: 'exposure-apply', meta: { cluster: 'north' } },
        async () => 'created',
        result => ({ result }),
      ),
    ).resolves.toBe('created');

    expect(auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'exposure-apply',
      meta: { cluster: 'north' },
    });
    expect(event.success).toHaveBeenCalledWith({ meta: { result: 'created' } });
    expect(event.fail).not.toHaveBeenCalled();
  });

  it('tells a refusal and passes it on', async () => {
    const { auditor, event } = setUp();
    const refusal = new Error('not yours');

    await expect(
      audited(
        auditor,
        { eventId: 'exposure-apply' },
        async () => {
          throw refusal;
        },
        () => ({}),
      ),
    ).rejects.toBe(refusal);

    expect(event.fail).toHaveBeenCalledWith({ error: refusal });
    expect(event.success).not.toHaveBeenCalled();
  });
});
