import { closed, unevaluated, web } from '../../__testUtils__/fixtures';
import { summarise } from '../../__testUtils__/summarise';
import { placeFromCatalog, placeOf, readTargets } from './places';

describe('places', () => {
  it('takes where pods run from a target that was read', () => {
    const targets = [unevaluated('unreachable', 'down'), summarise(closed())];
    expect(readTargets(targets).map(placeOf)).toEqual([
      {
        cluster: 'simulated',
        namespace: 'default',
        podSelector: { app: 'web' },
      },
    ]);
    expect(readTargets(undefined)).toEqual([]);
  });

  it('takes what the catalog says where no cluster could be read', () => {
    expect(placeFromCatalog(web, [unevaluated('unreachable', 'down')])).toEqual(
      {
        cluster: 'prod-us-2',
        namespace: 'default',
        podSelector: { app: 'web' },
      },
    );
  });

  it('takes only labels that a policy can select by', () => {
    const selector = 'app=web,tier!=db,env in (prod),track';
    const entity = {
      ...web,
      metadata: {
        ...web.metadata,
        annotations: { 'backstage.io/kubernetes-label-selector': selector },
      },
    };
    expect(placeFromCatalog(entity, undefined)).toEqual({
      cluster: '',
      namespace: '',
      podSelector: { app: 'web' },
    });
  });
});
