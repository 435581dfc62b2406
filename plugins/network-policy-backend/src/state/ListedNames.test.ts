import { ListedNames } from './ListedNames';

describe('the names of a list', () => {
  const names = new ListedNames();
  [
    { namespace: 'a', name: 'one' },
    { namespace: 'a', name: 'two' },
    { namespace: 'b', name: 'one' },
    // Out of order, as where a list is put together of several.
    { namespace: 'a', name: 'three' },
    { name: 'n1' },
  ].forEach(location => names.add(location));
  const isListed = names.asked();

  it('are known by namespace, whatever order they come in', () => {
    for (const name of ['one', 'two', 'three']) {
      expect(isListed({ namespace: 'a', name })).toBe(true);
    }
    expect(isListed({ namespace: 'b', name: 'one' })).toBe(true);
    expect(isListed({ name: 'n1' })).toBe(true);
  });

  it('are not known elsewhere', () => {
    expect(isListed({ namespace: 'b', name: 'two' })).toBe(false);
    expect(isListed({ namespace: 'c', name: 'one' })).toBe(false);
    expect(isListed({ name: 'one' })).toBe(false);
    expect(new ListedNames().asked()({ name: 'n1' })).toBe(false);
  });
});
