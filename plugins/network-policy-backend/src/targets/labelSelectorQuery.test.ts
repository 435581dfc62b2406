import { parseLabelSelectorQuery } from './labelSelectorQuery';

describe('parseLabelSelectorQuery', () => {
  it('reads equality', () => {
    expect(
      parseLabelSelectorQuery('app=web, app.kubernetes.io/name == shop'),
    ).toEqual({
      matchLabels: { app: 'web', 'app.kubernetes.io/name': 'shop' },
      matchExpressions: [],
    });
  });

  it('reads sets, inequality and existence', () => {
    expect(
      parseLabelSelectorQuery(
        'tier in (front, back),env!=test,x notin (a,b),y,!z',
      ),
    ).toEqual({
      matchLabels: {},
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['front', 'back'] },
        { key: 'env', operator: 'NotIn', values: ['test'] },
        { key: 'x', operator: 'NotIn', values: ['a', 'b'] },
        { key: 'y', operator: 'Exists', values: [] },
        { key: 'z', operator: 'DoesNotExist', values: [] },
      ],
    });
  });

  it('keeps both values of a key that is given twice', () => {
    expect(parseLabelSelectorQuery('app=web,app=shop')).toEqual({
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'app', operator: 'In', values: ['shop'] }],
    });
  });

  it.each(['', 'app=we b', 'app=web,', 'in (a', 'app=web;tier=db', '=web'])(
    'does not take %j',
    query => {
      expect(parseLabelSelectorQuery(query)).toBeUndefined();
    },
  );
});
