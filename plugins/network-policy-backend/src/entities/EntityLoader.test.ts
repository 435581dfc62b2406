import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EntityLoader } from './EntityLoader';

const answering = async (status: number) => {
  const error = await ResponseError.fromResponse(
    new Response('{}', { status }),
  );
  const catalog = catalogServiceMock.mock();
  catalog.getEntityByRef.mockRejectedValue(error);
  return new EntityLoader({
    catalog,
    permissions: mockServices.permissions.mock(),
  }).loadForReach(
    { kind: 'component', namespace: 'a\0', name: 'web' },
    mockCredentials.user(),
  );
};

describe('EntityLoader', () => {
  it('says that there is no entity of a name that the catalog refuses', async () => {
    await expect(answering(400)).rejects.toThrow('There is no entity');
  });

  it('does not hide that the catalog has failed', async () => {
    await expect(answering(503)).rejects.toMatchObject({
      name: 'ResponseError',
    });
  });
});
