import { Entity } from '@backstage/catalog-model';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { startPlugin } from '../__testUtils__/startPlugin';
import { LabelSelectorTokens } from '../targets/LabelSelectorTokens';
import { parseLabelSelectorQuery } from '../targets/labelSelectorQuery';

const SELECTOR = 'backstage.io/kubernetes-label-selector';

const ofCommas: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'commas',
    annotations: { [SELECTOR]: ','.repeat(60_000) },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'web-team' },
};

describe('attack 8: an annotation of 60 kB of commas', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is refused by its length before a character of it is parsed', async () => {
    const parsed = jest.spyOn(LabelSelectorTokens.prototype, 'peek');
    const kubernetes = new FakeKubernetes();
    kubernetes.add('north');
    const { server } = await startPlugin({ kubernetes, visible: [ofCommas] });

    const { status, body } = await request(server).get(
      '/api/network-policy/entities/component/default/commas/reach',
    );

    expect(status).toBe(400);
    expect(body.error.message).toBe(
      `The annotation ${SELECTOR} of component:default/commas is not read: it has 60000 characters, and 4096 is the limit. Shorten the annotation`,
    );
    expect(parsed).not.toHaveBeenCalled();
  });

  it('is not looked at for a person who has no permission', async () => {
    const parsed = jest.spyOn(LabelSelectorTokens.prototype, 'peek');
    const kubernetes = new FakeKubernetes();
    kubernetes.add('north');
    const { server } = await startPlugin({
      kubernetes,
      visible: [ofCommas],
      denied: ['network-policy.reach.read'],
    });

    const { status } = await request(server).get(
      '/api/network-policy/entities/component/default/commas/reach',
    );

    expect(status).toBe(403);
    expect(parsed).not.toHaveBeenCalled();
  });

  it.each(['a,', 'a in (b,', '!', 'a in (', ','])(
    'takes linear work for the longest text of %j that is read',
    pattern => {
      const text = pattern.repeat(4_096).slice(0, 4_096);
      const tokens = new LabelSelectorTokens(text);
      expect(parseLabelSelectorQuery(text, tokens).ok).toBe(false);
      expect(tokens.steps).toBeLessThanOrEqual(3 * text.length);
    },
  );
});
